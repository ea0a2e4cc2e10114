// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

/// kubectl's grammar of label selectors, and the errors that the API server gives.
@Suite struct LabelSelectorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let labels: [String: String]
        let matches: Bool
        var testDescription: String { "\(text) on \(labels.sorted { $0.key < $1.key })" }

        init(_ text: String, _ labels: [String: String], _ matches: Bool) {
            self.text = text
            self.labels = labels
            self.matches = matches
        }
    }

    static let rows = [
        Row("", ["a": "b"], true), Row("a=b", ["a": "b"], true), Row("a==b", ["a": "c"], false),
        Row("a!=b", [:], true), Row("a!=b", ["a": "b"], false), Row("a", ["a": ""], true), Row("a", [:], false),
        Row("!a", [:], true), Row("!a", ["a": "x"], false), Row("a in (b, c)", ["a": "c"], true),
        Row("a in (b,c)", ["a": "d"], false), Row("a notin (b)", [:], true), Row("a notin (b)", ["a": "b"], false),
        Row("a in ()", ["a": ""], true), Row("a>5", ["a": "6"], true), Row("a>5", ["a": "5"], false),
        Row("a<5", ["a": "4"], true), Row("a>5", ["a": "x"], false), Row("a=", ["a": ""], true),
        Row("x.io/a=b,c", ["x.io/a": "b", "c": "1"], true), Row("x.io/a=b,c", ["x.io/a": "b"], false),
    ]

    @Test(arguments: rows) func selects(row: Row) throws {
        #expect(try LabelSelector(row.text).matches(row.labels) == row.matches)
    }

    static let errors = [
        "a b": "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "k in (1": "unable to parse requirement: found '', expected: ',' or ')'",
        "=a": "unable to parse requirement: found '=', expected: identifier",
        "a,,b": "found ',', expected: identifier after ','",
        "a>abc":
            "unable to parse requirement: values[0]: Invalid value: \"abc\": for 'Gt', 'Lt' operators, the value must "
            + "be an integer",
    ]

    @Test(arguments: errors.sorted { $0.key < $1.key }.map(\.key)) func refuses(text: String) {
        let error = #expect(throws: LabelSelector.SyntaxError.self) { try LabelSelector(text) }
        #expect(error?.description == Self.errors[text])
    }

    @Test func readsTheObjectForm() throws {
        let selector = try LabelSelector([
            "matchLabels": ["a": "b"],
            "matchExpressions": [["key": "c", "operator": "NotIn", "values": ["d"]]],
        ])
        #expect(selector.description == "a=b,c!=d")
        #expect(selector.matches(["a": "b"]))
        #expect(!selector.matches(["a": "b", "c": "d"]))
    }
}
