// SPDX-License-Identifier: MIT

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
            let value: UInt8
            switch digit {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = digit - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = digit - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: return (nil, position)
            }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        return (result, length)
    }
}
