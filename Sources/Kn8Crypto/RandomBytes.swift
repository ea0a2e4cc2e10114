// SPDX-License-Identifier: MIT

/// Bytes that nobody can foretell, from the kernel (`getrandom(2)`, by way of Swift's system generator); libcrypto is not
/// needed for them.
package enum RandomBytes {
    /// `count` bytes; none for a count below 1.
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < count {
            let word: UInt64 = generator.next()
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
        return Array(bytes.prefix(max(0, count)))
    }
}
