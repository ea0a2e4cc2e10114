// SPDX-License-Identifier: MIT

/// `--request-timeout`: a number of seconds, or numbers with Go's units.
struct RequestTimeout {
    let milliseconds: Int

    private static let units: [(name: String, milliseconds: Double)] = [
        ("ms", 1), ("us", 0.001), ("ns", 0.000_001), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
    ]

    /// The time that `text` spells; 0 for none.
    init(_ text: String) throws(CommandError) {
        if let seconds = Int(text), seconds >= 0, seconds < 1 << 40 {
            milliseconds = seconds * 1_000
            return
        }
        var total = 0.0
        var rest = text[...]
        repeat {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            guard let number = Double(digits), let unit = Self.units.first(where: { rest.hasPrefix($0.name) }) else {
                throw CommandError(
                    "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a "
                        + "corresponding time unit (e.g. 1s | 2m | 3h)"
                )
            }
            total += number * unit.milliseconds
            rest = rest.dropFirst(unit.name.count)
        } while !rest.isEmpty
        guard total < 1e15 else { throw CommandError("Invalid timeout value: \(text) is too long") }
        milliseconds = max(Int(total), total > 0 ? 1 : 0)
    }
}
