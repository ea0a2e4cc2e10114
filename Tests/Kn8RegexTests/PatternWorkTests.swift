// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Regex

/// Patterns that make other engines try again and again.
struct PatternWorkTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let text: String
        let matches: Bool
        var testDescription: String { pattern }
    }

    static let rows = [
        Row(pattern: "(a+)+$", text: String(repeating: "a", count: 100_000) + "b", matches: false),
        Row(pattern: "(.*)*x", text: String(repeating: "a", count: 100_000), matches: false),
        Row(pattern: "(x+x+)+y", text: String(repeating: "x", count: 10_000), matches: false),
        Row(pattern: "^(([a-z])+.)+[A-Z]([a-z])+$", text: String(repeating: "a", count: 10_000), matches: false),
        Row(pattern: "(?:a?){300}a{300}", text: String(repeating: "a", count: 300), matches: true),
        Row(pattern: "[ab]*a[ab]{100}c", text: String(repeating: "abbaab", count: 500), matches: false),
        Row(pattern: "(a|aa)+$", text: String(repeating: "a", count: 9_999) + "b", matches: false),
        Row(pattern: "(.*)(.*)(.*)(.*)(.*)[^a]", text: String(repeating: "a", count: 5_000), matches: false),
        Row(pattern: "^(\\w+\\s?)*$", text: String(repeating: "ab ", count: 3_000) + "!", matches: false),
        Row(pattern: "日*語", text: String(repeating: "日", count: 10_000), matches: false),
    ]

    @Test(arguments: rows)
    func isJudgedInLinearWork(_ row: Row) throws {
        let pattern = try LinearPattern(row.pattern)
        #expect(pattern.matches(row.text) == row.matches)
        let end = String(row.text.suffix(10_000))
        #expect((pattern.firstMatch(in: end) != nil) == row.matches)
    }

    @Test func aSearchForAllMatchesCanBeGivenALimit() throws {
        let pattern = try LinearPattern("x*y|x")
        let text = String(repeating: "x", count: 1000)
        #expect(pattern.allMatches(in: text, mostSteps: 1_000_000)?.count == 1000)
        #expect(pattern.allMatches(in: text + text + text, mostSteps: 1_000_000) == nil)
    }

    @Test func manyLettersAreJudgedWithoutAnAutomaton() throws {
        let scalars = (0..<3000).compactMap { Unicode.Scalar(0x4E00 + 2 * UInt32($0)) }
        let source = scalars.map { "[\($0)]\($0)?" }.joined(separator: "|")
        let pattern = try LinearPattern(source)
        #expect(pattern.matches("x" + String(Character(scalars[2999]))))
        #expect(!pattern.matches("xyz"))
    }

    @Test func aPatternIsSharedByTasks() async throws {
        let pattern = try LinearPattern("^(a|b)*c[0-9]{1,3}$")
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask { pattern.matches("abab" + "c\(number)") && !pattern.matches("c\(number)x") }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
