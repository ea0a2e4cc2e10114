// SPDX-License-Identifier: MIT

internal import Glibc

/// A file that only its owner can read, not for a moment anybody else.
enum PrivateFile {
    /// Puts `bytes` at `path`, in the place of what is there.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandError) {
        let fresh = "\(path).kn8-\(getpid())"
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("write", path) }
        var isDone = put(bytes, descriptor)
        isDone = fsync(descriptor) == 0 && isDone
        isDone = close(descriptor) == 0 && isDone
        guard isDone, rename(fresh, path) == 0 else {
            let error = failure("write", path)
            unlink(fresh)
            throw error
        }
    }

    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count, let base = raw.baseAddress {
                let written = Glibc.write(descriptor, base + start, raw.count - start)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                start += written
            }
            return true
        }
    }

    private static func failure(_ verb: String, _ path: String) -> CommandError {
        CommandError("\(verb) \(path): \(String(cString: strerror(errno)).lowercased())", status: .unusable)
    }
}
