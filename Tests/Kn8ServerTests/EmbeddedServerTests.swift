// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Store
import Kn8Value
import Testing

@testable import Kn8Server

/// What the server does with whole objects over several requests.
@Suite struct EmbeddedServerTests {
    static let configMap = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"),
        plural: "configmaps",
        hasStatus: false
    )
    static let deployment = Resource(
        GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"),
        plural: "deployments"
    )
    static let namespace = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "Namespace"),
        plural: "namespaces",
        namespaced: false
    )
    static let service = Resource(GroupVersionKind(group: "", version: "v1", kind: "Service"), plural: "services")
    static let definition = Resource(
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
        plural: "customresourcedefinitions",
        namespaced: false
    )

    static func server(path: String = ":memory:") throws -> EmbeddedServer {
        try EmbeddedServer(path: path, time: FixedTime(), identities: IdentitySource(seed: 1))
    }

    static func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("kn8-\(UUID().uuidString)/cluster.db").path
    }

    static func configMap(_ name: String, _ data: [String: String] = [:]) -> Object {
        var object = Object(configMap.gvk, namespace: "default", name: name)
        if !data.isEmpty { object["data"] = .object(ValueMap(data.map { ($0.key, .string($0.value)) })) }
        return object
    }

    @Test(arguments: [":memory:", "file"]) func startsWithTheSystemNamespaces(place: String) async throws {
        let server = try Self.server(path: place == "file" ? Self.temporaryPath() : place)
        let list = try await server.objects(of: Self.namespace, in: .all, options: ListOptions())
        #expect(list.items.map(\.name) == ["default", "kube-node-lease", "kube-public", "kube-system"])
        #expect(list.items.allSatisfy { $0["status", "phase"] == "Active" })
    }

    @Test func keepsWhatWasWrittenAndKnowsItAfterReopening() async throws {
        let path = Self.temporaryPath()
        do {
            let server = try Self.server(path: path)
            _ = try await server.create(Self.configMap("a", ["x": "1"]), of: Self.configMap, options: WriteOptions())
        }
        let server = try Self.server(path: path)
        let key = ObjectKey(namespace: "default", name: "a")
        let found = try await server.object(key, of: Self.configMap)
        #expect(found?["data", "x"] == "1")
        #expect(found?.resourceVersion == "5")
        #expect(try server.changes(after: 4).map(\.after?.name) == ["a"])
    }

    @Test func refusesASecondServerOnTheSameFileAndNamesTheHolder() throws {
        let path = Self.temporaryPath()
        let first = try Self.server(path: path)
        let error = #expect(throws: APIError.self) { try Self.server(path: path) }
        #expect(error?.message == "the cluster file \(path) is in use by process \(getpid())")
        _ = first.revision
    }

    @Test func refusesAFileThatIsNoStore() throws {
        let path = NSTemporaryDirectory() + "kn8-\(UUID().uuidString).db"
        try String(repeating: "no database\n", count: 500).write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: APIError.self) { try Self.server(path: path) }
        #expect(error?.message == "the cluster file \(path) is damaged: file is not a database")
    }

    @Test func writesNothingWhenNothingChanges() async throws {
        let server = try Self.server()
        let stored = try await server.create(Self.configMap("a"), of: Self.configMap, options: WriteOptions())
        let again = try await server.update(stored, of: Self.configMap, subresource: nil, options: WriteOptions())
        #expect(again == stored)
        #expect(String(server.revision) == stored.resourceVersion)
    }

    @Test func refusesAnOldResourceVersion() async throws {
        let server = try Self.server()
        var object = try await server.create(Self.configMap("a"), of: Self.configMap, options: WriteOptions())
        object["metadata", "resourceVersion"] = "1"
        let stale = object
        await #expect(throws: APIError.conflict(Self.configMap, name: "a")) {
            try await server.update(stale, of: Self.configMap, subresource: nil, options: WriteOptions())
        }
    }

    @Test func keepsSpecAndStatusApart() async throws {
        let server = try Self.server()
        var object = Object(Self.deployment.gvk, namespace: "default", name: "d")
        object["spec", "replicas"] = 1
        object["status", "replicas"] = 9
        var stored = try await server.create(object, of: Self.deployment, options: WriteOptions())
        #expect(stored["status"] == [:])
        #expect(stored.generation == 1)
        stored["spec", "replicas"] = 5
        stored["status", "replicas"] = 1
        stored = try await server.update(stored, of: Self.deployment, subresource: .status, options: WriteOptions())
        #expect(stored["spec", "replicas"] == 1)
        #expect(stored["status", "replicas"] == 1)
        #expect(stored.generation == 1)
        stored["spec", "replicas"] = 5
        stored["status", "replicas"] = 7
        stored = try await server.update(stored, of: Self.deployment, subresource: nil, options: WriteOptions())
        #expect(stored["spec", "replicas"] == 5)
        #expect(stored["status", "replicas"] == 1)
        #expect(stored.generation == 2)
    }

    @Test(arguments: [":memory:", "file"]) func deletesDependentsInCascade(place: String) async throws {
        let server = try Self.server(path: place == "file" ? Self.temporaryPath() : place)
        var owner = try await server.create(Self.configMap("a"), of: Self.configMap, options: WriteOptions())
        for name in ["b", "c"] {
            var child = Self.configMap(name)
            child.ownerReferences = [owner.asController]
            owner = try await server.create(child, of: Self.configMap, options: WriteOptions())
        }
        let key = ObjectKey(namespace: "default", name: "a")
        _ = try await server.delete(key, of: Self.configMap, options: DeleteOptions())
        #expect(try await server.objects(of: Self.configMap, in: .all, options: ListOptions()).items.isEmpty)
    }

    @Test func holdsAnObjectUntilItsFinalizersAreGone() async throws {
        let server = try Self.server()
        var object = Self.configMap("a")
        object.finalizers = ["x.y/z"]
        _ = try await server.create(object, of: Self.configMap, options: WriteOptions())
        var held = try await server.delete(object.key, of: Self.configMap, options: DeleteOptions())
        #expect(held.isBeingDeleted)
        held.finalizers = []
        _ = try await server.update(held, of: Self.configMap, subresource: nil, options: WriteOptions())
        #expect(try await server.object(object.key, of: Self.configMap) == nil)
    }

    @Test func holdsAnOwnerInTheForegroundUntilItsDependentsAreGone() async throws {
        let server = try Self.server()
        let owner = try await server.create(Self.configMap("a"), of: Self.configMap, options: WriteOptions())
        var child = Self.configMap("b")
        child.ownerReferences = [owner.asController]
        child.finalizers = ["x.y/z"]
        _ = try await server.create(child, of: Self.configMap, options: WriteOptions())
        let options = DeleteOptions(propagation: .foreground)
        let held = try await server.delete(owner.key, of: Self.configMap, options: options)
        #expect(held.finalizers == ["foregroundDeletion"])
        _ = try await server.patch(
            child.key,
            of: Self.configMap,
            with: .merge(["metadata": ["finalizers": .null]]),
            subresource: nil,
            options: WriteOptions()
        )
        #expect(try await server.objects(of: Self.configMap, in: .all, options: ListOptions()).items.isEmpty)
    }

    @Test func emptiesANamespaceBeforeItGoes() async throws {
        let server = try Self.server()
        let name = Object(Self.namespace.gvk, name: "t")
        _ = try await server.create(name, of: Self.namespace, options: WriteOptions())
        var object = Self.configMap("a")
        object.namespace = "t"
        _ = try await server.create(object, of: Self.configMap, options: WriteOptions())
        let going = try await server.delete(name.key, of: Self.namespace, options: DeleteOptions())
        #expect(going["status", "phase"] == "Terminating")
        #expect(try await server.object(name.key, of: Self.namespace) == nil)
        #expect(try await server.object(object.key, of: Self.configMap) == nil)
    }

    @Test func servesACustomKindFromTheMomentItIsDefined() async throws {
        let server = try Self.server()
        var definition = Object(Self.definition.gvk, name: "gadgets.demo.example")
        definition["spec"] = [
            "group": "demo.example", "scope": "Namespaced", "names": ["plural": "gadgets", "kind": "Gadget"],
            "versions": [
                ["name": "v1", "served": true, "storage": true, "subresources": ["status": [:]]],
                ["name": "v1beta1", "served": true, "storage": false],
            ],
        ]
        let stored = try await server.create(definition, of: Self.definition, options: WriteOptions())
        #expect(stored["status", "storedVersions"] == ["v1"])
        let v1 = GroupVersionKind(group: "demo.example", version: "v1", kind: "Gadget")
        let beta = GroupVersionKind(group: "demo.example", version: "v1beta1", kind: "Gadget")
        let gadget = try #require(try await server.resource(for: v1))
        let old = try #require(try await server.resource(for: beta))
        #expect(gadget.hasStatus)
        let object = Object(v1, namespace: "default", name: "g")
        _ = try await server.create(object, of: gadget, options: WriteOptions())
        #expect(try await server.object(object.key, of: old)?.apiVersion == "demo.example/v1beta1")
        _ = try await server.delete(stored.key, of: Self.definition, options: DeleteOptions())
        #expect(try await server.resource(for: v1) == nil)
    }

    @Test func givesAServiceTheSameAddressEveryTime() async throws {
        var addresses: Set<String> = []
        for _ in 0..<2 {
            let server = try Self.server()
            let object = Object(Self.service.gvk, namespace: "default", name: "web")
            let stored = try await server.create(object, of: Self.service, options: WriteOptions())
            addresses.insert(stored["spec", "clusterIP"]?.string ?? "")
        }
        #expect(addresses.count == 1)
        #expect(addresses.first?.hasPrefix("10.") == true)
    }

    @Test func watchesFromARevisionAndTellsWhenAnObjectStopsMatching() async throws {
        let server = try Self.server()
        let start = String(server.revision)
        var object = Self.configMap("a")
        object.labels = ["k": "1"]
        object = try await server.create(object, of: Self.configMap, options: WriteOptions())
        let options = ListOptions(labelSelector: "k=1")
        let stream = try await server.changes(of: Self.configMap, in: .all, after: start, options: options)
        object.labels = ["k": "2"]
        let moved = try await server.update(object, of: Self.configMap, subresource: nil, options: WriteOptions())
        var seen: [WatchEvent] = []
        for try await event in stream {
            seen.append(event)
            if seen.count == 2 { break }
        }
        #expect(seen.map(\.kind) == [.added, .deleted])
        #expect(seen.last?.object.labels == ["k": "1"])
        #expect(seen.last?.object.resourceVersion == moved.resourceVersion)
    }

    @Test func gathersABatchAndForgetsItWhenTheFileIsClosedFirst() async throws {
        let path = Self.temporaryPath()
        do {
            let server = try Self.server(path: path)
            try server.beginBatch()
            _ = try await server.create(Self.configMap("kept"), of: Self.configMap, options: WriteOptions())
            try server.commitBatch()
            try server.beginBatch()
            _ = try await server.create(Self.configMap("lost"), of: Self.configMap, options: WriteOptions())
        }
        let server = try Self.server(path: path)
        let list = try await server.objects(of: Self.configMap, in: .all, options: ListOptions())
        #expect(list.items.map(\.name) == ["kept"])
    }
}
