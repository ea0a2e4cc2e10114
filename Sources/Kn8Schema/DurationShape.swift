// SPDX-License-Identifier: MIT

/// The spelling of durations in CRDs (`kube-openapi:pkg/validation/strfmt/duration.go`): Go's, or one number and a word.
enum DurationShape {
    private static let units: Set<Substring> = [
        "ns", "us", "µs", "μs", "ms", "s", "m", "h", "nano", "micro", "µ", "milli", "sec", "min", "hr", "d", "day", "w",
        "wk", "week", "nanosecond", "nanoseconds", "nanos", "microsecond", "microseconds", "micros", "millisecond",
        "milliseconds", "millis", "secs", "second", "seconds", "mins", "minute", "minutes", "hrs", "hour", "hours",
        "days",
        "wks", "weeks",
    ]

    /// Whether `text` is a duration.
    static func matches(_ text: String) -> Bool {
        var rest = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard number.contains(where: \.isNumber), number.count(where: { $0 == "." }) <= 1 else { return false }
            rest = rest[number.endIndex...].drop { $0 == " " }
            let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." && $0 != " " }
            guard units.contains(Substring(unit.lowercased())) else { return false }
            rest = rest[unit.endIndex...]
        }
        return true
    }
}
