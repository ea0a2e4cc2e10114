// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Regex

/// What matches where: the whole match and its groups as byte offsets, "-" for a group that took no part.
struct PatternSearchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let text: String
        let places: String?
        var testDescription: String { "\(pattern) in \(text.debugDescription)" }

        init(_ pattern: String, _ text: String, _ places: String?) {
            self.pattern = pattern
            self.text = text
            self.places = places
        }
    }

    static let rows = [
        Row("", "", "0-0"),
        Row("", "abc", "0-0"),
        Row("a", "", nil),
        Row("^abcdefg", "abcdefg", "0-7"),
        Row("a+", "baaab", "1-4"),
        Row("abcd..", "abcdef", "0-6"),
        Row("a", "a", "0-1"),
        Row("x", "y", nil),
        Row("b", "abc", "1-2"),
        Row(".", "a", "0-1"),
        Row(".*", "abcdef", "0-6"),
        Row("^", "abcde", "0-0"),
        Row("$", "abcde", "5-5"),
        Row("^abcd$", "abcde", nil),
        Row("^bcd'", "abcdef", nil),
        Row("$", "abcde\n", "6-6"),
        Row("e$", "abcde\n", nil),
        Row("a*", "baaab", "0-0"),
        Row("[a-z]+", "abcd", "0-4"),
        Row("[^a-z]+", "ab1234cd", "2-6"),
        Row("[a\\-\\]z]+", "az]-bcz", "0-4"),
        Row("[^\\n]+", "abcd\n", "0-4"),
        Row("[日本語]+", "日本語日本語", "0-18"),
        Row("日本語+", "日本語", "0-9"),
        Row("()", "", "0-0 0-0"),
        Row("(a)", "a", "0-1 0-1"),
        Row("(.)(.)", "日a", "0-4 0-3 3-4"),
        Row("(.*)", "abcd", "0-4 0-4"),
        Row("(..)(..)", "abcd", "0-4 0-2 2-4"),
        Row("(([^xyz]*)(d))", "abcd", "0-4 0-4 0-3 3-4"),
        Row("((a|b|c)*(d))", "abcd", "0-4 0-4 2-3 3-4"),
        Row("(((a|b|c)*)(d))", "abcd", "0-4 0-4 0-3 2-3 3-4"),
        Row("\\a\\f\\n\\r\\t\\v", "\u{7}\u{C}\n\r\t\u{B}", "0-6"),
        Row("[\\a\\f\\n\\r\\t\\v]+", "\u{7}\u{C}\n\r\t\u{B}", "0-6"),
        Row("a*(|(b))c*", "aacc", "0-4 2-2 -"),
        Row("(.*).*", "ab", "0-2 0-2"),
        Row("[.]", ".", "0-1"),
        Row("/$", "/abc/", "4-5"),
        Row("(?:(?:^a).)", "xab", nil),
        Row("a|ab", "ab", "0-1"),
        Row("ab|a", "ab", "0-2"),
        Row("(?U)a+", "aaa", "0-1"),
        Row("(?U)a+?", "aaa", "0-3"),
        Row("a+?", "aaa", "0-1"),
        Row("a{2,3}?", "aaaa", "0-2"),
        Row("a{2,3}", "aaaa", "0-3"),
        Row("a{2}", "aaaa", "0-2"),
        Row("a{2,}", "aaaa", "0-4"),
        Row("a{0}b", "ab", "1-2"),
        Row("a{,2}", "a{,2}", "0-5"),
        Row("a{", "a{", "0-2"),
        Row("a{1", "a{1", "0-3"),
        Row("a{01}", "a{01}", "0-5"),
        Row("x{2}{", "xx{", "0-3"),
        Row("(a*)*", "b", "0-0 0-0"),
        Row("(a*)+", "b", "0-0 0-0"),
        Row("(a|b)*", "ab", "0-2 1-2"),
        Row("(|a)*", "aa", "0-0 0-0"),
        Row("(|a)+", "aa", "0-0 0-0"),
        Row("(a|b)|(c)", "c", "0-1 - 0-1"),
        Row("\\b", "x y", "0-0"),
        Row("\\bfoo\\b", "a foo", "2-5"),
        Row("\\bfoo\\b", "afoo", nil),
        Row("\\Bo", "foo", "1-2"),
        Row("\\b", "日", nil),
        Row("\\B", "", "0-0"),
        Row("\\Aab\\z", "ab", "0-2"),
        Row("(?m)^b$", "a\nb\nc", "2-3"),
        Row("^b$", "a\nb\nc", nil),
        Row("a.b", "a\nb", nil),
        Row("(?s)a.b", "a\nb", "0-3"),
        Row("(?s:.)(?-s:.)", "\nx", "0-2"),
        Row("(?s:.)(?-s:.)", "x\n", nil),
        Row("(?i)hello", "HeLLO", "0-5"),
        Row("(?i:a)b", "Ab", "0-2"),
        Row("(?i:a)b", "AB", nil),
        Row("a(?i)b", "aB", "0-2"),
        Row("((?i)a)b", "AB", nil),
        Row("(?i)k", "\u{212A}", "0-3"),
        Row("(?i)s", "\u{17F}", "0-2"),
        Row("(?i)\u{212A}", "k", "0-1"),
        Row("(?i)σ", "ς", "0-2"),
        Row("(?i)ß", "ẞ", "0-3"),
        Row("(?i)i", "ı", nil),
        Row("(?i)[^x]", "X", nil),
        Row("(?i)[a-z]+", "AZk", "0-3"),
        Row("(?i)Ä", "ä", "0-2"),
        Row("(?i)\\w", "ſ", "0-2"),
        Row("\\w", "ſ", nil),
        Row("\\Qa.b*\\E+", "a.b**", "0-5"),
        Row("\\Qa.b", "a.b", "0-3"),
        Row("\\Q\\E", "", "0-0"),
        Row("\\d+", "a12", "1-3"),
        Row("\\D+", "12a", "2-3"),
        Row("\\s", "\u{B}", nil),
        Row("[[:space:]]", "\u{B}", "0-1"),
        Row("[[:^alpha:]]+", "ab12", "2-4"),
        Row("[[:word:]-]+", "a-b_1", "0-5"),
        Row("[\\d\\-x]+", "1-x", "0-3"),
        Row("[a-]+", "a-", "0-2"),
        Row("[]a]+", "]a", "0-2"),
        Row("[^]a]", "]ab", "2-3"),
        Row("[a-c-e]+", "b-e", "0-3"),
        Row("[^\\D5]+", "5123", "1-4"),
        Row("\\x41\\x{1F600}\\101\\0", "A😀A\0", "0-7"),
        Row("[\\x{D800}-\\x{DFFF}]", "a", nil),
        Row("\\.\\-\\_\\/\\:\\\"", ".-_/:\"", "0-6"),
        Row("\\pL+", "1äß日", "1-8"),
        Row("\\p{Lu}", "aÄ", "1-3"),
        Row("\\P{Lu}", "Ä1", "2-3"),
        Row("\\p{^Lu}", "Ä1", "2-3"),
        Row("\\PN", "1a", "1-2"),
        Row("(?i)\\p{Lu}", "ä", "0-2"),
        Row("[\\p{Nd}x]+", "٣x", "0-3"),
        Row("\\p{Greek}+", "aβγ", "1-5"),
        Row("\\p{Han}", "a日", "1-4"),
        Row("\\p{Hiragana}\\p{Katakana}", "あア", "0-6"),
        Row("\\p{Cyrillic}\\p{Hebrew}\\p{Arabic}", "жאب", "0-6"),
        Row("\\p{Latin}+", "žx日", "0-3"),
        Row("\\p{Uppercase_Letter}", "aB", "1-2"),
        Row("\\p{Any}", "a", "0-1"),
        Row("\\p{Sc}", "€", "0-3"),
        Row("\\p{Zs}", "\u{A0}", "0-2"),
        Row("(?P<n>a)(?<m>b)", "ab", "0-2 0-1 1-2"),
        Row("(?P<n>a)(?P<n>b)", "ab", "0-2 0-1 1-2"),
        Row("a|b|", "c", "0-0"),
        Row("(?)a", "a", "0-1"),
        Row("(foo|foobar)(bar)?$", "foobar", "0-6 0-3 3-6"),
        Row("(?:foo|foobar)$", "foobar", "0-6"),
        Row("x*(?:ab|cd)+?y", "xxabcdaby", "0-9"),
        Row("😀+", "a😀😀", "1-9"),
        Row(".", "é", "0-2"),
        Row("e\u{301}", "é", nil),
        Row("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "my-name", "0-7 1-7"),
        Row("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "my-name-", nil),
    ]

    @Test(arguments: rows)
    func isFound(_ row: Row) throws {
        let pattern = try LinearPattern(row.pattern)
        let found = pattern.firstMatch(in: row.text).map { match in
            (0...match.groupCount).map { group in
                match.range(group).map { "\($0.lowerBound)-\($0.upperBound)" } ?? "-"
            }.joined(separator: " ")
        }
        #expect(found == row.places)
        #expect(pattern.matches(row.text) == (row.places != nil))
    }

    @Test(arguments: rows)
    func aMachineWithoutGroupsAgrees(_ row: Row) throws {
        var parser = PatternParser(row.pattern)
        let (tree, root) = try parser.parse()
        var machine = PikeMachine(PatternProgram(tree, root: root), wantsGroups: false)
        #expect((machine.firstMatch(in: row.text.utf8.span, from: 0) != nil) == (row.places != nil))
    }
}
