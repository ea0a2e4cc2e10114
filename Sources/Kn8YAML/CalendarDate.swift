// SPDX-License-Identifier: MIT

/// The dates that YAML 1.1 reads as timestamps, and that kubectl quotes for that reason.
enum CalendarDate {
    /// Whether `text` is `2006-1-2`, alone or with a time of day (`go-yaml:resolve.go@v2.4.0`, `parseTimestamp`).
    static func isSpelled(by text: String) -> Bool {
        var rest = text.utf8[...]
        guard number(&rest, digits: 4...4) != nil, take(&rest, "-"), within(1...12, number(&rest, digits: 1...2)),
            take(&rest, "-"), within(1...31, number(&rest, digits: 1...2))
        else { return false }
        if rest.isEmpty { return true }
        let hasZone = take(&rest, "T") || take(&rest, "t")
        guard hasZone || take(&rest, " "), within(0...23, number(&rest, digits: 1...2)), take(&rest, ":"),
            within(0...59, number(&rest, digits: 1...2)), take(&rest, ":"), within(0...59, number(&rest, digits: 1...2))
        else { return false }
        if take(&rest, ".") { guard number(&rest, digits: 1...18) != nil else { return false } }
        guard hasZone else { return rest.isEmpty }
        if take(&rest, "Z") { return rest.isEmpty }
        guard take(&rest, "+") || take(&rest, "-"), number(&rest, digits: 2...2) != nil, take(&rest, ":"),
            number(&rest, digits: 2...2) != nil
        else { return false }
        return rest.isEmpty
    }

    private static func within(_ range: ClosedRange<Int>, _ number: Int?) -> Bool {
        number.map(range.contains) ?? false
    }

    private static func take(_ rest: inout Substring.UTF8View, _ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func number(_ rest: inout Substring.UTF8View, digits: ClosedRange<Int>) -> Int? {
        let run = rest.prefix(digits.upperBound).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.contains(run.count) else { return nil }
        rest = rest.dropFirst(run.count)
        return run.reduce(0) { $0 &* 10 &+ Int($1 - UInt8(ascii: "0")) }
    }
}
