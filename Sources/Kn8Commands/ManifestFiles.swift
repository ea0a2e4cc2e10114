// SPDX-License-Identifier: MIT

internal import Glibc

/// The files that `-f` names: a file, a folder, a pattern, or `-` for standard input.
struct ManifestFiles {
    /// One input and its bytes; standard input is called `STDIN`, as kubectl calls it.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// Reads every file that `paths` name, folders in byte order of their entries, and only `.json`, `.yaml` and `.yml`
    /// in them (`kubectl:pkg/cli/resource/visitor.go`). A file named twice is read once.
    static func read(_ paths: [String], recursive: Bool) throws(CommandError) -> [File] {
        var names: [String] = []
        for path in paths {
            switch kind(of: path) {
            case .folder: try list(path, recursive: recursive, into: &names)
            case .file, .stream: names.append(path)
            case .missing:
                let matches = glob(path)
                guard path == "-" || !matches.isEmpty else {
                    throw CommandError("the path \"\(path)\" does not exist", status: .unusable)
                }
                for match in path == "-" ? ["-"] : matches {
                    if kind(of: match) == .folder {
                        try list(match, recursive: recursive, into: &names)
                    } else {
                        names.append(match)
                    }
                }
            }
        }
        var seen: Set<String> = []
        var files: [File] = []
        for name in names where seen.insert(name).inserted {
            files.append(File(name: name == "-" ? "STDIN" : name, bytes: try contents(of: name)))
        }
        return files
    }

    private enum Kind {
        case file
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
        case S_IFREG: .file
        default: .stream
        }
    }

    private static func list(_ folder: String, recursive: Bool, into names: inout [String]) throws(CommandError) {
        guard let handle = opendir(folder) else { throw failure("open", folder) }
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
            case .file where [".json", ".yaml", ".yml"].contains(where: entry.hasSuffix): names.append(base + entry)
            default: continue
            }
        }
    }

    private static func glob(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
        var matches = glob_t()
        defer { globfree(&matches) }
        guard Glibc.glob(pattern, 0, nil, &matches) == 0 else { return [] }
        return (0..<Int(matches.gl_pathc)).compactMap { index in matches.gl_pathv[index].map { String(cString: $0) } }
    }

    private static func contents(of name: String) throws(CommandError) -> [UInt8] {
        let descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", name) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var status = stat()
        let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 1)
        while true {
            let wanted = max(1 << 16, size - bytes.count + 1)
            var count = 0
            let start = bytes.count
            let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
                count = Glibc.read(descriptor, buffer.baseAddress, wanted)
                initialized = max(0, count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", name)
            }
            guard count > 0 else { return bytes }
            if start == 0 { bytes = chunk } else { bytes.append(contentsOf: chunk) }
        }
    }

    private static func failure(_ verb: String, _ path: String) -> CommandError {
        CommandError("\(verb) \(path): \(String(cString: strerror(errno)).lowercased())", status: .unusable)
    }
}
