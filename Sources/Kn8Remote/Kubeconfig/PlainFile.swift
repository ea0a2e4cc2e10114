// SPDX-License-Identifier: MIT

internal import Glibc

/// Small files, read and written whole.
enum PlainFile {
    /// The largest file that is taken for a kubeconfig, a token or a certificate.
    static let largest = 16 << 20

    /// The bytes of the file at `path`; nil when there is none.
    static func read(_ path: String) throws(KubeconfigError) -> [UInt8]? {
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

    /// Puts `text` in the place of the file at `path` in one step, for its owner's eyes only; folders are made.
    static func write(_ bytes: [UInt8], to path: String) throws(KubeconfigError) {
        let target = resolved(path)
        try makeFolder(of: target)
        let fresh = "\(target).kn8-\(getpid())"
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", fresh) }
        var isDone = put(bytes, descriptor) && fsync(descriptor) == 0
        isDone = close(descriptor) == 0 && isDone
        guard isDone, rename(fresh, target) == 0 else {
            let error = failure("write", path)
            unlink(fresh)
            throw error
        }
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

    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { raw in
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

    // A link stays a link: what it points to is replaced.
    private static func resolved(_ path: String) -> String {
        guard let text = realpath(path, nil) else { return path }
        defer { free(text) }
        return String(cString: text)
    }
}
