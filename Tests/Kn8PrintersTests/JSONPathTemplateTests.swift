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
        Row(".kind", ".kind"),
        Row("{.items[*].metadata.name}", "a b"),
        Row("{ .items[0].spec }", #"{"replicas":2}"#),
        Row("{.items[-1].spec.replicas}!", "3!"),
        Row("{.nothing.here}", ""),
        Row(#"{range .items[*]}{.metadata.name}{"\t"}{.spec.replicas}{"\n"}{end}"#, "a\t2\nb\t3\n"),
        Row(#"{.items[0].metadata.labels.app\.io/x}"#, "1"),
        Row(#"{.items[?(@.metadata.name=="b")].spec.replicas}"#, "3"),
        Row("{'}'}", "}"),
        Row("", ""),
        Row(
            "{}",
            #"{"items":[{"metadata":{"labels":{"app.io/x":"1"},"name":"a"},"spec":{"replicas":2}},"#
                + #"{"metadata":{"name":"b"},"spec":{"replicas":3}}],"kind":"List"}"#
        ),
        Row("kind is {.kind}{.nothing}{.kind}", "kind is ListList"),
        Row("{.items[0:1].metadata.name}", "a"),
        Row("{.items[:].metadata.name}", "a b"),
        Row("{.items[].metadata.name}", "a"),
        Row("{.items[::2].metadata.name}", "a"),
        Row("{.items[-1:].metadata.name}", "b"),
        Row("{.items[:0]}", ""),
        Row("{.items[0,1].metadata.name}", "a b"),
        Row("{.items[1, 0].metadata.name}", "b a"),
        Row("{['kind','none']}", "List"),
        Row("{.items[0]['metadata.name']}", "a"),
        Row(#"{.items[0].metadata.labels['app\.io/x']}"#, "1"),
        Row("{..name}", "a b"),
        Row("{.items[*].spec.*}", "2 3"),
        Row("{.items[?(@.spec.replicas>2)].metadata.name}", "b"),
        Row("{.items[?(@.spec.replicas<=2)].metadata.name}", "a"),
        Row("{.items[?(@.spec.replicas!=2)].metadata.name}", "b"),
        Row("{.items[?(@.metadata.labels)].metadata.name}", "a"),
        Row("{.items[?(@.spec.replicas==2.0)].metadata.name}", "a"),
        Row("{.items[?( @.metadata.name == 'b' )].metadata.name}", "b"),
        Row("{$.kind}{@.kind}", "ListList"),
        Row("{range .items[*]}{.metadata.name};", "a;b;"),
        Row("{range .none[*]}x{end}{.kind}", "List"),
        Row("{range .items[*]}{range .spec.*}{@},{end}{end}", "2,3,"),
        Row("{true}{1.5}{7}", "true1.57"),
        Row("{.items[0].spec.none}|{.items[0].missing[0]}", "|"),
    ]

    @Test(arguments: rows) func aTemplatePrints(_ row: Row) throws {
        #expect(try JSONPathTemplate(row.template).text(of: Self.root) == row.text)
    }

    static let faults = [
        Row("{.kind", "unclosed action"),
        Row("{.items[", "unterminated array"),
        Row("{.items[a]}", "invalid array index a"),
        Row("{.items[0:1:2:3]}", "invalid array index 0:1:2:3"),
        Row("{.items[?(@.a==1]}", "unterminated filter"),
        Row("{.items[?(@.a==1)}", "unclosed array expect ]"),
        Row("{.items[?(@.a<>1)]}", "unrecognized filter operator <>"),
        Row("{.items[?(@.a=~'b')]}", "unrecognized character in action: U+007E '~'"),
        Row("{&}", "unrecognized character in action: U+0026 '&'"),
        Row("{'a}", "unterminated quoted string"),
        Row("{....a}", "invalid multiple recursive descent"),
        Row("{end}", "not in range, nothing to end"),
        Row("{-a}", "cannot parse number -a"),
    ]

    @Test(arguments: faults) func whatIsNoTemplateIsRefused(_ row: Row) {
        #expect(throws: JSONPathTemplate.Fault(message: row.text)) { try JSONPathTemplate(row.template) }
    }

    static let failures = [
        Row("{foo}", "unrecognized identifier foo"),
        Row("{.items[5]}", "array index out of bounds: index 5, length 2"),
        Row("{.items[-3]}", "array index out of bounds: index -1, length 2"),
        Row("{.items[0:3]}", "array index out of bounds: index 2, length 2"),
        Row("{.items[1:0]}", "starting index 1 is greater than ending index 0"),
        Row("{.items[::0]}", "step must be > 0"),
        Row("{.kind[0]}", "string is not array or slice"),
        Row("{.items[0].spec[?(@.a)]}", "map[string]interface {} is not array or slice and cannot be filtered"),
        Row("{.items[?(@.spec.replicas=='2')]}", "incompatible types for comparison"),
        Row("{.items[?(@.spec.*==2)].kind}", ""),
    ]

    @Test(arguments: failures) func whatAValueDoesNotHaveFails(_ row: Row) throws {
        let template = try JSONPathTemplate(row.template)
        guard !row.text.isEmpty else {
            #expect(try template.text(of: Self.root).isEmpty)
            return
        }
        #expect(throws: JSONPathTemplate.Fault(message: row.text)) { try template.text(of: Self.root) }
    }

    @Test(arguments: [".kind", "kind", "{.kind}", "{kind}", "$.kind"])
    func aRelaxedPathNeedsNoBraces(_ text: String) throws {
        #expect(try JSONPathTemplate(relaxed: text).values(in: Self.root) == ["List"])
    }
}
