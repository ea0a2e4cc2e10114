// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// A file that is either wholly written or left as it was.
enum WholeFile {
    /// Writes `text` beside `path` and puts it in its place; what is no regular file (`/dev/stderr`, a pipe) is written to.
    ///
    /// Like all that leaves kn8, the text is stripped of secrets.
    ///
    /// - Parameter isPrivate: Whether the file is for the user alone, whatever it was before.
    static func write(_ text: String, to path: String, isPrivate: Bool = false) throws(CommandError) {
        let text = SecretLedger.current.scrubbed(text)
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else {
                throw CommandError("write \(path): it is a folder", status: .unusable)
            }
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileBytes.failure("write", path) }
            defer { close(descriptor) }
            guard put(text, descriptor) else { throw FileBytes.failure("write", path) }
            return
        }
        // A link stays a link: what it points to is replaced.
        let target = exists ? resolved(path) : path
        let fresh = "\(target).kn8-\(getpid())"
        let mode = isPrivate ? 0o600 : exists ? status.st_mode & 0o7777 : 0o666
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileBytes.failure("write", path) }
        var isDone = put(text, descriptor)
        isDone = close(descriptor) == 0 && isDone
        guard isDone, rename(fresh, target) == 0 else {
            let error = FileBytes.failure("write", path)
            unlink(fresh)
            throw error
        }
    }

    /// The bytes of the file at `path`.
    static func read(_ path: String) throws(CommandError) -> [UInt8] {
        let descriptor = try FileBytes.open(path)
        defer { FileBytes.close(descriptor) }
        return try FileBytes.read(descriptor, name: path, expecting: 0)
    }

    /// Whether there is something at `path`.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func put(_ text: String, _ descriptor: Int32) -> Bool {
        Array(text.utf8).withUnsafeBytes { raw in
            var start = 0
            while start < raw.count, let base = raw.baseAddress {
                let written = Glibc.write(descriptor, base + start, raw.count - start)
                if written < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                start += written
            }
            return true
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let text = realpath(path, nil) else { return path }
        defer { free(text) }
        return String(cString: text)
    }
}
