// SPDX-License-Identifier: MIT

/// Numbers in text as Go's `strconv` reads them.
enum NumberText {
    /// Decimal digits with an optional sign; nil for anything else, and beyond 64 bits.
    static func int(_ text: String) -> Int64? { Int64(text) }

    /// A decimal or hexadecimal floating-point number, `Inf`, `Infinity` or `NaN` in any case, with an optional sign;
    /// nil for anything else, and for what is too large.
    static func double(_ text: String) -> Double? {
        var body = Substring(text)
        var isNegative = false
        if body.utf8.first == UInt8(ascii: "+") || body.utf8.first == UInt8(ascii: "-") {
            isNegative = body.utf8.first == UInt8(ascii: "-")
            body = body.dropFirst()
        }
        switch body.lowercased() {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard let first = body.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "."),
            body.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: " ") }),
            let number = Double(String(body)), number.isFinite
        else { return nil }
        return isNegative ? -number : number
    }
}
