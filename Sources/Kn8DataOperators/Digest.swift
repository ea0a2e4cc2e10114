// SPDX-License-Identifier: MIT

/// FNV-1a in 64 bits: a short name for a content, the same in every run. It keeps nothing secret.
struct Digest {
    private(set) var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The digest of `parts`, in which the borders between the parts count.
    init(_ parts: String...) { for part in parts { absorb(part) } }

    /// Adds `text` and a border behind it.
    mutating func absorb(_ text: String) {
        for byte in text.utf8 { absorb(byte) }
        absorb(0xff)
    }

    private mutating func absorb(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

    /// The eight bytes, highest first.
    var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: state >> (56 - 8 * UInt64($0))) } }

    /// Sixteen lower-case hexadecimal digits.
    var hex: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
