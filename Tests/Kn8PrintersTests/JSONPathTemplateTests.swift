// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Printers

struct JSONPathTemplateTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let template: String
        let text: String
        var testDescription: String { template }
        init(_ template: String, _ text: String) { (self.template, self.text) = (template, text) }
    }

    static let root: Value = [
        "kind": "List",
        "items": [
            ["metadata": ["name": "a", "labels": ["app.io/x": "1"]], "spec": ["replicas": 2]],
            ["metadata": ["name": "b"], "spec": ["replicas": 3]],
        ],
    ]

    static let rows = [
        Row("{.kind}", "List"),
        Row(".kind", "List"),
        Row("{.items[*].metadata.name}", "a b"),
        Row("{ .items[0].spec }", #"{"replicas":2}"#),
        Row("{.items[-1].spec.replicas}!", "3!"),
        Row("{.nothing.here}", ""),
        Row(#"{range .items[*]}{.metadata.name}{"\t"}{.spec.replicas}{"\n"}{end}"#, "a\t2\nb\t3\n"),
        Row(#"{.items[0].metadata.labels.app\.io/x}"#, "1"),
        Row(#"{.items[?(@.metadata.name=="b")].spec.replicas}"#, "3"),
        Row("{'}'}", "}"),
        Row(
            "",
            #"{"items":[{"metadata":{"labels":{"app.io/x":"1"},"name":"a"},"spec":{"replicas":2}},"#
                + #"{"metadata":{"name":"b"},"spec":{"replicas":3}}],"kind":"List"}"#
        ),
    ]

    @Test(arguments: rows) func aTemplatePrints(_ row: Row) throws {
        #expect(try JSONPathTemplate(row.template).text(of: Self.root) == row.text)
    }

    static let faults = [
        Row("{.kind", "unclosed action"),
        Row("{range .items[*]}{.kind}", "unclosed range, want {end}"),
        Row("{end}", "not in range, nothing to end"),
        Row("{.items[0:1]}", "unrecognized path {.items[0:1]}: slices, unions and '..' are not read"),
        Row("{..name}", "unrecognized path {..name}: slices, unions and '..' are not read"),
    ]

    @Test(arguments: faults) func whatIsNoTemplateIsRefused(_ row: Row) {
        #expect(throws: JSONPathTemplate.Fault(message: row.text)) { try JSONPathTemplate(row.template) }
    }
}
