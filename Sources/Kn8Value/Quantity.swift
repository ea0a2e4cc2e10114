// SPDX-License-Identifier: MIT

/// An amount of a resource: `500m`, `1.5Gi`, `1e3` (`kubernetes:apimachinery/pkg/api/resource/quantity.go`).
///
/// Exact to a billionth, as Kubernetes is; what is finer is rounded up, away from zero.
package struct Quantity: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How an amount is written.
    package enum Format: Hashable, Sendable {
        /// With `m`, `k`, `M`, `G`…
        case decimal
        /// With `Ki`, `Mi`, `Gi`…
        case binary
        /// With `e3`, `e6`…
        case exponent
    }

    /// How the amount was written; it does not count in comparisons.
    package let format: Format
    /// The amount in billionths.
    private let billionths: Int128

    private static let unit: Int128 = 1_000_000_000
    private static let limit: Int128 = Int128(Int64.max) * unit
    private static let decimalSuffixes: [(text: String, power: Int)] = [
        ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18),
    ]
    private static let binarySuffixes = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

    /// The amount of `whole` units.
    package init(_ whole: Int64, format: Format = .decimal) {
        billionths = Int128(whole) * Quantity.unit
        self.format = format
    }

    /// The amount of `thousandths` of a unit.
    package init(thousandths: Int64) {
        billionths = Int128(thousandths) * (Quantity.unit / 1_000)
        format = .decimal
    }

    private init(billionths: Int128, format: Format) {
        self.billionths = min(max(billionths, -Quantity.limit), Quantity.limit)
        self.format = format
    }

    /// The amount that `text` spells; nil when it spells none. Amounts beyond 63 bits count as the largest.
    package init?(_ text: String) {
        if let common = text.utf8.withContiguousStorageIfAvailable(Quantity.common) ?? nil {
            self = common
            return
        }
        var rest = Substring(text)
        var isNegative = false
        if let sign = rest.first, sign == "-" || sign == "+" {
            isNegative = sign == "-"
            rest.removeFirst()
        }
        func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
        let whole = rest.prefix(while: isDigit)
        rest = rest[whole.endIndex...]
        var fraction: Substring = ""
        if rest.first == "." {
            rest.removeFirst()
            fraction = rest.prefix(while: isDigit)
            rest = rest[fraction.endIndex...]
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let suffix = String(rest)
        var factor: Int128 = 1
        let power: Int
        if let found = Quantity.decimalSuffixes.first(where: { $0.text == suffix }) {
            (power, format) = (found.power, .decimal)
        } else if let index = Quantity.binarySuffixes.firstIndex(of: suffix) {
            factor = Int128(1) << (10 * (index + 1))
            (power, format) = (0, .binary)
        } else if suffix.first == "e" || suffix.first == "E", let exponent = Int(suffix.dropFirst()) {
            (power, format) = (exponent, .exponent)
        } else {
            return nil
        }
        let digits = (whole + fraction).drop { $0 == "0" }
        let amount = Quantity.scaled(String(digits), by: power - fraction.count + 9, factor: factor)
        billionths = isNegative ? -amount : amount
    }

    /// The amounts that nearly every manifest has, digits and a suffix that makes them larger or thousandths; nil for
    /// any other.
    private static func common(_ text: UnsafeBufferPointer<UInt8>) -> Quantity? {
        var number: Int64 = 0
        var index = 0
        while index < text.count, index < 15, case let digit = text[index] &- UInt8(ascii: "0"), digit < 10 {
            number = number &* 10 &+ Int64(digit)
            index += 1
        }
        guard index > 0 else { return nil }
        let billionths = Int128(number) &* unit
        switch text.count - index {
        case 0: return Quantity(billionths: billionths, format: .decimal)
        case 1 where text[index] == UInt8(ascii: "m"):
            return Quantity(billionths: Int128(number) &* (unit / 1_000), format: .decimal)
        case 2 where text[index + 1] == UInt8(ascii: "i"):
            let shift: Int128
            switch text[index] {
            case UInt8(ascii: "K"): shift = 10
            case UInt8(ascii: "M"): shift = 20
            case UInt8(ascii: "G"): shift = 30
            default: return nil
            }
            return Quantity(billionths: billionths << shift, format: .binary)
        default: return nil
        }
    }

    /// `digits` times ten to the `power` times `factor`, rounded up, at most `limit`.
    private static func scaled(_ digits: String, by power: Int, factor: Int128) -> Int128 {
        guard !digits.isEmpty else { return 0 }
        // More digits than these are beyond the limit, or lie behind a billionth of the smallest suffix.
        var number: Int128 = 0
        var rounded = false
        var shift = power
        for digit in digits {
            if number > Int128(1) << 60 {
                rounded = rounded || digit != "0"
                shift += 1
            } else {
                number = number * 10 + Int128(digit.wholeNumberValue ?? 0)
            }
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { return limit }
        number = product
        while shift > 0 {
            let (next, overflow) = number.multipliedReportingOverflow(by: 10)
            if overflow || next > limit { return limit }
            number = next
            shift -= 1
        }
        while shift < 0, number > 0 {
            rounded = rounded || number % 10 != 0
            number /= 10
            shift += 1
        }
        return min(limit, number + (rounded ? 1 : 0))
    }

    /// The amount in whole units, rounded up.
    package var rounded: Int64 { Int64(clamping: Quantity.ceiling(billionths, Quantity.unit)) }
    /// The amount in thousandths, rounded up.
    package var thousandths: Int64 { Int64(clamping: Quantity.ceiling(billionths, Quantity.unit / 1_000)) }

    /// The amount as a number, as near as one comes.
    package var approximation: Double { Double(billionths) / 1e9 }

    // Away from zero, as Kubernetes rounds.
    private static func ceiling(_ number: Int128, _ unit: Int128) -> Int128 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: unit)
        return remainder == 0 ? quotient : quotient + (number < 0 ? -1 : 1)
    }

    /// The canonical form: no fraction, the largest suffix that needs none.
    package var description: String {
        if billionths == 0 { return "0" }
        let magnitude = billionths.magnitude
        let sign = billionths < 0 ? "-" : ""
        if format == .binary, magnitude >= 1024 * Quantity.unit.magnitude {
            var number = Quantity.ceiling(billionths, Quantity.unit).magnitude
            var suffix = ""
            for candidate in Quantity.binarySuffixes where number % 1024 == 0 {
                number /= 1024
                suffix = candidate
            }
            return "\(sign)\(number)\(suffix)"
        }
        var number = magnitude
        var index = 0
        while index < Quantity.decimalSuffixes.count - 1, number % 1_000 == 0 {
            number /= 1_000
            index += 1
        }
        let suffix = Quantity.decimalSuffixes[index]
        guard format == .exponent else { return "\(sign)\(number)\(suffix.text)" }
        return suffix.power == 0 ? "\(sign)\(number)" : "\(sign)\(number)e\(suffix.power)"
    }

    /// The sum, written like `lhs` unless that is nothing.
    package static func + (lhs: Quantity, rhs: Quantity) -> Quantity {
        Quantity(
            billionths: lhs.billionths + rhs.billionths,
            format: lhs.billionths == 0 ? rhs.format : lhs.format
        )
    }

    /// The difference, written like `lhs` unless that is nothing.
    package static func - (lhs: Quantity, rhs: Quantity) -> Quantity {
        Quantity(
            billionths: lhs.billionths - rhs.billionths,
            format: lhs.billionths == 0 ? rhs.format : lhs.format
        )
    }

    /// Whether `lhs` is less, however both are written.
    package static func < (lhs: Quantity, rhs: Quantity) -> Bool { lhs.billionths < rhs.billionths }
    /// Whether both are the same amount, however they are written.
    package static func == (lhs: Quantity, rhs: Quantity) -> Bool { lhs.billionths == rhs.billionths }
    /// Feeds the amount, not how it is written.
    package func hash(into hasher: inout Hasher) { hasher.combine(billionths) }
}
