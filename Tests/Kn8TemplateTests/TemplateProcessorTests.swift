// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Template

/// `openshift-templates.md`, section 6: objects, labels, namespaces, parameters.
struct TemplateProcessorTests {
    static func template(_ fields: ValueMap) throws -> Template {
        var value: Value = ["apiVersion": "template.openshift.io/v1", "kind": "Template", "metadata": ["name": "t"]]
        for entry in fields { value[entry.key] = entry.value }
        return try Template(value)
    }

    static func parameters(_ values: [String: String]) -> Value {
        .array(
            values.sorted { $0.key < $1.key }.map { ["name": .string($0.key), "value": .string($0.value)] }
        )
    }

    static func processed(_ fields: ValueMap) throws -> ProcessedTemplate {
        try TemplateProcessor(random: .seeded("t")).process(try template(fields))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let object: Value
        let labels: Value?
        let parameters: [String: String]
        let expected: Value
        var testDescription: String { label }

        init(
            _ label: String,
            _ object: Value,
            labels: Value? = nil,
            with parameters: [String: String] = [:],
            _ expected: Value
        ) {
            self.label = label
            self.object = object
            self.labels = labels
            self.parameters = parameters
            self.expected = expected
        }
    }

    static func map(_ metadata: Value) -> Value {
        ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata]
    }

    static let rows = [
        Row(
            "21 kind and apiVersion",
            ["apiVersion": "v${V}", "kind": "${K}"],
            with: ["V": "1", "K": "Secret"],
            ["apiVersion": "v1", "kind": "Secret"]
        ),
        Row("22 literal namespace", map(["name": "c", "namespace": "lit"]), map(["name": "c"])),
        Row("22b reference", map(["namespace": "${A}"]), with: ["A": "n"], map(["namespace": "n"])),
        Row("22c unknown reference", map(["namespace": "x-${NOPE}"]), map(["namespace": "x-${NOPE}"])),
        Row("22d typed reference", map(["namespace": "${{A}}"]), with: ["A": "n"], map([:])),
        Row("22e number", map(["namespace": 5]), map(["namespace": ""])),
        Row(
            "23 nested list",
            ["apiVersion": "v1", "kind": "List", "items": [map(["namespace": "foo", "name": "${A}"])]],
            with: ["A": "a"],
            ["apiVersion": "v1", "kind": "List", "items": [map(["namespace": "foo", "name": "a"])]]
        ),
        Row(
            "25 labels",
            map(["name": "c"]),
            labels: ["${A}key": "${{P}}"],
            with: ["A": "a", "P": "5"],
            map(["name": "c", "labels": ["akey": "5"]])
        ),
        Row(
            "26 template beats object",
            map(["labels": ["app": "o", "b": "c"]]),
            labels: ["app": "t"],
            map(["labels": ["app": "t", "b": "c"]])
        ),
        Row(
            "typed label loses the others",
            map(["labels": ["app": "${{P}}", "b": "c"]]),
            labels: ["x": "y"],
            with: ["P": "5"],
            map(["labels": ["x": "y"]])
        ),
        Row("empty labels", map(["name": "c"]), labels: [:], map(["name": "c", "labels": [:]])),
        Row(
            "29 legacy kind",
            ["apiVersion": "v1", "kind": "Route"],
            ["apiVersion": "route.openshift.io/v1", "kind": "Route"]
        ),
        Row(
            "29b role of v1",
            ["apiVersion": "v1", "kind": "Role"],
            ["apiVersion": "authorization.openshift.io/v1", "kind": "Role"]
        ),
        Row(
            "29c role with a group",
            ["apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role"],
            ["apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role"]
        ),
        Row(
            "30 unknown kind",
            ["apiVersion": "x.io/v1", "kind": "Foo"],
            labels: ["a": "b"],
            ["apiVersion": "x.io/v1", "kind": "Foo", "metadata": ["labels": ["a": "b"]]]
        ),
        Row(
            "nested template",
            ["apiVersion": "v1", "kind": "Template", "objects": [map(["namespace": "${A}", "name": "x"])]],
            with: ["A": "a"],
            [
                "apiVersion": "template.openshift.io/v1", "kind": "Template",
                "objects": [map(["namespace": "a", "name": "x"])],
            ]
        ),
    ]

    @Test(arguments: rows)
    func processes(_ row: Row) throws {
        var fields: ValueMap = ["objects": [row.object], "parameters": Self.parameters(row.parameters)]
        fields["labels"] = row.labels
        #expect(try Self.processed(fields).objects == [row.expected])
    }

    @Test func `27 message`() throws {
        let result = try Self.processed([
            "message": "Hi ${A} ${{P}}", "parameters": Self.parameters(["A": "a", "P": "5"]),
        ])
        #expect(result.template.message == "Hi a ${{P}}")
        #expect(result.template.objects == nil)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let label: String
        let fields: ValueMap
        let text: String
        var testDescription: String { label }
        init(_ label: String, _ fields: ValueMap, _ text: String) {
            self.label = label
            self.fields = fields
            self.text = text
        }
    }

    static let refusals = [
        Refusal(
            "24 list with labels",
            ["labels": ["a": "b"], "objects": [["kind": "List", "apiVersion": "v1", "items": []]]],
            #"The Template "t" is invalid: item[0].labels: Invalid value: {"a":"b"}: label could not be applied: "#
                + "object does not implement the Object interfaces"
        ),
        Refusal(
            "28 no kind",
            ["objects": [["apiVersion": "v1"]]],
            #"The Template "t" is invalid: item[0].objects: Invalid value: {"apiVersion":"v1"}: unable to handle "#
                + #"object: Object 'Kind' is missing in '{"apiVersion":"v1"}'"#
        ),
        Refusal(
            "31 required",
            ["parameters": [["name": "B", "required": true]]],
            #"The Template "t" is invalid: template.parameters[0]: Required value: template.parameters[0]: parameter "#
                + "B is required and must be specified"
        ),
        Refusal(
            "43 unknown generator",
            ["parameters": [["name": "A", "generate": "Expression"]]],
            #"The Template "t" is invalid: template.parameters[0]: Invalid value: "Expression": Unknown generator "#
                + "name 'Expression' for parameter A"
        ),
        Refusal(
            "55 the parameter is quoted",
            ["parameters": [["name": "P", "from": "[abc]{3}", "generate": "expression"]]],
            #"The Template "t" is invalid: template.parameters[0]: Invalid value: "#
                + #"{"name":"P","generate":"expression","from":"[abc]{3}"}: malformed expresion syntax: [abc]"#
        ),
        Refusal(
            "62 empty from, required",
            ["parameters": [["name": "A", "generate": "expression", "required": true]]],
            #"The Template "t" is invalid: template.parameters[0]: Required value: template.parameters[0]: parameter "#
                + "A is required and must be specified"
        ),
        Refusal(
            "two",
            ["parameters": [["name": "A", "required": true], ["name": "B", "required": true]]],
            "The Template \"t\" is invalid: \n* template.parameters[0]: Required value: template.parameters[0]: "
                + "parameter A is required and must be specified\n* template.parameters[1]: Required value: "
                + "template.parameters[1]: parameter B is required and must be specified"
        ),
        Refusal(
            "where oc panics",
            [
                "objects": [["kind": "ConfigMap", "data": ["${{P}}": "x"]]],
                "parameters": [["name": "P", "value": "5"]],
            ],
            #"The Template "t" is invalid: item[0].parameters: Invalid value: "${{P}}": a key must be a string, "#
                + "parameter P is of type integer"
        ),
    ]

    @Test(arguments: refusals)
    func refuses(_ row: Refusal) throws {
        let faults = #expect(throws: TemplateFaults.self) { try Self.processed(row.fields) }
        #expect(faults?.localText == row.text)
    }

    @Test func `the server's and new-app's words for a missing parameter`() throws {
        let faults = try #require(throws: TemplateFaults.self) {
            try Self.processed(["parameters": [["name": "B", "required": true]]])
        }
        let detail = "Required value: template.parameters[0]: parameter B is required and must be specified"
        #expect(faults.serverText == "unable to process template\n  \(detail)")
        #expect(
            faults.sentence
                == "Template.template.openshift.io \"t\" is invalid: template.parameters[0]: \(detail)"
        )
        #expect(faults.faults.first?.path.description == "parameters[0]")
    }

    @Test func `32 a given value takes the generator away, even an empty one`() throws {
        var template = try Self.template([
            "parameters": [["name": "B", "generate": "expression", "from": "[a-z]{3}", "required": true]]
        ])
        let known = template.set("B", to: "")
        let unknown = template.set("C", to: "")
        #expect(known && !unknown)
        #expect(throws: TemplateFaults.self) { try TemplateProcessor().process(template) }
        _ = template.set("B", to: "u")
        let result = try TemplateProcessor().process(template).template.parameters[0]
        #expect(result.value == "u")
        #expect(result.generate.isEmpty)
    }

    @Test func `33 a default beats the generator, which stays named`() throws {
        let parameter = try Self.processed([
            "parameters": [["name": "C", "value": "fixed", "generate": "expression", "from": "[a-z]{3}"]]
        ]).template.parameters[0]
        #expect(parameter.value == "fixed")
        #expect(parameter.generate == "expression")
    }

    @Test func `41 of a parameter that stands twice the last counts and the first is set`() throws {
        var template = try Self.template([
            "parameters": [["name": "A", "value": "1"], ["name": "A", "value": "2"]],
            "objects": [["kind": "X", "v": "${A}"]],
        ])
        _ = template.set("A", to: "9")
        #expect(try TemplateProcessor().process(template).objects[0]["v"] == "2")
    }

    @Test func `42 a value that is no text`() throws {
        let fault = #expect(throws: TemplateDecodingError.self) {
            try Self.template(["parameters": [["name": "A", "value": 1]]])
        }
        #expect(
            fault?.message
                == "json: cannot unmarshal number into Go struct field Parameter.parameters.value of type string"
        )
        #expect(fault?.path.description == "parameters[0].value")
    }

    @Test func `a field leads back to its place in the template and to its parameters`() throws {
        let result = try Self.processed([
            "parameters": Self.parameters(["A": "a", "B": "[{\"x\": 1}]", "L": "l"]),
            "labels": ["k-${L}": "v"],
            "objects": [
                ["kind": "X", "metadata": ["name": "n"]],
                ["kind": "Y", "spec": ["k-${A}": "${A}-${A}", "list": ["x", "${{B}}"], "plain": 1]],
            ],
        ])
        func origin(_ steps: FieldPath.Step...) -> String {
            let origin = result.origin(ofObject: 1, at: FieldPath(steps))
            return "\(origin.path) \(origin.parameters)"
        }
        #expect(origin(.key("spec"), .key("k-a")) == "objects[1].spec[k-${A}] [0]")
        #expect(origin(.key("spec"), .key("list"), .index(1), .index(0), .key("x")) == "objects[1].spec.list[1] [1]")
        #expect(origin(.key("spec"), .key("plain")) == "objects[1].spec.plain []")
        #expect(origin(.key("spec"), .key("missing")) == "objects[1].spec []")
        #expect(origin(.key("metadata"), .key("labels"), .key("k-l")) == "labels[k-${L}] [2]")
    }
}
