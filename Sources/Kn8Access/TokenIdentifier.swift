// SPDX-License-Identifier: MIT

internal import Kn8Crypto

/// The identifiers of tokens (`jti`): random UUIDs.
enum TokenIdentifier {
    /// A version 4 UUID.
    static func random() -> String {
        var bytes = RandomBytes.make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.encoded(bytes))
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
