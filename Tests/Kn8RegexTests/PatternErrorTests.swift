// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Regex

/// What is refused, in the words of Go's `regexp.Compile`.
struct PatternErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let reason: String
        var testDescription: String { pattern }

        init(_ pattern: String, _ reason: String) {
            self.pattern = pattern
            self.reason = reason
        }
    }

    static let rows = [
        Row("(", "missing closing ): `(`"),
        Row("a(b", "missing closing ): `a(b`"),
        Row(")", "unexpected ): `)`"),
        Row("(a))", "unexpected ): `(a))`"),
        Row("a|)", "unexpected ): `a|)`"),
        Row("(?i)(?s", "invalid or unsupported Perl syntax: `(?s`"),
        Row("(?s-", "invalid or unsupported Perl syntax: `(?s-`"),
        Row("(?i-:a)", "invalid or unsupported Perl syntax: `(?i-:`"),
        Row("(?i--s:a)", "invalid or unsupported Perl syntax: `(?i--`"),
        Row("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        Row("^(?!kube-).*$", "invalid or unsupported Perl syntax: `(?!`"),
        Row("(?<=a)b", "invalid named capture: `(?<=a)b`"),
        Row("(?<!a)b", "invalid named capture: `(?<!a)b`"),
        Row("(?#note)", "invalid or unsupported Perl syntax: `(?#`"),
        Row("(?>a)", "invalid or unsupported Perl syntax: `(?>`"),
        Row("(?P<name>a", "missing closing ): `(?P<name>a`"),
        Row("(?P<name", "invalid named capture: `(?P<name`"),
        Row("(?P<x y>a)", "invalid named capture: `(?P<x y>`"),
        Row("(?P<>a)", "invalid named capture: `(?P<>`"),
        Row("(?P=name)", "invalid or unsupported Perl syntax: `(?P`"),
        Row("(?<n-1>a)", "invalid named capture: `(?<n-1>`"),
        Row("[a", "missing closing ]: `[a`"),
        Row("a[b-", "missing closing ]: `[b-`"),
        Row("[]", "missing closing ]: `[]`"),
        Row("[^]a", "missing closing ]: `[^]a`"),
        Row("[a-Z]", "invalid character class range: `a-Z`"),
        Row("[z-a]", "invalid character class range: `z-a`"),
        Row("[a-\\d]", "invalid escape sequence: `\\d`"),
        Row("[[:word", "missing closing ]: `[[:word`"),
        Row("[[:foo:]]", "invalid character class range: `[:foo:]`"),
        Row("\\p{Nonsense}", "invalid character class range: `\\p{Nonsense}`"),
        Row("\\pX", "invalid character class range: `\\pX`"),
        Row("\\p", "invalid character class range: `\\p`"),
        Row("a\\p{L", "invalid character class range: `\\p{L`"),
        Row("\\8", "invalid escape sequence: `\\8`"),
        Row("(a)\\1", "invalid escape sequence: `\\1`"),
        Row("\\k<n>", "invalid escape sequence: `\\k`"),
        Row("\\Z", "invalid escape sequence: `\\Z`"),
        Row("\\u0041", "invalid escape sequence: `\\u`"),
        Row("\\h", "invalid escape sequence: `\\h`"),
        Row("\\C", "invalid escape sequence: `\\C`"),
        Row("\\ä", "invalid escape sequence: `\\ä`"),
        Row("[\\b]", "invalid escape sequence: `\\b`"),
        Row("\\xg0", "invalid escape sequence: `\\xg0`"),
        Row("\\x{110000}", "invalid escape sequence: `\\x{110000`"),
        Row("\\x{}", "invalid escape sequence: `\\x{}`"),
        Row("\\x", "invalid escape sequence: `\\x`"),
        Row("a\\", "trailing backslash at end of expression: ``"),
        Row("*", "missing argument to repetition operator: `*`"),
        Row("a|+", "missing argument to repetition operator: `+`"),
        Row("(?i)*", "missing argument to repetition operator: `*`"),
        Row("(*)", "missing argument to repetition operator: `*`"),
        Row("a**", "invalid nested repetition operator: `**`"),
        Row("a+?+", "invalid nested repetition operator: `+?+`"),
        Row("a++", "invalid nested repetition operator: `++`"),
        Row("a{2}*", "invalid nested repetition operator: `{2}*`"),
        Row("a{1001}", "invalid repeat count: `{1001}`"),
        Row("a{1,1001}", "invalid repeat count: `{1,1001}`"),
        Row("a{3,2}", "invalid repeat count: `{3,2}`"),
        Row("a{100000}", "invalid repeat count: `{100000}`"),
        Row("a{99999999999999999999}", "invalid repeat count: `{99999999999999999999}`"),
        Row("((a{100}){100}){10}", "invalid repeat count: `{100}`"),
        Row("(a{101}){10}", "invalid repeat count: `{10}`"),
    ]

    @Test(arguments: rows)
    func isRefused(_ row: Row) {
        #expect(error(of: row.pattern)?.description == "error parsing regexp: " + row.reason)
    }

    @Test func groupsMayNestAThousandDeepAndNoMore() {
        let deep = String(repeating: "(", count: 900) + "a" + String(repeating: ")", count: 900)
        #expect(error(of: deep) == nil)
        let deeper = String(repeating: "(", count: 200_000) + "a" + String(repeating: ")", count: 200_000)
        #expect(error(of: deeper)?.reason == .tooDeep)
        #expect(error(of: String(repeating: "(", count: 200_000))?.reason == .missingParenthesis)
    }

    @Test func repetitionsMayNotComeToMoreThanTheMostInstructions() {
        #expect(error(of: String(repeating: ".{1000}", count: 60)) == nil)
        #expect(error(of: String(repeating: ".{1000}", count: 100))?.reason == .tooLarge)
    }

    private func error(of pattern: String) -> PatternSyntaxError? {
        do {
            _ = try LinearPattern(pattern)
            return nil
        } catch {
            return error
        }
    }
}
