// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

/// Rules of CRDs that an API server refuses when the CRD is made.
@Suite struct RuleDeclarationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spec: String
        var root = ""
        /// Path below the schema, then the start of the message.
        var want: [String]
    }

    private static let validations = "x-kubernetes-validations"
    private static let specRule = "properties.spec.x-kubernetes-validations[0]"

    private static func rule(_ facts: String, properties: String = "a: {type: integer}") -> String {
        "{type: object, properties: {\(properties)}, \(validations): [{\(facts)}]}"
    }

    static let rows = [
        Row(testDescription: "sound", spec: rule("rule: self.a > 1, message: m, fieldPath: .a"), want: []),
        Row(
            testDescription: "R09 types that do not compare",
            spec: rule("rule: self.num == 1", properties: "num: {type: number}"),
            want: [
                "\(specRule).rule: Invalid value: {\"Rule\":\"self.num == 1\",\"Message\":\"\",\"MessageExpression\":\"\","
                    + "\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: compilation failed: ERROR: "
                    + "<input>:1:10: found no matching overload for '_==_' applied to '(double, int)'"
            ]
        ),
        Row(
            testDescription: "R12 metadata that cannot be seen",
            spec: "{type: object}",
            root: "\(validations): [{rule: has(self.metadata.labels)}],",
            want: [
                "x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":\"has(self.metadata.labels)\",\"Message\":\"\","
                    + "\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: "
                    + "compilation failed: ERROR: <input>:1:4: undefined field 'labels'"
            ]
        ),
        Row(
            testDescription: "R13 cost",
            spec:
                "{type: object, properties: {l: {type: array, items: {type: string, "
                + "\(validations): [{rule: \"self.matches('^a.*b$')\"}]}}}}",
            want: [
                "properties.spec.properties.l.items.x-kubernetes-validations[0].rule: Forbidden: estimated rule cost exceeds "
                    + "budget by factor of more than 100x (try simplifying the rule, or adding maxItems, maxProperties, and "
                    + "maxLength where arrays, maps, and strings are declared)",
                "properties.spec.properties.l.items.x-kubernetes-validations[0].rule: Forbidden: contributed to estimated "
                    + "rule cost total exceeding cost limit for entire OpenAPIv3 schema",
                ": Forbidden: x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema exceeds budget "
                    + "by factor of more than 100x",
            ]
        ),
        Row(
            testDescription: "what a call returns is as large as self",
            spec:
                "{type: object, properties: {i: {type: string, maxLength: 447, \(validations): [{rule: "
                + "\"self.split('@')[1].matches('^sha256:[a-f0-9]{64}$')\"}, {rule: \"self.split('.', 16).all(f, "
                + "f.matches('^[a-z]+$'))\"}, {rule: \"matches(url(self).getEscapedPath(), '^/v[0-9]+$')\"}]}}}",
            want: []
        ),
        Row(
            testDescription: "rules in a junctor",
            spec: "{type: object, properties: {a: {type: integer, allOf: [{\(validations): [{rule: self > 1}]}]}}}",
            want: [
                "properties.spec.properties.a.allOf[0].x-kubernetes-validations: Forbidden: must be empty to be structural"
            ]
        ),
        Row(
            testDescription: "blank rule",
            spec: rule("rule: ' '"),
            want: [
                "\(specRule): spec.versions[0].schema.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule: Required value: rule is not"
            ]
        ),
        Row(
            testDescription: "blank message",
            spec: rule("rule: self.a > 1, message: ' '"),
            want: ["\(specRule).message: Invalid value: \" \": must be non-empty if specified"]
        ),
        Row(
            testDescription: "message of two lines",
            spec: rule("rule: self.a > 1, message: \"a\\nb\""),
            want: ["\(specRule).message: Invalid value: \"a\\nb\": must not contain line breaks"]
        ),
        Row(
            testDescription: "rule of two lines",
            spec: rule("rule: \"self.a >\\n1\""),
            want: [
                "\(specRule): spec.versions[0].schema.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].message: Required value: message must be "
                    + "specified if rule contains line breaks"
            ]
        ),
        Row(
            testDescription: "reason",
            spec: rule("rule: self.a > 1, reason: Bad"),
            want: [
                "\(specRule).reason: Unsupported value: \"Bad\": supported values: \"FieldValueDuplicate\", "
                    + "\"FieldValueForbidden\", \"FieldValueInvalid\", \"FieldValueRequired\""
            ]
        ),
        Row(
            testDescription: "field path",
            spec: rule("rule: self.a > 1, fieldPath: .zzz"),
            want: ["\(specRule).fieldPath: Invalid value: \".zzz\": must be a valid path"]
        ),
        Row(
            testDescription: "not a bool",
            spec: rule("rule: self.a"),
            want: [
                "\(specRule).rule: Invalid value: {\"Rule\":\"self.a\",\"Message\":\"\",\"MessageExpression\":\"\","
                    + "\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: cel expression must evaluate to a bool"
            ]
        ),
        Row(
            testDescription: "message is not a string",
            spec: rule("rule: self.a > 1, messageExpression: self.a"),
            want: [
                "\(specRule).messageExpression: Invalid value: {\"Rule\":\"self.a \\u003e 1\",\"Message\":\"\","
                    + "\"MessageExpression\":\"self.a\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: "
                    + "messageExpression must evaluate to a string"
            ]
        ),
        Row(
            testDescription: "folding fails",
            spec: rule("rule: \"int('abc') > self.a\""),
            want: [
                "\(specRule).rule: Invalid value: {\"Rule\":\"int('abc') \\u003e self.a\",\"Message\":\"\","
                    + "\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: program "
                    + "instantiation failed: type conversion error from 'string' to 'int'"
            ]
        ),
        Row(
            testDescription: "an optional old self that is not used",
            spec: rule("rule: self.a > 1, optionalOldSelf: true"),
            want: [
                "\(specRule).optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule"
            ]
        ),
        Row(
            testDescription: "old self of an element that cannot be told apart",
            spec:
                "{type: object, properties: {l: {type: array, maxItems: 3, items: {type: integer, "
                + "\(validations): [{rule: self == oldSelf}]}}}}",
            want: [
                "properties.spec.properties.l.items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": "
                    + "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                    + "spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[l]"
            ]
        ),
        Row(
            testDescription: "no type to see",
            spec: "{type: object, properties: {a: {x-kubernetes-preserve-unknown-fields: true}}, "
                + "\(validations): [{rule: has(self.a)}]}",
            want: [
                "\(specRule).rule: Invalid value: {\"Rule\":\"has(self.a)\",\"Message\":\"\",\"MessageExpression\":\"\","
                    + "\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: compilation failed: ERROR: "
                    + "<input>:1:4: undefined field 'a'"
            ]
        ),
    ]

    @Test(arguments: rows) func rulesOfDefinitions(_ row: Row) throws {
        let schema = FieldPath([
            .key("spec"), .key("versions"), .index(0), .key("schema"), .key("openAPIV3Schema"),
        ])
        let found = StructuralRules.violations(of: CELRuleTests.crd(row.spec, root: row.root)).map { violation in
            let path = FieldPath(Array(violation.path.steps.dropFirst(schema.steps.count)))
            return "\(path): \(violation.message)"
        }
        #expect(found.count == row.want.count, "\(found)")
        for (text, want) in zip(found, row.want) { #expect(text.hasPrefix(want), "\(text)") }
    }
}
