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
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties[a].type: Required value: must not be "
                + "empty for specified object fields"
        ),
        Row(
            testDescription: "array without items",
            schema: "{type: object, properties: {a: {type: array}}}",
            want:
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties[a].items: Required value: must be specified"
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
        Row(
            testDescription: "null type",
            schema: "{type: object, properties: {a: {type: 'null'}}}",
            want: "properties.a.type: Forbidden: type cannot be set to null, use nullable as an alternative"
        ),
        Row(
            testDescription: "nullable root",
            schema: "{type: object, nullable: true}",
            want: "nullable: Forbidden: nullable cannot be true at the root"
        ),
        Row(
            testDescription: "map at the root",
            schema: "{type: object, additionalProperties: {type: string}}",
            want: "additionalProperties: Forbidden: must not be used at the root"
        ),
        Row(
            testDescription: "untyped items",
            schema: "{type: object, properties: {a: {type: array, items: {}}}}",
            want:
                "properties.a.items: spec.versions[0].schema.openAPIV3Schema.properties[a].items.type: Required value: must not be empty for specified array items"
        ),
        Row(
            testDescription: "reference",
            schema: "{type: object, properties: {a: {type: string, $ref: x}}}",
            want: "properties.a.$ref: Forbidden: $ref is not supported"
        ),
        Row(
            testDescription: "unique items",
            schema: "{type: object, properties: {a: {type: array, items: {type: string}, uniqueItems: true}}}",
            want:
                "properties.a.uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic"
        ),
        Row(
            testDescription: "title in a junctor",
            schema: "{type: object, properties: {a: {type: string, allOf: [{title: b}]}}}",
            want: "properties.a.allOf[0].title: Forbidden: must be empty to be structural"
        ),
        Row(
            testDescription: "description in not",
            schema: "{type: object, properties: {a: {type: string, not: {description: b}}}}",
            want: "properties.a.not.description: Forbidden: must be empty to be structural"
        ),
        Row(
            testDescription: "default in a junctor",
            schema: "{type: object, properties: {a: {type: string, oneOf: [{default: b}]}}}",
            want: "properties.a.oneOf[0].default: Forbidden: must be undefined to be structural"
        ),
        Row(
            testDescription: "list type in a junctor",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: string}, anyOf: [{x-kubernetes-list-type: set}]}}}",
            want: "properties.a.anyOf[0].x-kubernetes-list-type: Forbidden: must be undefined to be structural"
        ),
        Row(
            testDescription: "nullable in a junctor",
            schema: "{type: object, properties: {a: {type: string, anyOf: [{nullable: true}]}}}",
            want: "properties.a.anyOf[0].nullable: Forbidden: must be false to be structural"
        ),
        Row(
            testDescription: "preserve in a junctor",
            schema:
                "{type: object, properties: {a: {type: object, anyOf: [{x-kubernetes-preserve-unknown-fields: true}]}}}",
            want:
                "properties.a.anyOf[0].x-kubernetes-preserve-unknown-fields: Forbidden: must be false to be structural"
        ),
        Row(
            testDescription: "metadata in a junctor",
            schema:
                "{type: object, properties: {a: {type: object, properties: {metadata: {type: object}}, anyOf: [{properties: {metadata: {}}}]}}}",
            want: "properties.a.anyOf[0].properties.metadata: Forbidden: must not be specified in a nested context"
        ),
        Row(
            testDescription: "a field that only a junctor of the root has",
            schema: "{type: object, anyOf: [{properties: {zz: {pattern: x}}}]}",
            want:
                "anyOf[0].properties.zz: spec.versions[0].schema.openAPIV3Schema.properties[zz]: Required value: because it is defined in spec.versions[0].schema.openAPIV3Schema.anyOf[0].properties[zz]"
        ),
        Row(
            testDescription: "int or string has types in anyOf",
            schema:
                "{type: object, properties: {a: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}}}",
            want: nil
        ),
        Row(
            testDescription: "int or string has types in allOf, too",
            schema:
                "{type: object, properties: {a: {x-kubernetes-int-or-string: true, allOf: [{anyOf: [{type: integer}, {type: string}]}, {minLength: 1}]}}}",
            want: nil
        ),
        Row(
            testDescription: "metadata says too much",
            schema: "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}}",
            want:
                "properties.metadata: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified"
        ),
        Row(
            testDescription: "metadata may narrow names",
            schema:
                "{type: object, properties: {metadata: {type: object, properties: {name: {type: string, maxLength: 5}}}}}",
            want: nil
        ),
        Row(
            testDescription: "default of metadata",
            schema: "{type: object, properties: {metadata: {type: object, default: {}}}}",
            want: "properties.metadata.default: Forbidden: must not be set in top-level metadata"
        ),
        Row(
            testDescription: "embedded resource without fields",
            schema: "{type: object, properties: {a: {type: object, x-kubernetes-embedded-resource: true}}}",
            want:
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties[a].properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"
        ),
        Row(
            testDescription: "embedded resource that is none",
            schema:
                "{type: object, properties: {a: {type: string, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}}}",
            want:
                "properties.a.type: Invalid value: \"string\": must be object if x-kubernetes-embedded-resource is true"
        ),
        Row(
            testDescription: "preserve false",
            schema: "{type: object, properties: {a: {type: object, x-kubernetes-preserve-unknown-fields: false}}}",
            want: "properties.a.x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or undefined"
        ),
        Row(
            testDescription: "unknown list type",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: string}, x-kubernetes-list-type: bogus}}}",
            want:
                "properties.a.x-kubernetes-list-type: Unsupported value: \"bogus\": supported values: \"atomic\", \"set\", \"map\""
        ),
        Row(
            testDescription: "map list without keys",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object}, x-kubernetes-list-type: map}}}",
            want:
                "properties.a: spec.versions[0].schema.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map"
        ),
        Row(
            testDescription: "key that is no field",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]}}}",
            want:
                "properties.a.x-kubernetes-list-map-keys: Invalid value: [\"k\"]: entries must all be names of item properties"
        ),
        Row(
            testDescription: "key twice",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object, required: [k], properties: {k: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, k]}}}",
            want:
                "properties.a.x-kubernetes-list-map-keys: Invalid value: [\"k\",\"k\"]: must not contain duplicate entries"
        ),
        Row(
            testDescription: "key that may be missing",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object, properties: {k: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]}}}",
            want:
                "properties.a.items.properties.k: spec.versions[0].schema.openAPIV3Schema.properties[a].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
        ),
        Row(
            testDescription: "key that is no scalar",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object, required: [k], properties: {k: {type: object}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]}}}",
            want:
                "properties.a.items.properties.k.type: Invalid value: \"object\": must be a scalar type if parent array's x-kubernetes-list-type is map"
        ),
        Row(
            testDescription: "set of objects",
            schema:
                "{type: object, properties: {a: {type: array, items: {type: object}, x-kubernetes-list-type: set}}}",
            want:
                "properties.a.items.x-kubernetes-map-type: Invalid value: null: must be atomic as item of a list with x-kubernetes-list-type=set"
        ),
        Row(
            testDescription: "map type",
            schema: "{type: object, properties: {a: {type: object, x-kubernetes-map-type: bogus}}}",
            want:
                "properties.a.x-kubernetes-map-type: Unsupported value: \"bogus\": supported values: \"atomic\", \"granular\""
        ),
        Row(
            testDescription: "default of another type",
            schema: "{type: object, properties: {a: {type: integer, default: x}}}",
            want: "properties.a.default: Invalid value: \"string\":  in body must be of type integer: \"x\""
        ),
        Row(
            testDescription: "default with unknown fields",
            schema: "{type: object, properties: {a: {type: object, default: {c: x}, properties: {b: {type: string}}}}}",
            want: "properties.a.default: Invalid value: {\"c\":\"x\"}: must not have unknown fields"
        ),
        Row(
            testDescription: "unknown format, negative length and a required name without a field are fine",
            schema: "{type: object, required: [b], properties: {a: {type: string, format: foo, maxLength: -1}}}",
            want: nil
        ),
        Row(
            testDescription: "additionalProperties false is fine",
            schema: "{type: object, properties: {a: {type: object, additionalProperties: false}}}",
            want: nil
        ),
    ])
    func schemas(_ row: Row) {
        let prefix = "spec.versions[0].schema.openAPIV3Schema."
        let found = StructuralRules.violations(of: Self.crd(row.schema)).map { "\($0.path): \($0.message)" }
        #expect(found == (row.want.map { [prefix + $0] } ?? []))
    }

    /// `schema` is what the definition's spec has besides, or instead.
    @Test(arguments: [
        Row(
            testDescription: "group without a dot",
            schema: "group: tcom",
            want: "spec.group: Invalid value: \"tcom\": should be a domain with at least one dot"
        ),
        Row(
            testDescription: "scope",
            schema: "scope: x",
            want: "spec.scope: Unsupported value: \"x\": supported values: \"Cluster\", \"Namespaced\""
        ),
        Row(
            testDescription: "kind that is no label",
            schema: "names: {kind: 'G_x', plural: gs}",
            want:
                "spec.names.kind: Invalid value: \"G_x\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
        ),
        Row(
            testDescription: "kind of the list",
            schema: "names: {kind: G, plural: gs, listKind: G}",
            want: "spec.names.listKind: Invalid value: \"G\": kind and listKind may not be the same"
        ),
        Row(
            testDescription: "unknown fields everywhere",
            schema: "preserveUnknownFields: true",
            want:
                "spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"
        ),
        Row(
            testDescription: "two storage versions",
            schema:
                "versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}, {name: v2, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want: "spec.versions: must have exactly one version marked as storage version"
        ),
        Row(
            testDescription: "a version twice",
            schema:
                "versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}, {name: v1, served: true, storage: false, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want: "spec.versions: must contain unique version names"
        ),
        Row(
            testDescription: "no schema",
            schema: "versions: [{name: v1, served: true, storage: true}]",
            want: "spec.versions[0]: spec.versions[0].schema.openAPIV3Schema: Required value"
        ),
        Row(
            testDescription: "warning without deprecation",
            schema:
                "versions: [{name: v1, served: true, storage: true, deprecationWarning: x, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want: "spec.versions[0].deprecationWarning: Invalid value: \"x\": can only be set for deprecated versions"
        ),
        Row(
            testDescription: "column type",
            schema:
                "versions: [{name: v1, served: true, storage: true, additionalPrinterColumns: [{name: c, type: foo, jsonPath: .spec}], schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want:
                "spec.versions[0].additionalPrinterColumns[0].type: Invalid value: \"foo\": must be one of boolean,date,integer,number,string"
        ),
        Row(
            testDescription: "column path",
            schema:
                "versions: [{name: v1, served: true, storage: true, additionalPrinterColumns: [{name: c, type: string, jsonPath: spec}], schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want:
                "spec.versions[0].additionalPrinterColumns[0].jsonPath: Invalid value: \"spec\": must be a simple json path starting with ."
        ),
        Row(
            testDescription: "scale path",
            schema:
                "versions: [{name: v1, served: true, storage: true, subresources: {scale: {specReplicasPath: .status.n, statusReplicasPath: .status.n}}, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want:
                "spec.versions[0].subresources.scale.specReplicasPath: Invalid value: \".status.n\": should be a json path under .spec"
        ),
        Row(
            testDescription: "selectable field of no scalar",
            schema:
                "versions: [{name: v1, served: true, storage: true, selectableFields: [{jsonPath: .spec}], schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want:
                "spec.versions[0].selectableFields[0].jsonPath: Invalid value: \".spec\": must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed."
        ),
        Row(
            testDescription: "selectable field that is none",
            schema:
                "versions: [{name: v1, served: true, storage: true, selectableFields: [{jsonPath: .b}], schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}]",
            want:
                "spec.versions[0].selectableFields[0].jsonPath: Invalid value: \".b\": is an invalid path: does not refer to a valid field"
        ),
        Row(
            testDescription: "conversion strategy",
            schema: "conversion: {strategy: Foo}",
            want: "spec.conversion.strategy: Unsupported value: \"Foo\": supported values: \"None\", \"Webhook\""
        ),
        Row(
            testDescription: "webhook without configuration",
            schema: "conversion: {strategy: Webhook, webhook: {conversionReviewVersions: [v1]}}",
            want:
                "spec.conversion: spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook"
        ),
        Row(
            testDescription: "webhook without versions",
            schema: "conversion: {strategy: Webhook, webhook: {clientConfig: {url: 'https://a'}}}",
            want: "spec.conversion: spec.conversion.conversionReviewVersions: Required value"
        ),
    ])
    func definitions(_ row: Row) {
        guard case .object(var spec)? = Self.crd("{type: object}")["spec"],
            case .object(let change) = Manifest.one("{\(row.schema)}")
        else { return }
        for entry in change { spec[entry.key] = entry.value }
        var crd = Self.crd("{type: object}")
        crd["spec"] = .object(spec)
        if let group = spec["group"]?.string { crd["metadata"] = ["name": .string("gs.\(group)")] }
        let found = StructuralRules.violations(of: crd).map { "\($0.path): \($0.message)" }
        #expect(found == [row.want])
    }

    @Test func groupsOfKubernetesNeedApproval() {
        var crd = Self.crd("{type: object}")
        crd["metadata"] = ["name": "gs.x.k8s.io"]
        if case .object(var spec)? = crd["spec"] {
            spec["group"] = "x.k8s.io"
            crd["spec"] = .object(spec)
        }
        #expect(
            StructuralRules.violations(of: crd).map(\.message) == [
                "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval "
                    + "annotation \"api-approved.kubernetes.io\", see https://github.com/kubernetes/enhancements/pull/1111"
            ]
        )
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
