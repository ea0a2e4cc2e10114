// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Synchronization
import Testing

@testable import Kn8Server

/// What is tried out over another server changes nothing there.
@Suite struct OverlayServerTests {
    private static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
    private static let time = Clock()

    struct Clock: TimeSource {
        func now() -> Timestamp { Timestamp(seconds: 1_700_000_000) }
    }

    /// Another server that counts what is asked of it and may hide kinds.
    final class Base: LayeredClient {
        let server: EmbeddedServer
        var base: any APIClient { server }
        let hidden: Set<String>
        let gets = Mutex<[String]>([])

        init(_ server: EmbeddedServer, hidden: Set<String> = []) {
            self.server = server
            self.hidden = hidden
        }

        private func check(_ resource: Resource, _ what: String) throws(APIError) {
            gets.withLock { $0.append("\(what) \(resource.plural)") }
            guard !hidden.contains(resource.plural) else {
                throw APIError(.forbidden, message: "\(resource.plural) is forbidden")
            }
        }

        func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
            try check(resource, "get")
            return try await server.object(key, of: resource)
        }

        func objects(of resource: Resource, in scope: Scope, options: ListOptions) async throws(APIError) -> ObjectList
        {
            try check(resource, "list")
            return try await server.objects(of: resource, in: scope, options: options)
        }

        func create(_ object: Object, of resource: Resource, options: WriteOptions) async throws(APIError) -> Object {
            throw APIError(.forbidden, message: "read-only")
        }

        func update(
            _ object: Object,
            of resource: Resource,
            subresource: Subresource?,
            options: WriteOptions
        ) async throws(APIError) -> Object { throw APIError(.forbidden, message: "read-only") }

        func patch(
            _ key: ObjectKey,
            of resource: Resource,
            with patch: Patch,
            subresource: Subresource?,
            options: WriteOptions
        ) async throws(APIError) -> Object { throw APIError(.forbidden, message: "read-only") }

        func delete(_ key: ObjectKey, of resource: Resource, options: DeleteOptions) async throws(APIError) -> Object {
            throw APIError(.forbidden, message: "read-only")
        }
    }

    private static func object(_ gvk: GroupVersionKind, _ name: String, _ field: String, _ value: Value) -> Object {
        var object = Object(gvk, namespace: "default", name: name)
        object[field] = value
        return object
    }

    private static let widget = GroupVersionKind(group: "a.io", version: "v1", kind: "Widget")
    private static var definition: Object {
        var object = Object(
            GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
            name: "widgets.a.io"
        )
        object["spec"] = [
            "group": "a.io", "scope": "Namespaced", "names": ["plural": "widgets", "kind": "Widget"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": [
                            "type": "object",
                            "properties": [
                                "spec": ["type": "object", "properties": ["n": ["type": "integer", "default": 3]]]
                            ],
                        ]
                    ],
                ]
            ],
        ]
        return object
    }

    private func world(hidden: Set<String> = []) async throws -> (Base, OverlayServer) {
        let server = try EmbeddedServer(rules: CatalogRules(), time: Self.time)
        for object in [Self.object(Self.configMap, "a", "data", ["k": "1"]), Self.definition] {
            let resource = try #require(try await server.resource(for: object.gvk))
            _ = try await server.create(object, of: resource, options: WriteOptions())
        }
        let widgets = try #require(try await server.resource(for: Self.widget))
        _ = try await server.create(
            Self.object(Self.widget, "w", "spec", ["n": 1]),
            of: widgets,
            options: WriteOptions()
        )
        let base = Base(server, hidden: hidden)
        return (base, try OverlayServer(over: base, rules: CatalogRules(), time: Self.time))
    }

    @Test func anObjectIsTheOthersUntilItIsChangedHere() async throws {
        let (base, overlay) = try await world()
        let maps = try #require(try await overlay.resource(for: Self.configMap))
        let key = ObjectKey(namespace: "default", name: "a")
        let before = try #require(try await overlay.object(key, of: maps))
        #expect(before == (try await base.server.object(key, of: maps)))
        var next = before
        next["data", "k"] = "2"
        // The other's version is understood here.
        let after = try await overlay.update(next, of: maps, subresource: nil, options: WriteOptions())
        #expect(after["data", "k"] == "2")
        #expect(after.uid == before.uid)
        #expect(try await overlay.object(key, of: maps)?["data", "k"] == "2")
        #expect(try await base.server.object(key, of: maps) == before)
        let stale = await #expect(throws: APIError.self) {
            try await overlay.update(before, of: maps, subresource: nil, options: WriteOptions())
        }
        #expect(stale?.reason == .conflict)
        #expect(base.gets.withLock { $0.filter { $0 == "get configmaps" }.count } == 1)
    }

    @Test func whatIsDeletedHereStaysGoneHere() async throws {
        let (base, overlay) = try await world()
        let maps = try #require(try await overlay.resource(for: Self.configMap))
        let key = ObjectKey(namespace: "default", name: "a")
        _ = try await overlay.delete(key, of: maps, options: DeleteOptions())
        #expect(try await overlay.object(key, of: maps) == nil)
        #expect(try await overlay.objects(of: maps, in: .all, options: ListOptions()).items.isEmpty)
        #expect(try await base.server.object(key, of: maps) != nil)
    }

    @Test func aNamespaceAndAKindAreTriedOutWithWhatStandsOnThem() async throws {
        let (_, overlay) = try await world()
        let namespaces = try #require(
            try await overlay.resource(for: GroupVersionKind(group: "", version: "v1", kind: "Namespace"))
        )
        let maps = try #require(try await overlay.resource(for: Self.configMap))
        var object = Self.object(Self.configMap, "b", "data", ["k": "1"])
        object.namespace = "fresh"
        let missing = await #expect(throws: APIError.self) {
            try await overlay.create(object, of: maps, options: WriteOptions())
        }
        #expect(missing?.message == "namespaces \"fresh\" not found")
        _ = try await overlay.create(Object(namespaces.gvk, name: "fresh"), of: namespaces, options: WriteOptions())
        #expect(try await overlay.create(object, of: maps, options: WriteOptions()).name == "b")

        var definition = Self.definition
        definition["spec", "group"] = "b.io"
        definition.name = "widgets.b.io"
        let definitions = try #require(try await overlay.resource(for: definition.gvk))
        let gvk = GroupVersionKind(group: "b.io", version: "v1", kind: "Widget")
        #expect(try await overlay.resource(for: gvk) == nil)
        _ = try await overlay.create(definition, of: definitions, options: WriteOptions())
        let widgets = try #require(try await overlay.resource(for: gvk))
        let made = try await overlay.create(
            Self.object(gvk, "w", "spec", [:]),
            of: widgets,
            options: WriteOptions()
        )
        #expect(made["spec", "n"] == 3)
        #expect(try await overlay.resources().contains { $0.gvk == gvk })
    }

    @Test(arguments: [Set<String>(), ["customresourcedefinitions", "namespaces"]])
    func fewRightsAreEnough(hidden: Set<String>) async throws {
        let (_, overlay) = try await world(hidden: hidden)
        let widgets = try #require(try await overlay.resource(for: Self.widget))
        let made = try await overlay.create(
            Self.object(Self.widget, "new", "spec", [:]),
            of: widgets,
            options: WriteOptions()
        )
        // Without the definition there are no defaults, but a preview all the same.
        #expect(made["spec", "n"] == (hidden.isEmpty ? 3 : nil))
        let list = try await overlay.objects(of: widgets, in: .namespace("default"), options: ListOptions())
        #expect(list.items.map(\.name) == ["new", "w"])
        let patched = try await overlay.patch(
            ObjectKey(namespace: "default", name: "w"),
            of: widgets,
            with: .merge(["spec": ["n": 5]]),
            subresource: nil,
            options: WriteOptions()
        )
        #expect(patched["spec", "n"] == 5)
    }

    @Test func whatMayNotBeReadIsRefused() async throws {
        let (_, overlay) = try await world(hidden: ["configmaps"])
        let maps = try #require(try await overlay.resource(for: Self.configMap))
        let error = await #expect(throws: APIError.self) {
            try await overlay.object(ObjectKey(namespace: "default", name: "a"), of: maps)
        }
        #expect(error?.reason == .forbidden)
    }
}
