// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Remote

/// Files that are the user's alone to read.
enum PrivateFile {
    /// Writes `text` to the file at `path`, made with mode 0600 when missing; a link is not followed.
    static func write(_ text: String, to path: String) throws(CommandError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileBytes.failure("open", path) }
        defer { close(descriptor) }
        guard PlainFile.put(Array(text.utf8), descriptor) else { throw FileBytes.failure("write", path) }
    }

    /// Puts a file of `bytes` in the place of the one at `path`, whole or not at all.
    static func replace(with bytes: [UInt8], at path: String) throws(CommandError) {
        guard PlainFile.replace(path, with: bytes) else { throw FileBytes.failure("write", path) }
    }

    /// Makes a folder of mode 0700 in the folder for temporary files, its name beginning with `prefix`.
    static func makeFolder(prefix: String, environment: [String: String]) throws(CommandError) -> String {
        var template = Array("\(temporary(environment))/\(prefix)XXXXXX\0".utf8CString.dropLast())
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) } != nil
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard made else { throw FileBytes.failure("create a folder", path) }
        return path
    }

    /// The folder for temporary files.
    static func temporary(_ environment: [String: String]) -> String {
        environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }
}
