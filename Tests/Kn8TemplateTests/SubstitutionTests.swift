// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Template

/// `openshift-templates.md`, section 6, Substitution.
struct SubstitutionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let value: Value
        let parameters: [String: String]
        let expected: Value
        var testDescription: String { label }

        init(_ label: String, _ value: Value, _ parameters: [String: String], _ expected: Value) {
            self.label = label
            self.value = value
            self.parameters = parameters
            self.expected = expected
        }
    }

    static let rows = [
        Row("1 whole", ["v": "${A}"], ["A": "x"], ["v": "x"]),
        Row("2 inside", ["v": "pre-${A}-${B}-post"], ["A": "a", "B": "b"], ["v": "pre-a-b-post"]),
        Row("3 twice", ["v": "${A}${A}"], ["A": "a"], ["v": "aa"]),
        Row("4 unknown", ["v": "${NOPE}", "w": "${{NOPE}}"], [:], ["v": "${NOPE}", "w": "${{NOPE}}"]),
        Row("5 no reference", ["v": "$A ${ A } ${A"], ["A": "a"], ["v": "$A ${ A } ${A"]),
        Row("5b dash and empty", ["v": "${A-B} ${} ${a}"], ["A": "a", "A-B": "b"], ["v": "${A-B} ${} ${a}"]),
        Row("6 no escape", ["v": "$${A}"], ["A": "a"], ["v": "$a"]),
        Row("7 text", ["v": "${P}"], ["P": "8080"], ["v": "8080"]),
        Row("8 number", ["v": "${{P}}"], ["P": "8080"], ["v": 8080]),
        Row("8b blanks around a number", ["v": "${{P}}"], ["P": " 5 "], ["v": 5]),
        Row("9 not alone", ["v": "x${{P}}", "w": "${{P}} "], ["P": "1"], ["v": "x${{P}}", "w": "${{P}} "]),
        Row("9b a line break behind", ["v": "${{P}}\n"], ["P": "1"], ["v": "${{P}}\n"]),
        Row("10 true", ["v": "${{P}}"], ["P": "true"], ["v": true]),
        Row("10b True", ["v": "${{P}}"], ["P": "True"], ["v": "True"]),
        Row("11 null", ["v": "${{P}}", "w": 1], ["P": "null"], ["w": 1]),
        Row("11b null in a list", ["v": ["${{P}}"]], ["P": "null"], ["v": [.null]]),
        Row("11c written null stays", ["v": .null, "w": "${A}"], ["A": "a"], ["v": .null, "w": "a"]),
        Row("12 empty", ["v": "${{P}}"], ["P": ""], ["v": ""]),
        Row("13 leading zero", ["v": "${{P}}"], ["P": "010"], ["v": "010"]),
        Row("14 1.0", ["v": "${{P}}"], ["P": "1.0"], ["v": 1]),
        Row("14b 1e3", ["v": "${{P}}"], ["P": "1e3"], ["v": 1000]),
        Row("14c -1", ["v": "${{P}}"], ["P": "-1"], ["v": -1]),
        Row("14d 1.50", ["v": "${{P}}"], ["P": "1.50"], ["v": 1.5]),
        Row("14e beyond a float", ["v": "${{P}}"], ["P": "9007199254740993"], ["v": 9_007_199_254_740_992]),
        Row("15 object", ["v": "${{P}}"], ["P": #"{"b":1,"a":"${A}"}"#, "A": "a"], ["v": ["b": 1, "a": "${A}"]]),
        Row("16 quoted", ["v": "${{P}}"], ["P": #""q""#], ["v": "q"]),
        Row("17 no JSON", ["v": "${{P}}"], ["P": #"{"a":"#], ["v": #"{"a":"#]),
        Row("17b two numbers", ["v": "${{P}}"], ["P": "1 2"], ["v": "1 2"]),
        Row("17c plus", ["v": "${{P}}"], ["P": "+1"], ["v": "+1"]),
        Row("18 list in a list", ["v": ["a", "${{P}}"]], ["P": "[1]"], ["v": ["a", [1]]]),
        Row("19 key", ["k-${A}": "x"], ["A": "a"], ["k-a": "x"]),
        Row("20 key that is there", ["${A}": "x", "b": "y"], ["A": "b"], ["b": "x"]),
        Row("20b key as typed text", ["${{A}}": "x"], ["A": "b"], ["b": "x"]),
        Row("value that looks like a reference", ["v": "${A} ${B}"], ["A": "${B}", "B": "bee"], ["v": "bee ${B}"]),
        Row("alone it stays", ["v": "${A}"], ["A": "${B}", "B": "bee"], ["v": "${B}"]),
        Row("shell text", ["v": "cd ${HOME} && echo ${A}"], ["A": "a"], ["v": "cd ${HOME} && echo a"]),
        Row("numbers stay", ["v": 1, "w": true, "x": 1.5], ["A": "a"], ["v": 1, "w": true, "x": 1.5]),
        Row("inside typed", ["v": "a${{A}}${A}"], ["A": "b"], ["v": "a${{A}}b"]),
    ]

    @Test(arguments: rows)
    func substitutes(_ row: Row) throws {
        let substitution = Substitution(row.parameters.map { TemplateParameter(name: $0.key, value: $0.value) })
        #expect(try (substitution.changed(row.value) ?? row.value) == row.expected)
    }

    @Test func `a number beyond 64 bits loses its last digits`() throws {
        let substitution = Substitution([TemplateParameter(name: "P", value: "12345678901234567890")])
        #expect(try substitution.changed("${{P}}")?.json() == "12345678901234567000")
    }

    @Test func `a key that becomes a number is a fault with its place`() throws {
        let substitution = Substitution([TemplateParameter(name: "P", value: "5")])
        let fault = try #require(throws: Substitution.KeyFault.self) {
            try substitution.changed(["a": [["${{P}}": "x"]]])
        }
        #expect(fault.parameter == "P")
        #expect(fault.type == "integer")
        #expect(fault.steps == [.key("${{P}}"), .index(0), .key("a")])
    }

    @Test func `many references do not cost the square of their number`() {
        let text = String(repeating: "${A}${B}", count: 50_000)
        let substitution = Substitution([
            TemplateParameter(name: "A", value: "${B}"), TemplateParameter(name: "B", value: "b"),
        ])
        #expect(substitution.text(text).utf8.count == 50_000 * 5)
    }
}
