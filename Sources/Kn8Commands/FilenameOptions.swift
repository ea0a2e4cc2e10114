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

    /// Reads what the options name; see `ManifestSet` for the rest.
    func manifests(
        duplicates: YAMLStream.Duplicates = .refused,
        strictness: ValidationStrictness = .strict
    ) throws(CommandError) -> ManifestSet {
        guard !filename.isEmpty else { throw CommandError("must specify one of -f and -k", status: .unusable) }
        let paths = filename.flatMap { $0.split(separator: ",").map(String.init) }
        return ManifestSet(
            try ManifestFiles.read(paths, recursive: recursive),
            duplicates: duplicates,
            strictness: strictness
        )
    }
}
