// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// What every `APIClient` must do the same: steps that build on each other, each with what comes of it in words. One body,
/// run on the embedded server and on a server at the other end of a connection.
package struct ClientContract {
    /// One step.
    package struct Step: Sendable {
        /// What is done.
        package let name: String
        /// What must come of it.
        package let expected: String
        /// Does it, and says what came of it.
        package let run: @Sendable (any APIClient) async -> String
    }

    private static func step(
        _ name: String,
        _ expected: String,
        _ body: @escaping @Sendable (any APIClient) async throws(APIError) -> String
    ) -> Step {
        Step(name: name, expected: expected) { client in
            do throws(APIError) {
                return try await body(client)
            } catch {
                return "\(error.code) \(error.reason.rawValue): \(error.message)"
            }
        }
    }

    private static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
    private static let namespace = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    private static let deployment = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
    private static let definition = GroupVersionKind(
        group: "apiextensions.k8s.io",
        version: "v1",
        kind: "CustomResourceDefinition"
    )
    private static let gadget = GroupVersionKind(group: "contract.example", version: "v1", kind: "Gadget")

    private static func resource(_ gvk: GroupVersionKind, _ client: any APIClient) async throws(APIError) -> Resource {
        guard let resource = try await client.resource(for: gvk) else {
            throw APIError(.notFound, message: "\(gvk) is not served")
        }
        return resource
    }

    private static func key(_ name: String) -> ObjectKey { ObjectKey(namespace: "contract", name: name) }

    private static func map(_ name: String, _ data: Value, labels: [String: String] = [:]) -> Object {
        var object = Object(configMap, namespace: "contract", name: name, labels: labels)
        object["data"] = data
        return object
    }

    private static func told(_ object: Object?, _ field: String...) -> String {
        guard let object else { return "nothing" }
        return "\(object.kind) \(object.key) \(object.value[path: field]?.json() ?? "-")"
    }

    private static func create(
        _ object: Object,
        _ client: any APIClient,
        dryRun: Bool = false
    ) async throws(APIError)
        -> Object
    {
        try await client.create(
            object,
            of: resource(object.gvk, client),
            options: WriteOptions(dryRun: dryRun, fieldManager: "contract")
        )
    }

    private static func patch(
        _ name: String,
        _ patch: Patch,
        _ client: any APIClient,
        of gvk: GroupVersionKind = configMap,
        subresource: Subresource? = nil,
        manager: String = "contract"
    ) async throws(APIError) -> Object {
        try await client.patch(
            key(name),
            of: resource(gvk, client),
            with: patch,
            subresource: subresource,
            options: WriteOptions(fieldManager: manager)
        )
    }

    private static func names(_ options: ListOptions, _ client: any APIClient) async throws(APIError) -> String {
        let list = try await client.objects(
            of: resource(configMap, client),
            in: .namespace("contract"),
            options: options
        )
        return list.items.map(\.name).filter { $0 != "kube-root-ca.crt" }.joined(separator: ",")
    }

    /// The steps, in order.
    package static let steps: [Step] =
        objects + patches + lists + [
            step("a watch tells what happens after a list", "ADDED w1 1, MODIFIED w1 2, DELETED w1 2") {
                client throws(APIError) in
                let resource = try await resource(configMap, client)
                let scope = Scope.namespace("contract")
                let list = try await client.objects(of: resource, in: scope, options: ListOptions())
                let changes = try await client.changes(
                    of: resource,
                    in: scope,
                    after: list.resourceVersion,
                    options: ListOptions()
                )
                _ = try await create(map("w1", ["v": "1"]), client)
                _ = try await patch("w1", .merge(["data": ["v": "2"]]), client)
                _ = try await client.delete(key("w1"), of: resource, options: DeleteOptions())
                var told: [String] = []
                do {
                    for try await event in changes {
                        let value = event.object["data", "v"]?.string ?? "-"
                        told.append("\(event.kind.rawValue) \(event.object.name) \(value)")
                        if told.count == 3 { break }
                    }
                } catch {
                    told.append("\(error)")
                }
                return told.joined(separator: ", ")
            },
            step("a kind is served when it is defined", "Gadget contract/g 3") { client throws(APIError) in
                var object = Object(definition, name: "gadgets.contract.example")
                object["spec"] = [
                    "group": "contract.example", "scope": "Namespaced",
                    "names": ["plural": "gadgets", "kind": "Gadget"],
                    "versions": [
                        [
                            "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
                            "schema": [
                                "openAPIV3Schema": [
                                    "type": "object",
                                    "properties": [
                                        "spec": [
                                            "type": "object",
                                            "properties": ["n": ["type": "integer", "default": 3, "maximum": 9]],
                                        ],
                                        "status": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
                                    ],
                                ]
                            ],
                        ]
                    ],
                ]
                _ = try await create(object, client)
                var made = Object(gadget, namespace: "contract", name: "g")
                made["spec"] = .emptyObject
                return told(try await create(made, client), "spec", "n")
            },
            step(
                "its schema counts",
                "422 Invalid: Gadget.contract.example \"h\" is invalid: spec.n: Invalid value: 99: "
                    + "spec.n in body should be less than or equal to 9"
            ) { client throws(APIError) in
                var made = Object(gadget, namespace: "contract", name: "h")
                made["spec"] = ["n": 99]
                return told(try await create(made, client))
            },
            step("status is written apart", "Gadget contract/g {\"x\":1}") { client throws(APIError) in
                _ = try await patch(
                    "g",
                    .merge(["status": ["x": 1], "spec": ["n": 8]]),
                    client,
                    of: gadget,
                    subresource: .status
                )
                let stored = try await client.object(key("g"), of: resource(gadget, client))
                guard stored?["spec", "n"] == 3 else { return "spec was written with status" }
                return told(stored, "status")
            },
            step("what nobody serves is not there", "nil") { client throws(APIError) in
                let none = GroupVersionKind(group: "no.example", version: "v1", kind: "Such")
                return try await client.resource(for: none) == nil ? "nil" : "there"
            },
        ]

    private static let objects: [Step] = [
        step("a namespace is made", "Namespace contract \"Active\"") { client throws(APIError) in
            told(try await create(Object(namespace, name: "contract"), client), "status", "phase")
        },
        step("an object is made", "ConfigMap contract/a {\"x\":\"1\"}") { client throws(APIError) in
            told(try await create(map("a", ["x": "1"], labels: ["app": "one"]), client), "data")
        },
        step("and not twice", "409 AlreadyExists: configmaps \"a\" already exists") { client throws(APIError) in
            told(try await create(map("a", [:]), client))
        },
        step("it is found", "ConfigMap contract/a {\"x\":\"1\"}") { client throws(APIError) in
            told(try await client.object(key("a"), of: resource(configMap, client)), "data")
        },
        step("another is not", "nothing") { client throws(APIError) in
            told(try await client.object(key("none"), of: resource(configMap, client)))
        },
        step("a namespace must be there", "404 NotFound: namespaces \"nowhere\" not found") { client throws(APIError) in
            var object = map("a", [:])
            object.namespace = "nowhere"
            return told(try await create(object, client))
        },
        step("a dry run stores nothing", "nothing") { client throws(APIError) in
            _ = try await create(map("dry", [:]), client, dryRun: true)
            return told(try await client.object(key("dry"), of: resource(configMap, client)))
        },
        step("a name must be one", "422 Invalid A_") { client throws(APIError) in
            do throws(APIError) {
                return told(try await create(map("A_", [:]), client))
            } catch {
                return "\(error.code) \(error.reason.rawValue) \(error.name)"
            }
        },
        step("an update replaces", "ConfigMap contract/a {\"x\":\"2\"}") { client throws(APIError) in
            let resource = try await resource(configMap, client)
            guard var object = try await client.object(key("a"), of: resource) else { return "gone" }
            object["data"] = ["x": "2"]
            return told(
                try await client.update(object, of: resource, subresource: nil, options: WriteOptions()),
                "data"
            )
        },
        step(
            "an update of an old state does not",
            "409 Conflict: Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply "
                + "your changes to the latest version and try again"
        ) { client throws(APIError) in
            var object = map("a", ["x": "3"])
            object["metadata", "resourceVersion"] = "1"
            return told(
                try await client.update(
                    object,
                    of: resource(configMap, client),
                    subresource: nil,
                    options: WriteOptions()
                )
            )
        },
        step("what is deleted is gone", "nothing") { client throws(APIError) in
            let resource = try await resource(configMap, client)
            _ = try await create(map("gone", [:]), client)
            let deleted = try await client.delete(key("gone"), of: resource, options: DeleteOptions())
            guard deleted.name == "gone" else { return "the answer names \(deleted.name)" }
            return told(try await client.object(key("gone"), of: resource))
        },
        step("and cannot be deleted", "404 NotFound: configmaps \"gone\" not found") { client throws(APIError) in
            told(try await client.delete(key("gone"), of: resource(configMap, client), options: DeleteOptions()))
        },
        step("another uid is not deleted", "409 Conflict a") { client throws(APIError) in
            do throws(APIError) {
                let options = DeleteOptions(uid: "other")
                return told(try await client.delete(key("a"), of: resource(configMap, client), options: options))
            } catch {
                return "\(error.code) \(error.reason.rawValue) \(error.name)"
            }
        },
        step("finalizers hold an object", "marked, then nothing") { client throws(APIError) in
            let resource = try await resource(configMap, client)
            var object = map("held", [:])
            object.finalizers = ["contract.example/hold"]
            _ = try await create(object, client)
            _ = try await client.delete(key("held"), of: resource, options: DeleteOptions())
            let held = try await client.object(key("held"), of: resource)
            _ = try await patch("held", .merge(["metadata": ["finalizers": .null]]), client)
            let after = try await client.object(key("held"), of: resource)
            return "\(held?.isBeingDeleted == true ? "marked" : "not marked"), then \(told(after))"
        },
    ]

    private static let patches: [Step] = [
        step("a merge patch", "ConfigMap contract/a {\"y\":\"1\"}") { client throws(APIError) in
            told(try await patch("a", .merge(["data": ["x": .null, "y": "1"]]), client), "data")
        },
        step("a JSON patch", "ConfigMap contract/a {\"y\":\"1\",\"z\":\"2\"}") { client throws(APIError) in
            told(
                try await patch("a", .json([["op": "add", "path": "/data/z", "value": "2"]]), client),
                "data"
            )
        },
        step("a strategic patch merges lists by their keys", "two containers, c has i:2") { client throws(APIError) in
            var object = Object(deployment, namespace: "contract", name: "d")
            object["spec"] = [
                "replicas": 0, "selector": ["matchLabels": ["a": "b"]],
                "template": [
                    "metadata": ["labels": ["a": "b"]],
                    "spec": ["containers": [["name": "c", "image": "i:1"], ["name": "e", "image": "i:1"]]],
                ],
            ]
            _ = try await create(object, client)
            let change: Value = ["spec": ["template": ["spec": ["containers": [["name": "c", "image": "i:2"]]]]]]
            let after = try await patch("d", .strategic(change), client, of: deployment)
            let containers = after["spec", "template", "spec", "containers"]?.array ?? []
            let image = containers.first { $0["name"] == "c" }?["image"]?.string ?? "-"
            return "\(containers.count == 2 ? "two" : "\(containers.count)") containers, c has \(image)"
        },
        step("what is applied is owned", "ConfigMap contract/ssa {\"k\":\"1\"}") { client throws(APIError) in
            let body = map("ssa", ["k": "1"]).value
            return told(try await patch("ssa", .apply(body, force: false), client, manager: "m1"), "data")
        },
        step(
            "and not taken from its owner",
            "409 Conflict: Apply failed with 1 conflict: conflict with \"m1\": .data.k"
        ) { client throws(APIError) in
            let body = map("ssa", ["k": "2"]).value
            return told(try await patch("ssa", .apply(body, force: false), client, manager: "m2"))
        },
        step("but by force", "ConfigMap contract/ssa {\"k\":\"2\"}") { client throws(APIError) in
            let body = map("ssa", ["k": "2"]).value
            return told(try await patch("ssa", .apply(body, force: true), client, manager: "m2"), "data")
        },
        step("what is missing is not patched", "404 NotFound: configmaps \"none\" not found") {
            client throws(APIError) in
            told(try await patch("none", .merge([:]), client))
        },
    ]

    private static let lists: [Step] = [
        step("a list is ordered", "a,ssa") { client throws(APIError) in try await names(ListOptions(), client) },
        step("labels select", "a") { client throws(APIError) in
            try await names(ListOptions(labelSelector: "app in (one,two)"), client)
        },
        step("fields select", "ssa") { client throws(APIError) in
            try await names(ListOptions(fieldSelector: "metadata.name=ssa"), client)
        },
        step(
            "a selector must be one",
            "400 BadRequest: unable to parse requirement: found '', expected: ',' or ')'"
        ) { client throws(APIError) in try await names(ListOptions(labelSelector: "k in (1"), client) },
        step("a list comes in pages", "a|ssa") { client throws(APIError) in
            let resource = try await resource(configMap, client)
            var options = ListOptions(limit: 1)
            var pages: [String] = []
            repeat {
                let page = try await client.objects(of: resource, in: .namespace("contract"), options: options)
                pages += page.items.map(\.name).filter { $0 != "kube-root-ca.crt" }
                options.continueToken = page.continueToken
            } while !options.continueToken.isEmpty && pages.count < 10
            return pages.joined(separator: "|")
        },
    ]
}
