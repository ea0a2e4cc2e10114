// SPDX-License-Identifier: MIT

internal import Glibc

/// The files that `-f` names: a file, a folder, a pattern, or `-` for standard input.
struct ManifestFiles {
    /// One input and its bytes; standard input is called `STDIN`, as kubectl calls it.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// One input that has not been read yet.
    struct Name: Sendable {
        /// The path as found; `-` is standard input.
        let path: String
        /// How many bytes; nil when reading must tell.
        let size: Int?
    }

    /// Reads `names` in order.
    static func read(_ names: [Name]) throws(CommandError) -> [File] {
        var files: [File] = []
        for name in names {
            let descriptor = try FileBytes.open(name.path)
            defer { FileBytes.close(descriptor) }
            let bytes = try FileBytes.read(descriptor, name: name.path, expecting: name.size ?? 0)
            files.append(File(name: name.path == "-" ? "STDIN" : name.path, bytes: bytes))
        }
        return files
    }

    /// Every file that `paths` name, folders in byte order of their entries, and only `.json`, `.yaml` and `.yml` in
    /// them (`kubectl:pkg/cli/resource/visitor.go`). A file named twice is there once.
    ///
    /// - Parameter mayBeMissing: Whether a path that is not there has no files, and is no error.
    static func list(
        _ paths: [String],
        recursive: Bool,
        mayBeMissing: Bool = false
    ) throws(CommandError) -> [Name] {
        var names: [Name] = []
        for path in paths {
            switch kind(of: path) {
            case .folder: try list(path, recursive: recursive, into: &names)
            case .file(let size): names.append(Name(path: path, size: size))
            case .stream: names.append(Name(path: path, size: nil))
            case .missing:
                let matches = glob(path)
                if mayBeMissing, path != "-", matches.isEmpty { continue }
                guard path == "-" || !matches.isEmpty else {
                    throw CommandError("the path \"\(path)\" does not exist", status: .unusable)
                }
                for match in path == "-" ? ["-"] : matches {
                    switch kind(of: match) {
                    case .folder: try list(match, recursive: recursive, into: &names)
                    case .file(let size): names.append(Name(path: match, size: size))
                    case .stream, .missing: names.append(Name(path: match, size: nil))
                    }
                }
            }
        }
        guard names.count > 1 else { return names }
        var seen: Set<String> = []
        return names.filter { seen.insert($0.path).inserted }
    }

    private enum Kind {
        case file(size: Int)
        case folder
        /// A pipe or a device: read when it is named, left alone in a folder.
        case stream
        case missing
    }

    private static func kind(of path: String) -> Kind {
        guard path != "-" else { return .missing }
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file(size: Int(status.st_size))
        default: .stream
        }
    }

    private static func list(_ folder: String, recursive: Bool, into names: inout [Name]) throws(CommandError) {
        guard let handle = opendir(folder) else { throw FileBytes.failure("open", folder) }
        var entries: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { entries.append(name) }
        }
        closedir(handle)
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        for entry in entries.sorted() {
            switch kind(of: base + entry) {
            case .folder where recursive: try list(base + entry, recursive: true, into: &names)
            case .file(let size) where isManifest(entry): names.append(Name(path: base + entry, size: size))
            default: continue
            }
        }
    }

    private static func isManifest(_ entry: String) -> Bool {
        entry.hasSuffix(".yaml") || entry.hasSuffix(".yml") || entry.hasSuffix(".json")
    }

    private static func glob(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
        var matches = glob_t()
        defer { globfree(&matches) }
        guard Glibc.glob(pattern, 0, nil, &matches) == 0 else { return [] }
        return (0..<Int(matches.gl_pathc)).compactMap { index in matches.gl_pathv[index].map { String(cString: $0) } }
    }
}
