// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// A nameless file that holds what came through a pipe; it is gone with the last reference.
final class SpoolFile: Sendable {
    private let descriptor: Int32
    private let size = Atomic<Int>(0)

    init() throws(CommandError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/kn8-XXXXXX".utf8CString)
        let opened = mkstemp(&template)
        guard opened >= 0 else { throw FileBytes.failure("open a temporary file in", folder) }
        unlink(template)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// How many bytes it holds.
    var count: Int { size.load(ordering: .relaxed) }

    /// Adds `bytes` at the end.
    func append(_ bytes: [UInt8]) throws(CommandError) {
        var written = 0
        while written < bytes.count {
            let step = bytes.withUnsafeBytes { raw in
                raw.baseAddress.map { pwrite(descriptor, $0 + written, raw.count - written, off_t(count)) } ?? 0
            }
            guard step > 0 else {
                if errno == EINTR { continue }
                throw FileBytes.failure("write to", "a temporary file")
            }
            written += step
            size.add(step, ordering: .relaxed)
        }
    }

    /// The bytes of `range`, as many of them as there are.
    func bytes(_ range: Range<Int>) throws(CommandError) -> [UInt8] {
        try FileBytes.read(descriptor, name: "a temporary file", range: range)
    }
}
