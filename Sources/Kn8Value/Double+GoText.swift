// SPDX-License-Identifier: MIT

extension Double {
    /// The shortest text that reads back as this number, as Go's `%g` prints it: `1`, `1e+06`, `0.0001`, `1e-07`,
    /// `+Inf`, `NaN`.
    package var goText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
        let sign = self.sign == .minus ? "-" : ""
        if isZero { return sign + "0" }
        let (digits, point) = shortestDigits
        let exponent = point - 1
        if exponent < -4 || exponent >= 6 {
            var text = sign + Self.text(digits.prefix(1))
            if digits.count > 1 { text += "." + Self.text(digits.dropFirst()) }
            let magnitude = exponent.magnitude
            return text + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + String(magnitude)
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + Self.text(digits[...]) }
        if point >= digits.count {
            return sign + Self.text(digits[...]) + String(repeating: "0", count: point - digits.count)
        }
        return sign + Self.text(digits.prefix(point)) + "." + Self.text(digits.dropFirst(point))
    }

    /// The significant digits of the magnitude, without zeros at either end, and the place of the decimal point after
    /// the first of them: 0.0012 is ([1, 2], -2).
    package var shortestDigits: (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point = 0
        var sawPoint = false
        var exponent = 0
        var exponentSign = 1
        var inExponent = false
        for byte in magnitude.description.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(byte - UInt8(ascii: "0"))
                if inExponent {
                    exponent = exponent * 10 + digit
                } else {
                    digits.append(UInt8(digit))
                    if !sawPoint { point += 1 }
                }
            case UInt8(ascii: "."): sawPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case UInt8(ascii: "-"): exponentSign = -1
            default: break
            }
        }
        point += exponent * exponentSign
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == 0 { digits.removeLast() }
        return (digits, point)
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}
