// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Schema
internal import Kn8YAML

/// `-f` and `-R`: which manifests to read.
struct FilenameOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .long],
        help: "Read manifests from this file, folder or pattern, or from standard input with '-'; may be repeated",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var filename: [String] = []

    @Flag(name: [.customShort("R"), .long], help: "Descend into folders")
    var recursive = false

    /// The files that the options name, in order, not read yet.
    func names() throws(CommandError) -> [ManifestFiles.Name] {
        guard !filename.isEmpty else { throw CommandError("must specify one of -f and -k", status: .unusable) }
        let paths = filename.flatMap { $0.split(separator: ",").map(String.init) }
        return try ManifestFiles.list(paths, recursive: recursive)
    }

    /// Reads what the options name; see `ManifestSet` for the rest.
    func manifests(
        duplicates: YAMLStream.Duplicates = .refused,
        strictness: ValidationStrictness = .strict
    ) throws(CommandError) -> ManifestSet {
        ManifestSet(try ManifestFiles.read(try names()), duplicates: duplicates, strictness: strictness)
    }
}
