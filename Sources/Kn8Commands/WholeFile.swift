// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Remote
internal import Kn8Value

/// A file that is either wholly written or left as it was.
enum WholeFile {
    /// Writes `text` beside `path` and puts it in its place; what is no regular file (`/dev/stderr`, a pipe) is written to.
    ///
    /// Like all that leaves kn8, the text is stripped of secrets.
    ///
    /// - Parameter isPrivate: Whether the file is for the user alone, whatever it was before.
    static func write(_ text: String, to path: String, isPrivate: Bool = false) throws(CommandError) {
        let bytes = Array(SecretLedger.current.scrubbed(text).utf8)
        var status = stat()
        let exists = stat(path, &status) == 0
        let type = status.st_mode & S_IFMT
        guard exists, type != S_IFREG else {
            let mode = isPrivate ? 0o600 : exists ? status.st_mode & 0o7777 : 0o666
            guard PlainFile.replace(path, with: bytes, mode: mode) else { throw FileBytes.failure("write", path) }
            return
        }
        guard type != S_IFDIR else { throw CommandError("write \(path): it is a folder", status: .unusable) }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileBytes.failure("write", path) }
        defer { close(descriptor) }
        guard PlainFile.put(bytes, descriptor) else { throw FileBytes.failure("write", path) }
    }

    /// The bytes of the file at `path`.
    static func read(_ path: String) throws(CommandError) -> [UInt8] {
        let descriptor = try FileBytes.open(path)
        defer { FileBytes.close(descriptor) }
        return try FileBytes.read(descriptor, name: path, expecting: 0)
    }

    /// Whether there is something at `path`.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
