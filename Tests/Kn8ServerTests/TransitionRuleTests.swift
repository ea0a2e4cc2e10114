// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Schema
import Kn8Server
import Kn8Value
import Testing

/// The CEL rules of a CRD, when objects are made and updated.
struct TransitionRuleTests {
    private static let kind = GroupVersionKind(group: "t.com", version: "v1", kind: "G")

    private static let definition: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": ["name": "gs.t.com"],
        "spec": [
            "group": "t.com", "scope": "Namespaced", "names": ["kind": "G", "plural": "gs"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": [
                            "type": "object",
                            "properties": [
                                "spec": [
                                    "type": "object",
                                    "properties": [
                                        "name": [
                                            "type": "string",
                                            "x-kubernetes-validations": [
                                                ["rule": "self == oldSelf", "message": "immutable"]
                                            ],
                                        ],
                                        "size": [
                                            "type": "integer",
                                            "x-kubernetes-validations": [["rule": "self > 1"]],
                                        ],
                                    ],
                                ]
                            ],
                        ]
                    ],
                ]
            ],
        ],
    ]

    @Test func updatesAreJudgedByWhatWasThere() async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedTime())
        let definitions = GroupVersionKind(
            group: "apiextensions.k8s.io",
            version: "v1",
            kind: "CustomResourceDefinition"
        )
        let definitionResource = try #require(try await server.resource(for: definitions))
        _ = try await server.create(Object(Self.definition), of: definitionResource, options: WriteOptions())
        let resource = try #require(try await server.resource(for: Self.kind))

        var object = Object(Self.kind, namespace: "default", name: "x")
        object["spec"] = ["name": "a", "size": 1]
        let refusal = await #expect(throws: APIError.self) {
            _ = try await server.create(object, of: resource, options: WriteOptions())
        }
        #expect(refusal?.message == "G.t.com \"x\" is invalid: spec.size: Invalid value: 1: failed rule: self > 1")

        object["spec"] = ["name": "a", "size": 2]
        var stored = try await server.create(object, of: resource, options: WriteOptions())
        stored["spec"] = ["name": "a", "size": 3]
        stored = try await server.update(stored, of: resource, subresource: nil, options: WriteOptions())
        stored["spec"] = ["name": "b", "size": 3]
        let second = await #expect(throws: APIError.self) {
            _ = try await server.update(stored, of: resource, subresource: nil, options: WriteOptions())
        }
        #expect(second?.message == "G.t.com \"x\" is invalid: spec.name: Invalid value: \"b\": immutable")
    }
}
