// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Schema

@Suite struct SchemaValidatorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var object: String
        var want: [String]
    }

    private static func shown(_ violation: Violation) -> String {
        "\(violation.rule) @\(violation.path)\(violation.part == .key ? "~" : ""): \(violation.message)"
            + (violation.remedy.map { " (\($0))" } ?? "")
    }

    private static func configMap(_ rest: String) -> String { "{apiVersion: v1, kind: ConfigMap, \(rest)}" }

    private static func pod(_ spec: String) -> String {
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {\(spec)}}"
    }

    @Test(arguments: [
        Row(
            testDescription: "unknown field",
            object: configMap("metadata: {name: a, foo: 1}, bogus: 1"),
            want: [
                "schema/unknown-field @bogus~: unknown field \"bogus\"",
                "schema/unknown-field @metadata.foo~: unknown field \"metadata.foo\"",
            ]
        ),
        Row(
            testDescription: "unknown field with a namesake",
            object: pod("containers: [{name: a, imag: b}]"),
            want: [
                "schema/unknown-field @spec.containers[0].imag~: unknown field \"spec.containers[0].imag\""
                    + " (did you mean 'image'?)",
                "native/required @spec.containers[0]: spec.containers[0].image: Required value (add 'image')",
            ]
        ),
        Row(
            testDescription: "string for an integer",
            object: """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: "3", selector: {matchLabels: {a: b}},
                template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}}
                """,
            want: [
                "schema/type @spec.replicas: json: cannot unmarshal string into Go struct field "
                    + "DeploymentSpec.spec.replicas of type int32 (write the number without quotes)"
            ]
        ),
        Row(
            testDescription: "number for a string in a map",
            object: configMap("metadata: {name: s}, data: {a: 1}"),
            want: [
                "schema/type @data.a: json: cannot unmarshal number into Go struct field ConfigMap.data of type string"
                    + " (put the value in quotes)"
            ]
        ),
        Row(
            testDescription: "number beyond 32 bits",
            object: pod("priority: 3000000000, containers: [{name: a, image: b}]"),
            want: [
                "schema/type @spec.priority: json: cannot unmarshal number 3000000000 into Go struct field "
                    + "PodSpec.spec.priority of type int32"
            ]
        ),
        Row(
            testDescription: "required field",
            object: pod(""),
            want: ["schema/required @spec: spec.containers: Required value (add 'containers')"]
        ),
        Row(
            testDescription: "enumeration",
            object: pod("restartPolicy: Sometimes, containers: [{name: a, image: b}]"),
            want: [
                "schema/enum @spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", "
                    + "\"OnFailure\", \"Never\""
            ]
        ),
        Row(
            testDescription: "quantity",
            object: pod("containers: [{name: a, image: b, resources: {limits: {cpu: 1core}}}]"),
            want: [
                "schema/format @spec.containers[0].resources.limits.cpu: quantities must match the regular expression "
                    + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$' (write a number with a unit, for example 500m or 1Gi)"
            ]
        ),
        Row(
            testDescription: "bytes",
            object: "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: 'no!', b: YQ==, c: ''}}",
            want: [
                "schema/format @data.a: illegal base64 data at input byte 2"
                    + " (encode the value in base64, or write it under stringData if this is a Secret)"
            ]
        ),
        Row(
            testDescription: "time",
            object: configMap(
                "metadata: {name: a, creationTimestamp: yesterday, deletionTimestamp: '2024-13-01T00:00:00Z'}"
            ),
            want: [
                "schema/format @metadata.creationTimestamp: parsing time \"yesterday\" as "
                    + "\"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\""
                    + " (write a time such as 2006-01-02T15:04:05Z)",
                "schema/format @metadata.deletionTimestamp: parsing time \"2024-13-01T00:00:00Z\": month out of range"
                    + " (write a time such as 2006-01-02T15:04:05Z)",
            ]
        ),
        Row(testDescription: "null is absent", object: configMap("metadata: {name: a}, data: null"), want: []),
        Row(
            testDescription: "no name",
            object: configMap("metadata: {}"),
            want: [
                "metadata/name @metadata: metadata.name: Required value: name or generateName is required (add 'name')"
            ]
        ),
        Row(testDescription: "a prefix will do", object: configMap("metadata: {generateName: a-}"), want: []),
        Row(
            testDescription: "unknown version",
            object: "{apiVersion: apps/v9, kind: Deployment}",
            want: [
                "schema/unknown-kind @kind: no matches for kind \"Deployment\" in version \"apps/v9\""
                    + " (Deployment is served as apps/v1)"
            ]
        ),
        Row(
            testDescription: "misspelt kind",
            object: "{apiVersion: apps/v1, kind: Deploymnet}",
            want: [
                "schema/unknown-kind @kind: no matches for kind \"Deploymnet\" in version \"apps/v1\""
                    + " (did you mean 'Deployment'?)"
            ]
        ),
        Row(
            testDescription: "list without items",
            object: "{apiVersion: v1, kind: List}",
            want: [
                "schema/unknown-kind @kind: no matches for kind \"List\" in version \"v1\""
                    + " (write the objects as a list under items)"
            ]
        ),
        Row(
            testDescription: "no kind",
            object: "{apiVersion: v1}",
            want: ["schema/required @: kind: Required value (add 'kind')"]
        ),
        Row(
            testDescription: "review without a name",
            object: """
                {apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {token: a}}
                """,
            want: []
        ),
    ])
    func nativeKinds(_ row: Row) {
        let violations = SchemaCatalog.standard.validate(Manifest.one(row.object.replacing("\n", with: " ")))
        #expect(violations.map(Self.shown) == row.want)
    }

    @Test(arguments: [
        Row(testDescription: "required", object: "{}", want: ["schema/required @: size: Required value (add 'size')"]),
        Row(
            testDescription: "type",
            object: "{size: x}",
            want: ["schema/type @size: Invalid value: \"string\": size in body must be of type integer: \"x\""]
        ),
        Row(
            testDescription: "range",
            object: "{size: 0}",
            want: ["schema/range @size: Invalid value: 0: size in body should be greater than or equal to 1"]
        ),
        Row(
            testDescription: "upper range",
            object: "{size: 6}",
            want: ["schema/range @size: Invalid value: 6: size in body should be less than or equal to 5"]
        ),
        Row(
            testDescription: "enumeration",
            object: "{size: 1, e: z}",
            want: ["schema/enum @e: Unsupported value: \"z\": supported values: \"x\", \"w\""]
        ),
        Row(
            testDescription: "pattern",
            object: "{size: 1, p: b}",
            want: ["schema/pattern @p: Invalid value: \"b\": p in body should match '^a'"]
        ),
        Row(
            testDescription: "pattern on a long text",
            object: "{size: 1, p: \(String(repeating: "b", count: 5000))}",
            want: [
                "schema/pattern @p: Invalid value: \"\(String(repeating: "b", count: 5000))\": p in body should match '^a'"
            ]
        ),
        Row(
            testDescription: "length",
            object: "{size: 1, s: abcdef}",
            want: ["schema/length @s: Too long: may not be more than 5 bytes"]
        ),
        Row(
            testDescription: "few items",
            object: "{size: 1, l: []}",
            want: ["schema/length @l: Invalid value: 0: l in body should have at least 1 items"]
        ),
        Row(
            testDescription: "many items",
            object: "{size: 1, l: [a, b, c, d]}",
            want: ["schema/length @l: Too many: 4: must have at most 3 items"]
        ),
        Row(
            testDescription: "set",
            object: "{size: 1, l: [a, a]}",
            want: ["schema/duplicate @l[1]: Duplicate value: \"a\""]
        ),
        Row(
            testDescription: "map list",
            object: "{size: 1, m: [{k: a}, {k: a}]}",
            want: ["schema/duplicate @m[1]: Duplicate value: {\"k\":\"a\"}"]
        ),
        Row(
            testDescription: "int or string",
            object: "{size: 1, i: true}",
            want: ["schema/type @i: Invalid value: \"boolean\": i in body must be of type integer,string: \"boolean\""]
        ),
        Row(
            testDescription: "date",
            object: "{size: 1, d: x}",
            want: ["schema/format @d: Invalid value: \"x\": d in body must be of type date-time: \"x\""]
        ),
        Row(
            testDescription: "one of",
            object: "{size: 1, o: {a: 1, b: 1}}",
            want: [
                "schema/one-of @o: Invalid value: \"\": \"o\" must validate one and only one schema (oneOf). "
                    + "Found 2 valid alternatives"
            ]
        ),
        Row(
            testDescription: "int32",
            object: "{size: 1, w: 3000000000}",
            want: ["schema/type @w: Invalid value: \"\": Checked value must be of type integer with format int32 in w"]
        ),
        Row(
            testDescription: "unknown",
            object: "{size: 1, zip: 1}",
            want: ["schema/unknown-field @zip~: unknown field \"zip\""]
        ),
        Row(
            testDescription: "an embedded resource is a whole object",
            object: "{size: 1, r: {kind: K, metadata: {name: a, zip: 1}, spec: 1}}",
            want: [
                "schema/unknown-field @r.metadata.zip~: unknown field \"r.metadata.zip\"",
                "schema/required @r: r.apiVersion: Required value (add 'apiVersion')",
            ]
        ),
        Row(testDescription: "null where it is a value", object: "{size: 1, n: null}", want: []),
        Row(testDescription: "null where it is none is dropped", object: "{size: 1, s: null}", want: []),
        Row(testDescription: "whole number with a fraction", object: "{size: 1.0}", want: []),
        Row(
            testDescription: "number with a fraction",
            object: "{size: 1.5}",
            want: ["schema/type @size: Invalid value: \"number\": size in body must be of type integer: \"number\""]
        ),
        Row(testDescription: "kept unknown", object: "{size: 1, u: {zip: 1}, v: {a: {zip: 1}}}", want: []),
    ])
    func customKinds(_ row: Row) {
        let node = Schema(openAPI: Manifest.one(Self.gadget))
        #expect(
            SchemaValidator.validate(Manifest.one("x: \(row.object)")["x"] ?? .null, against: node).map(Self.shown)
                == row.want
        )
    }

    private static let gadget = """
        type: object
        required: [size]
        properties:
          size: {type: integer, minimum: 1, maximum: 5}
          e: {type: string, enum: [x, w]}
          p: {type: string, pattern: ^a}
          s: {type: string, maxLength: 5}
          l: {type: array, minItems: 1, maxItems: 3, x-kubernetes-list-type: set, items: {type: string}}
          m: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k],
              items: {type: object, properties: {k: {type: string}}}}
          i: {x-kubernetes-int-or-string: true}
          d: {type: string, format: date-time}
          o: {type: object, properties: {a: {type: integer}, b: {type: integer}},
              oneOf: [{required: [a]}, {required: [b]}]}
          w: {type: integer, format: int32}
          u: {type: object, x-kubernetes-preserve-unknown-fields: true}
          v: {type: object, additionalProperties: {type: object, additionalProperties: true}}
          r: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
          n: {type: string, nullable: true}
        """

    struct FormatRow: Sendable, CustomTestStringConvertible {
        var format: String
        var sound: [String]
        var wrong: [String]
        var testDescription: String { format }
    }

    @Test(arguments: [
        FormatRow(format: "ipv4", sound: ["10.0.0.1"], wrong: ["10.0.0", "10.0.0.256", "::1"]),
        FormatRow(format: "ipv6", sound: ["::1", "fe80::1"], wrong: ["10.0.0.1", "1:2"]),
        FormatRow(format: "cidr", sound: ["10.0.0.0/8", "fd00::/8"], wrong: ["10.0.0.0", "10.0.0.0/33"]),
        FormatRow(
            format: "mac",
            sound: ["00:00:5e:00:53:01", "0000.5e00.5301"],
            wrong: ["00:00:5e", "zz:00:5e:00:53:01"]
        ),
        FormatRow(format: "uuid", sound: ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6"], wrong: ["f81d4fae"]),
        FormatRow(
            format: "uuid4",
            sound: ["f81d4fae-7dec-41d0-a765-00a0c91e6bf6"],
            wrong: ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6"]
        ),
        FormatRow(format: "email", sound: ["a@b.c", "A <a@b.c>"], wrong: ["a", "a@"]),
        FormatRow(format: "uri", sound: ["https://a.b/c?d", "/path", "urn:x"], wrong: ["", "a b", "1:x"]),
        FormatRow(format: "hexcolor", sound: ["#fff", "a0b1c2"], wrong: ["#ffff", "red"]),
        FormatRow(
            format: "duration",
            sound: ["1h30m", "-1.5h", "0", "3 days", "10s"],
            wrong: ["1", "1 year", "", "h"]
        ),
        FormatRow(format: "date", sound: ["2024-02-29"], wrong: ["2023-02-29", "2024-2-1"]),
        FormatRow(format: "made-up", sound: ["", "anything"], wrong: []),
    ])
    func formats(_ row: FormatRow) {
        let node = Schema(openAPI: ["type": "string", "format": .string(row.format)])
        for text in row.sound { #expect(SchemaValidator.validate(.string(text), against: node).isEmpty, "\(text)") }
        for text in row.wrong { #expect(!SchemaValidator.validate(.string(text), against: node).isEmpty, "\(text)") }
    }

    @Test func unknownFieldsAsAsked() {
        let object = Manifest.one(Self.configMap("metadata: {name: a}, bogus: 1"))
        #expect(SchemaCatalog.standard.validate(object, strictness: .warn).map(\.severity) == [.warning])
        #expect(SchemaCatalog.standard.validate(object, strictness: .ignore).isEmpty)
    }

    @Test func recursiveDefinitions() {
        var schema = SchemaCatalog.standard.schema(definition: "apiextensions.v1.JSONSchemaProps")
        for _ in 0..<3 { schema = schema?.field("not")?.schema }
        #expect(schema?.field("pattern")?.schema.type == .string)
    }
}
