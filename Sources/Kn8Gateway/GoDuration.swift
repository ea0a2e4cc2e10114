// SPDX-License-Identifier: MIT

/// A duration as Go writes it: `1h30m`, `1.5s`, `0`.
enum GoDuration {
    private static let units: [(name: String, nanoseconds: Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12),
    ]

    /// How many nanoseconds `text` says; nil when it is no duration.
    static func nanoseconds(_ text: String) -> Double? {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if rest == "0" { return 0 }
        guard !rest.isEmpty else { return nil }
        var sum = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0 == "." || ($0.isASCII && $0.isNumber) }
            guard !digits.isEmpty, let number = Double(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { !($0 == "." || ($0.isASCII && $0.isNumber)) }
            guard let unit = units.first(where: { $0.name == name }) else { return nil }
            rest = rest.dropFirst(name.count)
            sum += number * unit.nanoseconds
        }
        return isNegative ? -sum : sum
    }

    /// The duration as Go prints it.
    static func text(nanoseconds: Int64) -> String {
        guard nanoseconds != 0 else { return "0s" }
        let sign = nanoseconds < 0 ? "-" : ""
        let whole = nanoseconds.magnitude
        func fraction(_ unit: UInt64) -> String {
            var digits = String(whole % unit)
            digits = String(repeating: "0", count: String(unit).utf8.count - 1 - digits.utf8.count) + digits
            while digits.hasSuffix("0") { digits.removeLast() }
            return digits.isEmpty ? "" : ".\(digits)"
        }
        if whole < 1_000 { return "\(sign)\(whole)ns" }
        if whole < 1_000_000 { return "\(sign)\(whole / 1_000)\(fraction(1_000))µs" }
        if whole < 1_000_000_000 { return "\(sign)\(whole / 1_000_000)\(fraction(1_000_000))ms" }
        let seconds = whole / 1_000_000_000
        let rest = "\(seconds % 60)\(fraction(1_000_000_000))s"
        if seconds < 60 { return sign + rest }
        if seconds < 3_600 { return "\(sign)\(seconds / 60)m\(rest)" }
        return "\(sign)\(seconds / 3_600)h\(seconds / 60 % 60)m\(rest)"
    }
}
