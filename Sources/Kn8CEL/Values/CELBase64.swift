// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Base64 of RFC 4648 with the standard alphabet, read as `base64.decode` reads it: padding may be missing.
package enum CELBase64 {
    /// The bytes that `text` stands for; nil with the place of the first byte that does not belong.
    package static func decoded(_ text: String) -> (bytes: [UInt8]?, failedAt: Int) {
        var digits = Array(text.utf8)
        let length = digits.count
        while digits.last == UInt8(ascii: "="), length - digits.count < 2, length % 4 == 0 { digits.removeLast() }
        guard digits.count % 4 != 1 else { return (nil, digits.count - 1) }
        var result: [UInt8] = []
        result.reserveCapacity(digits.count / 4 * 3 + 2)
        var pending: UInt32 = 0
        var bits = 0
        for (position, digit) in digits.enumerated() {
            guard let value = Base64.sextet(of: digit) else { return (nil, position) }
            pending = pending << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        return (result, length)
    }
}
