// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct StructuralRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var schema: String
        var want: String?
    }

    private static func crd(_ schema: String) -> Value {
        Manifest.one(
            """
            {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: gs.t.com}, spec: {
            group: t.com, scope: Namespaced, names: {kind: G, plural: gs}, versions: [{name: v1, served: true,
            storage: true, schema: {openAPIV3Schema: \(schema)}}]}}
            """
        )
    }

    @Test(arguments: [
        Row(testDescription: "sound", schema: "{type: object, properties: {a: {type: string}}}", want: nil),
        Row(
            testDescription: "root type",
            schema: "{type: string}",
            want: "type: Invalid value: \"string\": must be object at the root"
        ),
        Row(
            testDescription: "untyped field",
            schema: "{type: object, properties: {a: {}}}",
            want:
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties.a.type: Required value: must not be "
                + "empty for specified object fields"
        ),
        Row(
            testDescription: "array without items",
            schema: "{type: object, properties: {a: {type: array}}}",
            want:
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties.a.items: Required value: must be specified"
        ),
        Row(
            testDescription: "pattern that Go refuses",
            schema: "{type: object, properties: {a: {type: string, pattern: '^(?!x)'}}}",
            want:
                "properties.a.pattern: Invalid value: \"^(?!x)\": must be a valid regular expression, but isn't: error "
                + "parsing regexp: invalid or unsupported Perl syntax: `(?!`"
        ),
        Row(
            testDescription: "unknown type",
            schema: "{type: object, properties: {a: {type: foo}}}",
            want:
                "properties.a.type: Unsupported value: \"foo\": supported values: \"array\", \"boolean\", \"integer\", "
                + "\"number\", \"object\", \"string\""
        ),
        Row(
            testDescription: "both kinds of fields",
            schema:
                "{type: object, properties: {a: {type: object, properties: {}, additionalProperties: {type: string}}}}",
            want:
                "properties.a.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive"
        ),
        Row(
            testDescription: "type in a junctor",
            schema: "{type: object, properties: {a: {type: string, anyOf: [{type: string}]}}}",
            want: "properties.a.anyOf[0].type: Forbidden: must be empty to be structural"
        ),
        Row(
            testDescription: "list type",
            schema: "{type: object, properties: {a: {type: object, x-kubernetes-list-type: set}}}",
            want: "properties.a.type: Invalid value: \"object\": must be array if x-kubernetes-list-type is specified"
        ),
    ])
    func schemas(_ row: Row) {
        let prefix = "spec.versions[0].schema.openAPIV3Schema."
        let found = StructuralRules.violations(of: Self.crd(row.schema)).map { "\($0.path): \($0.message)" }
        #expect(found == (row.want.map { [prefix + $0] } ?? []))
    }

    @Test func addedAndRemoved() throws {
        var catalog = SchemaCatalog.standard
        #expect(catalog.kind(apiVersion: "t.com/v1", kind: "G") == nil)
        #expect(catalog.add(crd: Self.crd("{type: object, properties: {a: {type: string}}}")).isEmpty)
        let entry = try #require(catalog.kind(apiVersion: "t.com/v1", kind: "G"))
        #expect(entry.plural == "gs" && entry.singular == "g" && entry.namespaced && !entry.hasStatus)
        let object: Value = ["apiVersion": "t.com/v1", "kind": "G", "metadata": ["name": "a", "zip": 1], "b": 1]
        #expect(
            catalog.validate(object).map(\.message) == [#"unknown field "b""#, #"unknown field "metadata.zip""#]
        )
        #expect(catalog.pruned(object) == ["apiVersion": "t.com/v1", "kind": "G", "metadata": ["name": "a"]])
        catalog.remove(crd: "gs.t.com")
        #expect(catalog.kind(apiVersion: "t.com/v1", kind: "G") == nil)
    }

    @Test func aDefinitionOfAVersionThatNeverWasIsPassedOver() {
        var catalog = SchemaCatalog.standard
        var crd = Self.crd("{type: object}")
        crd["apiVersion"] = "apiextensions.k8s.io/v9"
        #expect(catalog.add(crd: crd).isEmpty)
        #expect(catalog.kind(apiVersion: "t.com/v1", kind: "G") == nil)
        #expect(catalog.validate(crd).map(\.rule) == ["schema/unknown-kind"])
    }
}
