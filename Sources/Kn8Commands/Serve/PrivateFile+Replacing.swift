// SPDX-License-Identifier: MIT

internal import Glibc

extension PrivateFile {
    /// Puts a file of `bytes` in the place of the one at `path`, whole or not at all; nobody but the user can read it.
    static func replace(with bytes: [UInt8], at path: String) throws(CommandError) {
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
