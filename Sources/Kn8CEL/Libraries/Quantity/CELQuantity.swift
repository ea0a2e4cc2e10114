// SPDX-License-Identifier: MIT

internal import Kn8Value

/// An amount of a resource. Kubernetes keeps amounts as an int64 and a power of ten where it can, and that way shows:
/// only such an amount with a power of at least zero is an integer, so `1500m` and `1.5Gi` are not, and `2000m` is not
/// either (`kubernetes:apimachinery/pkg/api/resource/quantity.go`).
final class CELQuantity: CELOpaque {
    /// A number of a power of ten.
    struct Scaled: Sendable {
        var number: Int64
        var power: Int
    }

    static let celType = CELType.opaque("kubernetes.Quantity")

    let amount: Quantity
    /// How Kubernetes keeps the amount; nil when as a decimal of any length.
    let scaled: Scaled?

    init(_ amount: Quantity, scaled: Scaled?) {
        self.amount = amount
        self.scaled = scaled
    }

    convenience init(_ number: Int64) {
        self.init(Quantity(number), scaled: Scaled(number: number, power: 0))
    }

    /// The amount that `text` spells; throws in the words of `resource.ParseQuantity`.
    convenience init(_ text: String) throws(CELFailure) {
        let parts = try Self.parts(of: text)
        let whole = parts.whole.isEmpty && parts.fraction.isEmpty ? "0" : parts.whole
        let sign = parts.isNegative ? "-" : ""
        let point = parts.fraction.isEmpty ? "" : "." + parts.fraction
        guard let amount = Quantity(sign + whole + point + parts.suffix) else {
            throw CELFailure("unable to parse quantity's suffix")
        }
        self.init(amount, scaled: Self.scaled(parts))
    }

    var type: CELType { Self.celType }

    func isEqual(to other: any CELOpaque) -> Bool {
        guard let other = other as? CELQuantity else { return false }
        return amount == other.amount
    }

    /// -1, 0 or 1.
    func order(to other: CELQuantity) -> Int64 {
        amount == other.amount ? 0 : amount < other.amount ? -1 : 1
    }

    /// The amount as an int64; nil when Kubernetes would not give it as one.
    var integer: Int64? {
        guard let scaled, scaled.power >= 0 else { return nil }
        return Self.raised(scaled.number, by: scaled.power)
    }

    var approximation: Double {
        guard let scaled, let factor = Double("1e\(scaled.power)") else { return amount.approximation }
        return Double(scaled.number) * factor
    }

    func adding(_ other: CELQuantity) -> CELQuantity { combined(with: other, amount + other.amount, +) }

    func subtracting(_ other: CELQuantity) -> CELQuantity { combined(with: other, amount - other.amount, -) }

    private func combined(
        with other: CELQuantity,
        _ amount: Quantity,
        _ operation: (Int128, Int128) -> Int128
    ) -> CELQuantity {
        guard let mine = scaled, let theirs = other.scaled else { return CELQuantity(amount, scaled: nil) }
        let power = mine.number == 0 ? theirs.power : theirs.number == 0 ? mine.power : min(mine.power, theirs.power)
        guard let left = Self.raised(mine.number, by: mine.number == 0 ? 0 : mine.power - power),
            let right = Self.raised(theirs.number, by: theirs.number == 0 ? 0 : theirs.power - power),
            let number = Int64(exactly: operation(Int128(left), Int128(right)))
        else { return CELQuantity(amount, scaled: nil) }
        return CELQuantity(amount, scaled: Scaled(number: number, power: power))
    }

    private static func raised(_ number: Int64, by power: Int) -> Int64? {
        guard power >= 0 else { return nil }
        var result = number
        for _ in 0..<power {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            result = product
            if result == 0 { break }
        }
        return result
    }

    private struct Parts {
        var isNegative = false
        var whole = ""
        var fraction = ""
        var suffix = ""
    }

    private static let suffixes: Set<String> = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ]

    private static let wrongFormat = CELFailure(
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    )

    private static func parts(of text: String) throws(CELFailure) -> Parts {
        var parts = Parts()
        var rest = Array(text.utf8)[...]
        if rest.isEmpty { throw wrongFormat }
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            parts.isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        parts.whole = digits(&rest)
        parts.whole = String(parts.whole.drop { $0 == "0" })
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            parts.fraction = digits(&rest)
        }
        if parts.whole.isEmpty { parts.whole = "0" }
        var end = rest.startIndex
        while end < rest.endIndex, Array("eEinumkKMGTP".utf8).contains(rest[end]) { end += 1 }
        if end < rest.endIndex, rest[end] == UInt8(ascii: "-") || rest[end] == UInt8(ascii: "+") { end += 1 }
        while end < rest.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(rest[end]) { end += 1 }
        guard end == rest.endIndex else { throw wrongFormat }
        parts.suffix = String(decoding: rest, as: UTF8.self)
        guard suffixes.contains(parts.suffix) || exponent(parts.suffix) != nil else {
            throw CELFailure("unable to parse quantity's suffix")
        }
        return parts
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> String {
        let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(run.count)
        return String(decoding: run, as: UTF8.self)
    }

    /// The power of ten that a suffix such as `e3` stands for.
    private static func exponent(_ suffix: String) -> Int? {
        guard suffix.utf8.count > 1, suffix.hasPrefix("e") || suffix.hasPrefix("E") else { return nil }
        return Int(suffix.dropFirst())
    }

    private static func scaled(_ parts: Parts) -> Scaled? {
        let powers = ["n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18]
        var power = 0
        var factor: Int64 = 1
        var precision = 18 - parts.whole.utf8.count - parts.fraction.utf8.count
        if let known = powers[parts.suffix] ?? exponent(parts.suffix) {
            power = known
        } else if let index = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].firstIndex(of: parts.suffix),
            parts.fraction.isEmpty
        {
            let bits = 10 * (index + 1)
            factor = 1 << bits
            precision = 15 - parts.whole.utf8.count - bits * 3 / 10 - 1
        } else {
            return nil
        }
        power -= parts.fraction.utf8.count
        guard precision >= 0, power >= -9, let number = Int64(parts.whole + parts.fraction) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        return Scaled(number: parts.isNegative ? -product : product, power: power)
    }
}
