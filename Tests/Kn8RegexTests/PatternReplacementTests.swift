// SPDX-License-Identifier: MIT

import Testing

import Kn8Regex

struct PatternReplacementTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let text: String
        let limit: Int?
        let found: [String]
        let replaced: String
        var testDescription: String { "\(pattern) in \(text), limit \(limit ?? -1)" }
    }

    static let rows = [
        Row(pattern: "a", text: "banana", limit: nil, found: ["a", "a", "a"], replaced: "b<a>n<a>n<a>"),
        Row(pattern: "a", text: "banana", limit: 2, found: ["a", "a"], replaced: "b<a>n<a>na"),
        Row(pattern: "a", text: "banana", limit: 0, found: [], replaced: "banana"),
        Row(pattern: "a*", text: "baaac", limit: nil, found: ["", "aaa", ""], replaced: "<>b<aaa>c<>"),
        Row(pattern: "", text: "日本", limit: nil, found: ["", "", ""], replaced: "<>日<>本<>"),
        Row(pattern: "^", text: "ab", limit: nil, found: [""], replaced: "<>ab"),
        Row(pattern: "\\b", text: "ab c", limit: nil, found: ["", "", "", ""], replaced: "<>ab<> <>c<>"),
        Row(pattern: "x", text: "ab", limit: nil, found: [], replaced: "ab"),
        Row(pattern: "(?m)^.", text: "ab\ncd", limit: nil, found: ["a", "c"], replaced: "<a>b\n<c>d"),
    ]

    @Test(arguments: rows)
    func allMatchesAndTheirReplacement(_ row: Row) throws {
        let pattern = try LinearPattern(row.pattern)
        #expect(pattern.allMatches(in: row.text, limit: row.limit).map { String($0[0] ?? "?") } == row.found)
        #expect(pattern.replacing(in: row.text, limit: row.limit) { "<\($0[0] ?? "?")>" } == row.replaced)
    }

    @Test func groupsHaveNamesAndTexts() throws {
        let pattern = try LinearPattern("(?P<key>\\w+)=(\\w*)(x)?")
        #expect(pattern.groupNames == ["key", nil, nil])
        let match = try #require(pattern.firstMatch(in: "ä a=1"))
        #expect(match[0] == "a=1")
        #expect(match[1] == "a")
        #expect(match[2] == "1")
        #expect(match[3] == nil)
        #expect(match[4] == nil)
    }

    @Test func quotedTextMatchesItself() throws {
        let text = "a.b*c+[d]{2}(e)|^$\\?"
        #expect(try LinearPattern("^" + LinearPattern.quoting(text) + "$").matches(text))
    }
}
