// SPDX-License-Identifier: MIT

internal import ArgumentParser

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

    /// Reads what the options name.
    func manifests() throws(CommandError) -> ManifestSet {
        ManifestSet(try ManifestFiles.read(try names()))
    }
}
