// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct SchemaBundleTests {
    static let crd: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": ["name": "gs.t.com"],
        "spec": [
            "group": "t.com", "scope": "Namespaced", "names": ["kind": "G", "plural": "gs", "shortNames": ["gg"]],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": [
                            "type": "object",
                            "properties": ["size": ["type": "integer", "maximum": 3], "v": ["type": "string"]],
                        ]
                    ],
                ]
            ],
        ], "status": ["storedVersions": ["v1"]],
    ]

    static let openAPI = Manifest.one(
        """
        swagger: '2.0'
        paths:
          /apis/h.com/v2/namespaces/{namespace}/hats:
            get:
              x-kubernetes-action: list
              x-kubernetes-group-version-kind: {group: h.com, version: v2, kind: Hat}
            post:
              x-kubernetes-action: post
              x-kubernetes-group-version-kind: {group: h.com, version: v2, kind: Hat}
          /apis/h.com/v2/namespaces/{namespace}/hats/{name}/status:
            get:
              x-kubernetes-action: get
              x-kubernetes-group-version-kind: {group: h.com, version: v2, kind: Hat}
        definitions:
          com.h.v2.Hat:
            type: object
            required: [brim]
            x-kubernetes-group-version-kind: [{group: h.com, version: v2, kind: Hat}]
            properties:
              apiVersion: {type: string}
              kind: {type: string}
              metadata: {$ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'}
              brim: {type: string, enum: [wide, narrow]}
              ribbon:
                type: object
                properties:
                  width: {type: integer, minimum: 1}
                  colours: {type: array, items: {type: string}}
                  pod: {$ref: '#/definitions/io.k8s.api.core.v1.PodSpec'}
        """
    )

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let object: String
        let want: [String]
    }

    static func catalog(_ values: [Value]) throws -> SchemaCatalog {
        var writer = SchemaBundleWriter()
        for value in values {
            let isTaken = writer.add(value)
            #expect(isTaken)
        }
        let text = writer.text(source: "a test")
        let bundle = try #require(SchemaBundle(name: "b", bytes: Array(text.utf8)), "\(text)")
        var catalog = SchemaCatalog.standard
        catalog.add(bundle)
        return catalog
    }

    @Test(arguments: [
        Row(
            testDescription: "a CRD's kind",
            object: "{apiVersion: t.com/v1, kind: G, metadata: {name: a}, size: 4, w: 1}",
            want: [
                "size: Invalid value: 4: size in body should be less than or equal to 3", "w: unknown field \"w\"",
            ]
        ),
        Row(
            testDescription: "a kind of an OpenAPI document",
            object: "{apiVersion: h.com/v2, kind: Hat, metadata: {name: a, labls: {}}, brim: thin}",
            want: [
                "brim: Unsupported value: \"thin\": supported values: \"wide\", \"narrow\"",
                "metadata.labls: unknown field \"metadata.labls\"",
            ]
        ),
        Row(
            testDescription: "what is nested in it, and Kubernetes' own definitions",
            object: """
                {apiVersion: h.com/v2, kind: Hat, metadata: {name: a}, brim: wide, \
                ribbon: {width: 0, colour: red, pod: {container: []}}}
                """,
            want: [
                "ribbon.colour: unknown field \"ribbon.colour\"",
                "ribbon.pod.container: unknown field \"ribbon.pod.container\"",
                "ribbon.pod: ribbon.pod.containers: Required value",
                "ribbon.width: Invalid value: 0: ribbon.width in body should be greater than or equal to 1",
            ]
        ),
        Row(
            testDescription: "what kn8 ships is there still",
            object: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
            want: []
        ),
    ])
    func verdicts(_ row: Row) throws {
        let catalog = try Self.catalog([Self.crd, Self.openAPI])
        #expect(catalog.validate(Manifest.one(row.object)).map { "\($0.path): \($0.message)" } == row.want)
    }

    @Test func kindsAreAsTheyWere() throws {
        let catalog = try Self.catalog([Self.crd, Self.openAPI])
        let hat = try #require(catalog.kind(apiVersion: "h.com/v2", kind: "Hat"))
        #expect(hat.plural == "hats" && hat.namespaced && hat.hasStatus && !hat.hasScale)
        #expect(hat.verbs == ["create", "list", "watch"])
        let kind = try #require(catalog.kind(apiVersion: "t.com/v1", kind: "G"))
        #expect(kind.shortNames == ["gg"] && catalog.customResource(for: kind)?.versions.count == 1)
    }

    @Test("the bundle of a whole cluster takes the place of what kn8 ships")
    func wholeClusters() throws {
        let cluster = Manifest.one(
            """
            openapi: 3.0.0
            components:
              schemas:
                io.k8s.api.core.v1.Pod:
                  type: object
                  x-kubernetes-group-version-kind: [{group: '', version: v1, kind: Pod}]
                  properties:
                    spec: {allOf: [{$ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec'}], default: {}}
                    apiVersion: {type: string}
                    kind: {type: string}
                    metadata: {type: object}
                io.k8s.api.core.v1.PodSpec:
                  type: object
                  properties:
                    old: {type: integer, format: int32}
            """
        )
        let catalog = try Self.catalog([cluster])
        let pod = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [], old: 1}}"
        #expect(
            catalog.validate(Manifest.one(pod)).map(\.message).contains("unknown field \"spec.containers\"")
        )
        let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
        #expect(catalog.validate(Manifest.one(map)).map(\.rule) == ["schema/unknown-kind"])
    }

    @Test func whatIsNoBundleIsRefused() {
        #expect(SchemaBundle(name: "x", bytes: Array("kind: List".utf8)) == nil)
        var writer = SchemaBundleWriter()
        let isTaken = writer.add(["kind": "ConfigMap"])
        #expect(!isTaken && writer.kindCount == 0)
    }
}
