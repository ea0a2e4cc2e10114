// SPDX-License-Identifier: MIT

/// The generator `expression`: text in which each `[CLASS]{N}` stands for N random characters of CLASS.
///
/// All of its oddities are kept (`library-go:pkg/template/generator/expressionvalue.go`): the upper bound of a range is
/// never drawn, `[abc]{3}` is malformed, and tokens of a class swallow their neighbours.
package enum ParameterExpression {
    /// Why an expression cannot be used, in oc's words.
    package struct Fault: Error, Hashable, Sendable {
        /// `malformed expresion syntax: [abc]`, with oc's spelling.
        package var message: String
    }

    /// How many classes are filled in before an expression counts as one that never ends: what is generated is looked
    /// through again, and may look like a class.
    private static let expansionLimit = 10_000

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Array("0123456789".utf8)
    private static let symbols = Array(#"~!@#$%^&*()-_+={}[]\|<,>.?/"';:`"#.utf8)
    private static let order = letters + digits + symbols

    /// The value of `expression`, drawn from `random`.
    package static func value(
        of expression: String,
        random: inout any RandomNumberGenerator
    ) throws(Fault) -> String {
        var text = Array(expression.utf8)
        var expansions = 0
        while let match = firstClass(in: text) {
            expansions += 1
            guard expansions <= expansionLimit else { throw Fault(message: "the expression has no end") }
            let members = try members(of: match, in: text)
            let drawn = (0..<match.length).map { _ in members[draw(members.count, from: &random)] }
            text.replaceSubrange(match.range, with: drawn)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The characters that may stand at each place of a value of `expression`: fixed text has one. Nil when the
    /// expression is faulty.
    package static func alphabets(of expression: String) -> [[UInt8]]? {
        var rest = Array(expression.utf8)
        var places: [[UInt8]] = []
        while let match = firstClass(in: rest) {
            guard let members = try? members(of: match, in: rest) else { return nil }
            places += rest[..<match.range.lowerBound].map { [$0] }
            places += Array(repeating: members, count: match.length)
            rest = Array(rest[match.range.upperBound...])
        }
        return places + rest.map { [$0] }
    }

    /// A class and its count.
    private struct Match {
        /// Bracket to brace.
        var range: Range<Int>
        /// Bracket to bracket.
        var bracket: Range<Int>
        /// How many characters; the largest number when the text has too many digits.
        var length: Int
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// The leftmost `[CLASS]{N}`, whose class is of letters, digits, `-` and `\` alone.
    private static func firstClass(in text: [UInt8]) -> Match? {
        var start = 0
        while start < text.count {
            defer { start += 1 }
            guard text[start] == UInt8(ascii: "[") else { continue }
            var end = start + 1
            while end < text.count,
                isAlphanumeric(text[end]) || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: "\\")
            {
                end += 1
            }
            guard end > start + 1, end + 1 < text.count, text[end] == UInt8(ascii: "]"),
                text[end + 1] == UInt8(ascii: "{")
            else { continue }
            var close = end + 2
            while close < text.count, digits.contains(text[close]) { close += 1 }
            guard close > end + 2, close < text.count, text[close] == UInt8(ascii: "}") else { continue }
            let number = String(decoding: text[(end + 2)..<close], as: UTF8.self)
            return Match(range: start..<(close + 1), bracket: start..<(end + 1), length: Int(number) ?? .max)
        }
        return nil
    }

    /// The distinct characters of the class, in the order of its tokens.
    private static func members(of match: Match, in text: [UInt8]) throws(Fault) -> [UInt8] {
        let bracket = Array(text[match.bracket])
        let shown = String(decoding: bracket, as: UTF8.self)
        guard isWellFormed(bracket) else { throw Fault(message: "malformed expresion syntax: \(shown)") }
        guard (1...255).contains(match.length) else {
            throw Fault(message: "range must be within [1-255] characters (\(match.length))")
        }
        var members: [UInt8] = []
        for (first, last) in tokens(of: bracket) {
            for byte in try characters(first, last) where !members.contains(byte) { members.append(byte) }
        }
        guard !members.isEmpty else {
            throw Fault(message: "the class \(shown) is empty: the upper bound of a range is never drawn")
        }
        return members
    }

    /// Whether the class begins with one of the four escapes or ends in a range.
    private static func isWellFormed(_ bracket: [UInt8]) -> Bool {
        let inside = bracket.dropFirst().dropLast()
        if inside.count >= 2, inside.first == UInt8(ascii: "\\"),
            Array("wdaA".utf8).contains(inside[inside.startIndex + 1])
        {
            return true
        }
        let end = Array(inside.suffix(3))
        return end.count == 3 && isAlphanumeric(end[0]) && end[1] == UInt8(ascii: "-") && isAlphanumeric(end[2])
    }

    /// The first and the last character of each token: a backslash or none, a letter or digit, a dash or none, another
    /// letter or digit or none. What cannot begin a token is skipped.
    private static func tokens(of bracket: [UInt8]) -> [(UInt8, UInt8)] {
        var tokens: [(UInt8, UInt8)] = []
        var index = 0
        while index < bracket.count {
            let start = index
            var end = index
            if bracket[end] == UInt8(ascii: "\\") { end += 1 }
            guard end < bracket.count, isAlphanumeric(bracket[end]) else {
                index += 1
                continue
            }
            end += 1
            if end < bracket.count, bracket[end] == UInt8(ascii: "-") { end += 1 }
            if end < bracket.count, isAlphanumeric(bracket[end]) { end += 1 }
            tokens.append((bracket[start], bracket[end - 1]))
            index = end
        }
        return tokens
    }

    private static func characters(_ first: UInt8, _ last: UInt8) throws(Fault) -> [UInt8] {
        if first == UInt8(ascii: "\\") {
            switch last {
            case UInt8(ascii: "w"): return letters + digits + [UInt8(ascii: "_")]
            case UInt8(ascii: "d"): return digits
            case UInt8(ascii: "a"): return letters + digits
            case UInt8(ascii: "A"): return symbols
            default: break
            }
        }
        guard let from = order.firstIndex(of: first), let to = order.firstIndex(of: last), from <= to else {
            let bounds = [first, last].map { String(Character(UnicodeScalar($0))) }
            throw Fault(message: "invalid range specified: \(bounds.joined(separator: "-"))")
        }
        return Array(order[from..<to])
    }

    /// A number below `count`, each as likely as the others. Of our own, so that seeded values outlive the compiler.
    private static func draw(_ count: Int, from random: inout any RandomNumberGenerator) -> Int {
        let count = UInt64(count)
        let limit = UInt64.max - UInt64.max % count
        while true {
            let number = random.next()
            if number < limit { return Int(number % count) }
        }
    }
}
