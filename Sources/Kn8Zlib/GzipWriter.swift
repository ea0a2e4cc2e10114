// SPDX-License-Identifier: MIT

internal import CZlib

/// Compresses bytes, piece by piece, into one gzip stream (RFC 1952).
package final class GzipWriter {
    private static let roomSize = 64 * 1_024

    private let stream: OpaquePointer

    /// A stream of the fastest sort; nil when this machine has no libz, and bytes must go as they are.
    package init?() {
        guard let stream = kn8_gzip_open(1) else { return nil }
        self.stream = stream
    }

    deinit { kn8_gzip_close(stream) }

    /// What the stream has to say once it has taken in `bytes`, which may be nothing yet; nil when it broke.
    ///
    /// - Parameter isLast: Whether the stream ends with them.
    package func compressed(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = bytes
        var room = [UInt8](repeating: 0, count: Self.roomSize)
        while true {
            var count = rest.count
            var written = room.count
            let code = rest.withUnsafeBufferPointer { input in
                room.withUnsafeMutableBufferPointer { output -> Int32 in
                    guard let start = output.baseAddress else { return -1 }
                    return kn8_gzip_write(stream, input.baseAddress, &count, start, &written, isLast ? 1 : 0)
                }
            }
            guard code >= 0 else { return nil }
            result += room.prefix(written)
            rest = rest.dropFirst(count)
            if code == 1 { return result }
            // Whatever still waits inside comes with later pieces.
            if !isLast, rest.isEmpty, written < room.count { return result }
        }
    }
}
