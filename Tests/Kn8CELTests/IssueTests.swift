// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8CEL

/// What is said of texts that are no programs, and where.
@Suite struct IssueTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let issues: [String]

        var testDescription: String { source }

        init(_ source: String, _ issues: String...) { (self.source, self.issues) = (source, issues) }
    }

    private static let start =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"

    private static let rows: [Row] = [
        Row("", "1:1 Syntax error: mismatched input '<EOF>' expecting \(start)"),
        Row("1 +", "1:4 Syntax error: mismatched input '<EOF>' expecting \(start)"),
        Row("1 2", "1:3 Syntax error: extraneous input '2' expecting <EOF>"),
        Row("(1", "1:3 Syntax error: missing ')' at '<EOF>'"),
        Row("x.", "1:3 Syntax error: no viable alternative at input '.'"),
        Row(
            "1 # 2",
            "1:3 Syntax error: token recognition error at: '#'",
            "1:5 Syntax error: extraneous input '2' expecting <EOF>"
        ),
        Row(
            "'a",
            "1:1 Syntax error: token recognition error at: ''a'",
            "1:3 Syntax error: mismatched input '<EOF>' expecting \(start)"
        ),
        Row("x.in", "1:3 Syntax error: mismatched input 'in' expecting IDENTIFIER"),
        Row("x.`a-b`", "1:3 unsupported syntax: '`'"),
        Row("for", "1:1 reserved identifier: for"),
        Row("9223372036854775808", "1:1 invalid int literal"),
        Row("-9223372036854775809", "1:2 invalid int literal"),
        Row("18446744073709551616u", "1:1 invalid uint literal"),
        Row("1e309", "1:1 invalid double literal"),
        Row("'\\ud800'", "1:1 invalid unicode code point"),
        Row("b'\\u00ff'", "1:1 unable to unescape string"),
        Row("y", "1:1 undeclared reference to 'y' (in container '')"),
        Row("f(1)", "1:2 undeclared reference to 'f' (in container '')"),
        Row("1 + 'a'", "1:3 found no matching overload for '_+_' applied to '(int, string)'"),
        Row(
            "y + z",
            "1:1 undeclared reference to 'y' (in container '')",
            "1:5 undeclared reference to 'z' (in container '')"
        ),
        Row("1\n  + 'a'", "2:3 found no matching overload for '_+_' applied to '(int, string)'"),
        Row("'a'.size(1)", "1:9 found no matching overload for 'size' applied to 'string.(int)'"),
        Row("1 ? 2 : 3", "1:3 found no matching overload for '_?_:_' applied to '(int, int, int)'"),
        Row("true ? 1 : 'a'", "1:6 found no matching overload for '_?_:_' applied to '(bool, int, string)'"),
        Row("1 && true", "1:1 expected type 'bool' but found 'int'"),
        Row("[1].all(i, i)", "1:12 expected type 'bool' but found 'int'"),
        Row("[1].all(i.a, true)", "1:10 argument must be a simple name"),
        Row("[1].map(1, true)", "1:9 argument is not an identifier"),
        Row("[1].all(__result__, true)", "1:9 iteration variable overwrites accumulator variable"),
        Row("[1].all(i, i, true)", "1:12 duplicate variable name: i"),
        Row(
            "'a'.all(i, true)",
            "1:1 expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)"
        ),
        Row("has(x)", "1:5 invalid argument to has() macro"),
        Row("[1, 'a']", "1:5 expected type 'int' but found 'string'"),
        Row("[dyn(1), 'a']", "1:10 expected type 'dyn' but found 'string'"),
        Row("{1: 1, 'a': 2}", "1:8 expected type 'int' but found 'string'"),
        Row("'%s'.format([1, 'a'])"),
        Row("[dyn(1), dyn('a')]"),
        Row("matches('a', '[')", "1:14 invalid matches argument"),
        Row("'a'.matches('[')", "1:13 invalid matches argument"),
        Row("duration('1d')", "1:10 invalid duration argument"),
        Row("timestamp('now')", "1:11 invalid timestamp argument"),
        Row("int('abc')", "1:4 type conversion error from 'string' to 'int'"),
        Row("Foo{a: 1}", "1:4 undeclared reference to 'Foo' (in container '')"),
        Row("1.?a", "1:2 type 'int' does not support field selection"),
    ]

    @Test(arguments: rows) func issues(_ row: Row) {
        let environment = CELEnvironment.kubernetes.declaring("x", .dyn)
        do {
            _ = try environment.compile(row.source)
            #expect(row.issues.isEmpty)
        } catch {
            #expect(error.issues.map { "\($0.line):\($0.column) \($0.message)" } == row.issues)
        }
    }

    @Test func printed() {
        let issues = #expect(throws: CELIssues.self) {
            try CELEnvironment.kubernetes.compile("1 == 1 &&\n  '\u{1F451}' + 1 == y")
        }
        #expect(
            issues?.description == """
                ERROR: <input>:2:7: found no matching overload for '_+_' applied to '(string, int)'
                 |   '\u{1F451}' + 1 == y
                 | ...\u{FF0E}..^
                ERROR: <input>:2:14: undeclared reference to 'y' (in container '')
                 |   '\u{1F451}' + 1 == y
                 | ...\u{FF0E}.........^
                """
        )
    }
}
