// SPDX-License-Identifier: MIT
internal import Kn8Regex

/// The first line is a pattern, the rest a text: the quick answer whether it matches is the careful one's, matches do not
/// overlap, and replacing each match by itself changes nothing.
enum RegexPromises {
    static func complaint(about input: String) -> String? {
        let scalars = input.unicodeScalars
        let end = scalars.firstIndex(of: "\n") ?? scalars.endIndex
        guard let pattern = try? LinearPattern(String(scalars[..<end])) else { return nil }
        let text = String(scalars[end...].dropFirst())
        let first = pattern.firstMatch(in: text)
        if pattern.matches(text) != (first != nil) { return "two answers whether it matches" }
        var last = 0
        for match in pattern.allMatches(in: text) {
            guard let range = match.range() else { return "a match without a range" }
            if range.lowerBound < last || range.upperBound > text.utf8.count { return "matches overlap: \(range)" }
            last = range.upperBound
        }
        let same = pattern.replacing(in: text) { String($0[0] ?? "") }
        return same == text ? nil : "replacing by itself gives \(same)"
    }
}
