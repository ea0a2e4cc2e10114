// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

/// The rules of CRDs, on objects. The rows R01 to R16 are what an API server of 1.36 was seen to say.
@Suite struct CELRuleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The schema of `spec`.
        var spec: String
        /// Rules of the root.
        var root = ""
        /// The spec of the object that is replaced; nil on creation.
        var old: String?
        var object: String
        /// Path, then message.
        var want: [String]
        var severity = Severity.error
    }

    static let minMax = "{type: object, properties: {min: {type: integer}, max: {type: integer}}, "
    static let rows = [
        Row(
            testDescription: "R01 a rule that fails",
            spec: minMax + "x-kubernetes-validations: [{rule: self.min <= self.max}]}",
            object: "{min: 5, max: 3}",
            want: ["spec: Invalid value: failed rule: self.min <= self.max"]
        ),
        Row(
            testDescription: "R02 a rule that cannot be evaluated",
            spec: minMax + "x-kubernetes-validations: [{rule: self.min <= self.max}]}",
            object: "{min: 5}",
            want: ["spec: Invalid value: \"object\": no such key: max evaluating rule: self.min <= self.max"]
        ),
        Row(
            testDescription: "R03 message, reason and path",
            spec: minMax
                + "x-kubernetes-validations: [{rule: self.min <= self.max, message: min must be <= max, "
                + "reason: FieldValueForbidden, fieldPath: .min}]}",
            object: "{min: 5, max: 3}",
            want: ["spec.min: Forbidden: min must be <= max"]
        ),
        Row(
            testDescription: "R04 a duplicate has no message",
            spec:
                "{type: object, properties: {min: {type: integer, x-kubernetes-validations: [{rule: self < 3, message: m, "
                + "reason: FieldValueDuplicate}]}}}",
            object: "{min: 5}",
            want: ["spec.min: Duplicate value: 5"]
        ),
        Row(
            testDescription: "R05 a transition rule on creation",
            spec:
                "{type: object, properties: {f: {type: string, x-kubernetes-validations: [{rule: self == oldSelf, "
                + "message: immutable}]}}}",
            object: "{f: b}",
            want: []
        ),
        Row(
            testDescription: "R06 a transition rule on update",
            spec:
                "{type: object, properties: {f: {type: string, x-kubernetes-validations: [{rule: self == oldSelf, "
                + "message: immutable}]}}}",
            old: "{f: a}",
            object: "{f: b}",
            want: ["spec.f: Invalid value: \"b\": immutable"]
        ),
        Row(
            testDescription: "R07 an optional old self",
            spec:
                "{type: object, properties: {f: {type: string, x-kubernetes-validations: [{optionalOldSelf: true, "
                + "rule: \"oldSelf.hasValue() || self == 'a'\", message: must start as a}]}}}",
            object: "{f: b}",
            want: ["spec.f: Invalid value: \"b\": must start as a"]
        ),
        Row(
            testDescription: "R08 no such overload",
            spec:
                "{type: object, properties: {p: {x-kubernetes-int-or-string: true}}, x-kubernetes-validations: "
                + "[{rule: self.p < 10}]}",
            object: "{p: https}",
            want: [
                "spec: Invalid value: \"object\": 'no such overload': call arguments did not match a supported operator, "
                    + "function or macro signature for rule: self.p < 10"
            ]
        ),
        Row(
            testDescription: "R10 escaped names",
            spec:
                "{type: object, properties: {a-b: {type: integer}, namespace: {type: string}}, x-kubernetes-validations: "
                + "[{rule: \"self.a__dash__b == 1 && self.namespace == 'n1'\"}]}",
            object: "{a-b: 1, namespace: n1}",
            want: []
        ),
        Row(
            testDescription: "R11 a rule of the root",
            spec: "{type: object}",
            root: "x-kubernetes-validations: [{rule: \"self.metadata.name.startsWith('a')\"}],",
            object: "{}",
            want: [": Invalid value: failed rule: self.metadata.name.startsWith('a')"]
        ),
        Row(
            testDescription: "R14 sets compare without order",
            spec:
                "{type: object, properties: {set: {type: array, x-kubernetes-list-type: set, items: {type: string}}}, "
                + "x-kubernetes-validations: [{rule: \"self.set == ['b','a']\"}]}",
            object: "{set: [a, b]}",
            want: []
        ),
        Row(
            testDescription: "R15 what has not changed does not fail an update",
            spec:
                "{type: object, properties: {a: {type: integer, x-kubernetes-validations: [{rule: self > 10}]}, "
                + "b: {type: integer, x-kubernetes-validations: [{rule: self > 10}]}}}",
            old: "{a: 1, b: 1}",
            object: "{a: 1, b: 2}",
            want: ["spec.b: Invalid value: 2: failed rule: self > 10"]
        ),
        Row(
            testDescription: "R15 but is warned of",
            spec: "{type: object, properties: {a: {type: integer, x-kubernetes-validations: [{rule: self > 10}]}}}",
            old: "{a: 1}",
            object: "{a: 1}",
            want: ["spec.a: Invalid value: 1: failed rule: self > 10"],
            severity: .warning
        ),
        Row(
            testDescription: "R16 the message stands in for its expression",
            spec:
                "{type: object, properties: {a: {type: integer}, b: {type: integer}}, x-kubernetes-validations: "
                + "[{rule: self.a > 1, message: fallback, messageExpression: string(self.b)}]}",
            object: "{a: 1}",
            want: ["spec: Invalid value: fallback"]
        ),
        Row(
            testDescription: "a message's expression",
            spec:
                "{type: object, properties: {a: {type: integer}}, x-kubernetes-validations: [{rule: self.a > 1, "
                + "reason: FieldValueRequired, messageExpression: \"'a is %d'.format([self.a])\"}]}",
            object: "{a: 1}",
            want: ["spec: Required value: a is 1"]
        ),
        Row(
            testDescription: "defaults are seen",
            spec:
                "{type: object, properties: {a: {type: integer, default: 5}}, x-kubernetes-validations: "
                + "[{rule: self.a < 5}]}",
            object: "{}",
            want: ["spec: Invalid value: failed rule: self.a < 5"]
        ),
        Row(
            testDescription: "elements of keyed lists are told apart by keys",
            spec:
                "{type: object, properties: {l: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], "
                + "items: {type: object, required: [k], properties: {k: {type: string}, v: {type: integer}}, "
                + "x-kubernetes-validations: [{rule: self.v == oldSelf.v}]}}}}",
            old: "{l: [{k: a, v: 1}, {k: b, v: 2}]}",
            object: "{l: [{k: b, v: 3}, {k: a, v: 1}, {k: c, v: 4}]}",
            want: ["spec.l[0]: Invalid value: failed rule: self.v == oldSelf.v"]
        ),
        Row(
            testDescription: "values of maps, and null",
            spec:
                "{type: object, properties: {m: {type: object, additionalProperties: {type: string, maxLength: 9, "
                + "x-kubernetes-validations: [{rule: self != 'x'}]}}, n: {type: string, nullable: true, "
                + "x-kubernetes-validations: [{rule: self != 'x'}]}}}",
            object: "{m: {p: x, q: z}, n: null}",
            want: ["spec.m.p: Invalid value: \"x\": failed rule: self != 'x'"]
        ),
        Row(
            testDescription: "types come first",
            spec: minMax + "x-kubernetes-validations: [{rule: self.min <= self.max}]}",
            object: "{min: a}",
            want: [
                "spec.min: Invalid value: \"string\": spec.min in body must be of type integer: \"a\"",
                ": Invalid value: null: some validation rules were not checked because the object was invalid; correct "
                    + "the existing errors to complete validation",
            ]
        ),
        Row(
            testDescription: "a costly rule ends all others",
            spec:
                "{type: object, properties: {l: {type: array, maxItems: 5, items: {type: integer}, "
                + "x-kubernetes-validations: [{rule: 'lists.range(1000).all(i, lists.range(1000).all(j, i + j >= 0))'}]}, "
                + "m: {type: integer, x-kubernetes-validations: [{rule: self > 5}]}}}",
            object: "{l: [1], m: 1}",
            want: [
                "spec.l: Invalid value: \"array\": 'operation cancelled: actual cost limit exceeded': no further validation "
                    + "rules will be run due to call cost exceeds limit for rule: lists.range(1000).all(i, "
                    + "lists.range(1000).all(j, i + j >= 0))"
            ]
        ),
    ]

    @Test(arguments: rows) func rulesOnObjects(_ row: Row) throws {
        var catalog = SchemaCatalog.standard
        _ = catalog.add(crd: Self.crd(row.spec, root: row.root))
        let object = Self.object(row.object)
        let found = catalog.validate(object, replacing: row.old.map(Self.object))
        #expect(found.filter { $0.severity == row.severity }.map { "\($0.path): \($0.message)" } == row.want)
    }

    static func object(_ spec: String) -> Value {
        Manifest.one("{apiVersion: t.com/v1, kind: G, metadata: {name: x}, spec: \(spec)}")
    }

    static func crd(_ spec: String, root: String = "") -> Value {
        Manifest.one(
            """
            {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: gs.t.com}, spec: {
            group: t.com, scope: Namespaced, names: {kind: G, plural: gs}, versions: [{name: v1, served: true,
            storage: true, schema: {openAPIV3Schema: {type: object, \(root) properties: {spec: \(spec)}}}}]}}
            """
        )
    }
}
