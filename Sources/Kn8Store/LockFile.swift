// SPDX-License-Identifier: MIT

internal import Glibc

/// An advisory lock on a file beside the store: held as long as the value lives, also by a killed process's kernel.
struct LockFile: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock at `path`, waiting as `policy` says.
    init(path: String, store: String, policy: LockPolicy) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOSPC || code == EDQUOT { throw .full(path: store) }
            throw .readOnly(path: store, reason: ErrorWords.text(of: code))
        }
        var waited: Int64 = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            guard code == EWOULDBLOCK else {
                close(descriptor)
                throw .readOnly(path: store, reason: ErrorWords.text(of: code))
            }
            let holder = LockFile.holder(descriptor)
            guard waited < policy.timeoutMilliseconds else {
                close(descriptor)
                throw .locked(path: store, holder: holder)
            }
            if waited == 0 { policy.onWait(holder) }
            usleep(20_000)
            waited += 20
        }
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
        self.descriptor = descriptor
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
