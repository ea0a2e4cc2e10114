// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What Go says of a text that is no time by RFC 3339 (`go:time/format.go`).
enum GoTime {
    private static let layout = "2006-01-02T15:04:05Z07:00"
    private static let parts: [(layout: String, width: Int, range: ClosedRange<Int>, words: String)] = [
        ("2006", 4, 0...9999, ""), ("-", 0, 0...0, ""), ("01", 2, 1...12, "month"), ("-", 0, 0...0, ""),
        ("02", 2, 1...31, "day"), ("T", 0, 0...0, ""), ("15", 2, 0...23, "hour"), (":", 0, 0...0, ""),
        ("04", 2, 0...59, "minute"), (":", 0, 0...0, ""), ("05", 2, 0...59, "second"),
    ]

    /// Go's words for why `text` is no time; nil when it is one.
    static func failure(of text: String) -> String? {
        guard Timestamp(text) == nil else { return nil }
        let shown = Value.string(text).json()
        func unreadable(_ rest: Substring, _ layout: String) -> String {
            "parsing time \(shown) as \"\(GoTime.layout)\": cannot parse \(Value.string(String(rest)).json()) as \"\(layout)\""
        }
        var rest = text[...]
        for part in parts {
            guard part.width > 0 else {
                guard rest.hasPrefix(part.layout) else { return unreadable(rest, part.layout) }
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix(part.width)
            guard digits.utf8.count == part.width, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(digits)
            else { return unreadable(rest, part.layout) }
            guard part.range.contains(number) else { return "parsing time \(shown): \(part.words) out of range" }
            rest = rest.dropFirst(part.width)
        }
        if rest.first == "." || rest.first == "," {
            let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
            if !digits.isEmpty { rest = rest.dropFirst(digits.count + 1) }
        }
        if rest == "Z" { return "parsing time \(shown): day out of range" }
        if rest.hasPrefix("Z") {
            return "parsing time \(shown): extra text: \(Value.string(String(rest.dropFirst())).json())"
        }
        return unreadable(rest, "Z07:00")
    }
}
