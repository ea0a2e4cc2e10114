// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8Value

/// `--from-literal`, `--from-file` and `--from-env-file`: the entries of a ConfigMap or a Secret.
struct KeyedSources: ParsableArguments {
    /// One entry.
    struct Entry {
        let key: String
        let bytes: [UInt8]
    }

    @Option(
        name: .customLong("from-literal"),
        parsing: .unconditionalSingleValue,
        help: "Take this entry, KEY=VALUE; may be repeated"
    )
    var literals: [String] = []

    @Option(
        name: .customLong("from-file"),
        help: "Take an entry from this file, [KEY=]FILE, or one from each file of a folder; may be repeated",
        completion: .file()
    )
    var files: [String] = []

    @Option(
        name: .customLong("from-env-file"),
        help: "Take the entries of this file with a line NAME=VALUE for each; may be repeated",
        completion: .file()
    )
    var environmentFiles: [String] = []

    /// Every entry, literals last as kubectl has it; `environment` is where names without a value look theirs up.
    func entries(_ environment: [String: String]) throws(CommandError) -> [Entry] {
        guard environmentFiles.isEmpty || (literals.isEmpty && files.isEmpty) else {
            throw CommandError("from-env-file cannot be combined with from-file or from-literal")
        }
        var entries: [Entry] = []
        for file in environmentFiles.atCommas { entries += try KeyedSources.lines(of: file, environment) }
        for literal in literals {
            guard let mark = literal.firstIndex(of: "="), mark > literal.startIndex else {
                throw CommandError("invalid literal source \(literal), expected key=value")
            }
            let value = literal[literal.index(after: mark)...]
            entries.append(Entry(key: String(literal[..<mark]), bytes: Array(value.utf8)))
        }
        for file in files.atCommas { entries += try KeyedSources.files(file) }
        return entries
    }

    private static func files(_ source: String) throws(CommandError) -> [Entry] {
        let parts = source.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let first = parts.first, let path = parts.last else {
            throw CommandError("key names or file paths cannot contain '='")
        }
        if parts.count == 2 {
            guard !first.isEmpty else { throw CommandError("key name for file path \(path) missing") }
            guard !path.isEmpty else { throw CommandError("file path for key name \(first) missing") }
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw CommandError("error reading \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let key = parts.count == 2 ? first : path.split(separator: "/").last.map(String.init) ?? path
            return [Entry(key: key, bytes: try WholeFile.read(path))]
        }
        guard parts.count == 1 else { throw CommandError("cannot give a key name for a directory path") }
        return try folder(path)
    }

    // Only regular files, and only those whose names can be keys.
    private static func folder(_ path: String) throws(CommandError) -> [Entry] {
        guard let handle = opendir(path) else { throw FileBytes.failure("open", path) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if faultOfKey(name) == nil { names.append(name) }
        }
        closedir(handle)
        var entries: [Entry] = []
        for name in names.sorted() {
            let file = "\(path)/\(name)"
            var status = stat()
            guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            entries.append(Entry(key: name, bytes: try WholeFile.read(file)))
        }
        return entries
    }

    private static func lines(of path: String, _ environment: [String: String]) throws(CommandError) -> [Entry] {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw CommandError("error reading \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw CommandError("env config file cannot be a directory")
        }
        var bytes = try WholeFile.read(path)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var entries: [Entry] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw CommandError("env file \(path) contains invalid utf8 bytes at line \(index + 1)")
            }
            let content = text.unicodeScalars.drop { $0.properties.isWhitespace }
            let trimmed = String(content).hasSuffix("\r") ? String(String(content).dropLast()) : String(content)
            guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
            let mark = trimmed.firstIndex(of: "=")
            let key = mark.map { String(trimmed[..<$0]) } ?? trimmed
            if let fault = faultOfVariable(key) { throw CommandError("\"\(key)\" is not a valid key name: \(fault)") }
            let value = mark.map { String(trimmed[trimmed.index(after: $0)...]) } ?? environment[key] ?? ""
            entries.append(Entry(key: key, bytes: Array(value.utf8)))
        }
        return entries
    }

    /// What is wrong with `key` as a key of a ConfigMap or a Secret; nil when nothing is.
    static func faultOfKey(_ key: String) -> String? {
        if key.utf8.count > 253 { return "must be no more than 253 characters" }
        guard !key.isEmpty, key.utf8.allSatisfy(isKeyByte) else {
            return "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
        }
        if key == "." { return "must not be '.'" }
        if key == ".." { return "must not be '..'" }
        if key.hasPrefix("..") { return "must not start with '..'" }
        return nil
    }

    private static func faultOfVariable(_ name: String) -> String? {
        guard let first = name.utf8.first, name.utf8.allSatisfy(isKeyByte),
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else {
            return "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', "
                + "and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used "
                + "for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
        }
        return faultOfKey(name)
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
