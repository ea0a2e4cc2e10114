// SPDX-License-Identifier: MIT

internal import Glibc

/// Files that are read and written whole.
package enum PlainFile {
    /// The largest file that is taken for a kubeconfig, a token or a certificate.
    static let largest = 16 << 20

    /// The bytes of the file at `path`; nil when there is none.
    package static func read(_ path: String) throws(KubeconfigError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("open", path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", path)
            }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= largest else { throw KubeconfigError("read \(path): it is too large") }
        }
    }

    /// Puts `bytes` in the place of the file at `path` in one step, for its owner's eyes only; folders are made, and a file of
    /// another owner stays theirs.
    static func write(_ bytes: [UInt8], to path: String) throws(KubeconfigError) {
        try makeFolder(of: LocalPath.goal(of: path))
        guard replace(path, with: bytes, keepsOwner: true) else { throw failure("write", path) }
    }

    /// Puts a file of `bytes` in the place of the one at `path` in one step; a link stays a link. Its mode is `mode`, less
    /// the umask. With `keepsOwner` the new file is whose the old one was, if this process may give files away. False, with
    /// `errno`, when it cannot be done: the old file is then as it was.
    package static func replace(
        _ path: String,
        with bytes: [UInt8],
        mode: UInt32 = 0o600,
        keepsOwner: Bool = false
    ) -> Bool {
        let target = LocalPath.goal(of: path)
        let fresh = "\(target).kn8-\(getpid())"
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return false }
        var old = stat()
        if keepsOwner, stat(target, &old) == 0, old.st_uid != geteuid() || old.st_gid != getegid() {
            _ = fchown(descriptor, old.st_uid, old.st_gid)
        }
        var isDone = put(bytes, descriptor) && fsync(descriptor) == 0
        isDone = close(descriptor) == 0 && isDone
        guard isDone, rename(fresh, target) == 0 else {
            let fault = errno
            unlink(fresh)
            errno = fault
            return false
        }
        return true
    }

    /// Makes the folder of `path` and those above it.
    static func makeFolder(of path: String) throws(KubeconfigError) {
        var folder = ""
        for piece in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            folder += piece
            if !folder.isEmpty, access(folder, F_OK) != 0, mkdir(folder, 0o750) != 0, errno != EEXIST {
                throw failure("mkdir", folder)
            }
            folder += "/"
        }
    }

    /// `open /x: no such file or directory`, of the call that just failed.
    static func failure(_ call: String, _ path: String) -> KubeconfigError {
        KubeconfigError("\(call) \(path): \(String(cString: strerror(errno)).lowercased())")
    }

    /// Writes all of `bytes` to `descriptor`; false, with `errno`, when it cannot be done.
    package static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
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
}
