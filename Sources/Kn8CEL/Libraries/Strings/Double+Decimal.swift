// SPDX-License-Identifier: MIT

extension Double {
    /// The magnitude with `places` digits after the point, rounded half to even from the exact value: `1234567.89` is
    /// ("1234567", "89"). Nil for what is not finite.
    func decimal(places: Int) -> (whole: String, fraction: String)? {
        guard isFinite else { return nil }
        var digits = exactDigits
        // Digits after the point that are there beyond the wanted ones decide the rounding.
        let wanted = digits.point + places
        if wanted < digits.values.count {
            let isUp = Self.roundsUp(digits.values, at: wanted)
            digits.values = wanted > 0 ? Array(digits.values[..<wanted]) : []
            if isUp { Self.increment(&digits.values, &digits.point) }
        }
        var whole = digits.values.prefix(max(digits.point, 0)).map { Character(Unicode.Scalar($0 + 48)) }
        if digits.point > digits.values.count {
            whole += Array(repeating: "0", count: digits.point - digits.values.count)
        }
        var fraction = Array(repeating: Character("0"), count: min(places, max(0, -digits.point)))
        fraction += digits.values.dropFirst(max(digits.point, 0)).map { Character(Unicode.Scalar($0 + 48)) }
        fraction = Array(fraction.prefix(places))
        fraction += Array(repeating: "0", count: places - fraction.count)
        return (whole.isEmpty ? "0" : String(whole), String(fraction))
    }

    /// The magnitude as one digit, `places` digits after the point and a power of ten; nil for what is not finite.
    func scientific(places: Int) -> (whole: String, fraction: String, exponent: Int)? {
        guard isFinite else { return nil }
        var digits = exactDigits
        if digits.values.isEmpty { return ("0", String(repeating: "0", count: places), 0) }
        if places + 1 < digits.values.count {
            let isUp = Self.roundsUp(digits.values, at: places + 1)
            digits.values = Array(digits.values[...places])
            if isUp { Self.increment(&digits.values, &digits.point) }
        }
        var text = digits.values.map { Character(Unicode.Scalar($0 + 48)) }
        let whole = String(text.removeFirst())
        text = Array(text.prefix(places))
        text += Array(repeating: "0", count: places - text.count)
        return (whole, String(text), digits.point - 1)
    }

    /// All significant digits of the magnitude, and where the point is after the first of them.
    private var exactDigits: (values: [UInt8], point: Int) {
        if isZero { return ([], 0) }
        // The magnitude is `number` times two to the `power`.
        let mantissa = significandBitPattern | (isNormal ? 1 << 52 : 0)
        let power = Int(exponentBitPattern == 0 ? 1 : exponentBitPattern) - 1075
        var number: [UInt32] = [UInt32(truncatingIfNeeded: mantissa), UInt32(truncatingIfNeeded: mantissa >> 32)]
        // Five to the n over ten to the n is one over two to the n.
        for _ in 0..<power.magnitude { Self.multiply(&number, by: power > 0 ? 2 : 5) }
        var values: [UInt8] = []
        while number.contains(where: { $0 != 0 }) {
            var rest = Self.divide(&number, by: 1_000_000_000)
            for _ in 0..<9 {
                values.append(UInt8(rest % 10))
                rest /= 10
            }
        }
        while values.last == 0 { values.removeLast() }
        values.reverse()
        let point = values.count - (power < 0 ? -power : 0)
        while values.last == 0 { values.removeLast() }
        return (values, point)
    }

    private static func multiply(_ number: inout [UInt32], by factor: UInt64) {
        var carry: UInt64 = 0
        for index in number.indices {
            let product = UInt64(number[index]) * factor + carry
            number[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { number.append(UInt32(carry)) }
    }

    private static func divide(_ number: inout [UInt32], by divisor: UInt64) -> UInt64 {
        var rest: UInt64 = 0
        for index in number.indices.reversed() {
            let part = rest << 32 | UInt64(number[index])
            number[index] = UInt32(truncatingIfNeeded: part / divisor)
            rest = part % divisor
        }
        while number.last == 0 { number.removeLast() }
        return rest
    }

    /// Whether `digits` cut off at `end` are rounded up.
    private static func roundsUp(_ digits: [UInt8], at end: Int) -> Bool {
        guard end >= 0, end < digits.count else { return false }
        if digits[end] != 5 { return digits[end] > 5 }
        if digits[(end + 1)...].contains(where: { $0 != 0 }) { return true }
        return end > 0 && digits[end - 1] % 2 == 1
    }

    private static func increment(_ digits: inout [UInt8], _ point: inout Int) {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
            index -= 1
        }
        digits.insert(1, at: 0)
        point += 1
    }
}
