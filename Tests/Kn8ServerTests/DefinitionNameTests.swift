// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8Server

/// Who gets which names when definitions and built-in kinds ask for the same.
@Suite struct DefinitionNameTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        var group = "example.com"
        let names: Value
        var reason = "NoConflicts"
        var message = "no conflicts found"
        var testDescription: String { label }
    }

    static let rows = [
        Row(label: "names of its own", names: ["plural": "gadgets", "kind": "Gadget", "shortNames": ["gd"]]),
        Row(
            label: "kind",
            names: ["plural": "gadgets", "kind": "Widget", "listKind": "GadgetList", "singular": "gadget"],
            reason: "KindConflict",
            message: #""Widget" is already in use"#
        ),
        Row(
            label: "the list's kind comes last",
            names: ["plural": "gadgets", "kind": "Widget"],
            reason: "ListKindConflict",
            message: #""WidgetList" is already in use"#
        ),
        Row(
            label: "a kind that is another's list",
            names: ["plural": "gadgets", "kind": "WidgetList"],
            reason: "KindConflict",
            message: #""WidgetList" is already in use"#
        ),
        Row(
            label: "plural",
            names: ["plural": "wd", "kind": "Gadget"],
            reason: "PluralConflict",
            message: #""wd" is already in use"#
        ),
        Row(
            label: "singular",
            names: ["plural": "gadgets", "kind": "Gadget", "singular": "widgets"],
            reason: "SingularConflict",
            message: #""widgets" is already in use"#
        ),
        Row(
            label: "one short name",
            names: ["plural": "gadgets", "kind": "Gadget", "shortNames": ["gd", "widget"]],
            reason: "ShortNamesConflict",
            message: #""widget" is already in use"#
        ),
        Row(
            label: "two short names",
            names: ["plural": "gadgets", "kind": "Gadget", "shortNames": ["wd", "widget"]],
            reason: "ShortNamesConflict",
            message: #"["wd" is already in use, "widget" is already in use]"#
        ),
        Row(label: "the same in another group", group: "other.com", names: ["plural": "gadgets", "kind": "Widget"]),
        Row(
            label: "a built-in kind",
            group: "rbac.authorization.k8s.io",
            names: ["plural": "evils", "kind": "ClusterRoleBinding", "listKind": "EvilList"],
            reason: "KindConflict",
            message: #""ClusterRoleBinding" is already in use"#
        ),
        Row(
            label: "a built-in plural",
            group: "rbac.authorization.k8s.io",
            names: ["plural": "clusterrolebindings", "kind": "Evil"],
            reason: "PluralConflict",
            message: #""clusterrolebindings" is already in use"#
        ),
        Row(
            label: "a built-in short name",
            group: "apps",
            names: ["plural": "evils", "kind": "Evil", "shortNames": ["deploy"]],
            reason: "ShortNamesConflict",
            message: #""deploy" is already in use"#
        ),
        Row(
            label: "a definition that kn8 brings along is itself",
            group: "kafka.strimzi.io",
            names: ["plural": "kafkas", "kind": "Kafka", "shortNames": ["k"]]
        ),
        Row(
            label: "a kind of a definition that kn8 brings along",
            group: "kafka.strimzi.io",
            names: ["plural": "logs", "kind": "Kafka", "listKind": "LogList", "singular": "log"],
            reason: "KindConflict",
            message: #""Kafka" is already in use"#
        ),
    ]

    static func definition(_ names: Value, group: String = "example.com") -> Object {
        var object = Object(
            EmbeddedServerTests.definition.gvk,
            name: "\(names["plural"]?.string ?? "").\(group)"
        )
        object["spec"] = [
            "group": .string(group), "scope": "Cluster", "names": names,
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true,
                    "schema": ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
                ]
            ],
        ]
        return object
    }

    private static let widgets: Value = ["plural": "widgets", "kind": "Widget", "shortNames": ["wd"]]

    private static func create(_ names: Value, group: String = "example.com", on server: EmbeddedServer) async throws {
        _ = try await server.create(
            definition(names, group: group),
            of: EmbeddedServerTests.definition,
            options: WriteOptions()
        )
    }

    private static func condition(_ type: String, of name: String, on server: EmbeddedServer) async throws -> [String] {
        let key = ObjectKey(namespace: "", name: name)
        let conditions = try await server.object(key, of: EmbeddedServerTests.definition)?["status", "conditions"]?
            .array
        let condition = try #require(conditions?.first { $0["type"]?.string == type })
        return ["status", "reason", "message"].map { condition[$0]?.string ?? "" }
    }

    private static func plurals(_ kind: String, _ group: String, on server: EmbeddedServer) async throws -> [String] {
        try await server.resources().filter { $0.gvk.kind == kind && $0.gvk.group == group }.map(\.plural)
    }

    @Test(arguments: rows) func names(_ row: Row) async throws {
        let server = try EmbeddedServerTests.server()
        try await Self.create(Self.widgets, on: server)
        let before = try await server.resources().filter { $0.gvk.group == row.group }
        try await Self.create(row.names, group: row.group, on: server)
        let name = Self.definition(row.names, group: row.group).name
        let isAccepted = row.reason == "NoConflicts"
        let accepted = try await Self.condition("NamesAccepted", of: name, on: server)
        #expect(accepted == [isAccepted ? "True" : "False", row.reason, row.message])
        let established = try await Self.condition("Established", of: name, on: server)
        #expect(
            established
                == (isAccepted
                    ? ["True", "InitialNamesAccepted", "the initial names have been accepted"]
                    : ["False", "NotAccepted", "not all names are accepted"])
        )
        if isAccepted {
            let kind = row.names["kind"]?.string ?? ""
            #expect(
                try await Self.plurals(kind, row.group, on: server).contains(row.names["plural"]?.string ?? "")
            )
        } else {
            #expect(try await server.resources().filter { $0.gvk.group == row.group } == before)
        }
    }

    @Test(arguments: [false, true]) func whoWaitsIsServedWhenTheNamesAreFree(reopening: Bool) async throws {
        let path = EmbeddedServerTests.temporaryPath()
        do {
            let server = try EmbeddedServerTests.server(path: path)
            try await Self.create(Self.widgets, on: server)
            try await Self.create(["plural": "gadgets", "kind": "Widget"], on: server)
            if !reopening { try await Self.checkSuccession(on: server) }
        }
        if reopening { try await Self.checkSuccession(on: try EmbeddedServerTests.server(path: path)) }
    }

    private static func checkSuccession(on server: EmbeddedServer) async throws {
        #expect(try await plurals("Widget", "example.com", on: server) == ["widgets"])
        let key = ObjectKey(namespace: "", name: "widgets.example.com")
        _ = try await server.delete(key, of: EmbeddedServerTests.definition, options: DeleteOptions())
        #expect(try await plurals("Widget", "example.com", on: server) == ["gadgets"])
        let established = try await condition("Established", of: "gadgets.example.com", on: server)
        #expect(established.first == "True")
    }

    @Test func anEstablishedDefinitionKeepsItsNamesWhenItAsksForAnothers() async throws {
        let server = try EmbeddedServerTests.server()
        try await Self.create(Self.widgets, on: server)
        try await Self.create(["plural": "gadgets", "kind": "Gadget", "shortNames": ["gd"]], on: server)
        let key = ObjectKey(namespace: "", name: "gadgets.example.com")
        var gadgets = try #require(try await server.object(key, of: EmbeddedServerTests.definition))
        gadgets["spec", "names", "shortNames"] = ["wd"]
        _ = try await server.update(
            gadgets,
            of: EmbeddedServerTests.definition,
            subresource: nil,
            options: WriteOptions()
        )
        #expect(try await Self.condition("NamesAccepted", of: key.name, on: server)[1] == "ShortNamesConflict")
        #expect(try await Self.condition("Established", of: key.name, on: server)[0] == "True")
        let served = try await server.resources().first { $0.gvk.kind == "Gadget" }
        #expect(served?.shortNames == ["gd"])
    }

    @Test func aRefusedDefinitionTakesNothingWithIt() async throws {
        let server = try EmbeddedServerTests.server()
        let group = "rbac.authorization.k8s.io"
        let bindings = Resource(
            GroupVersionKind(group: group, version: "v1", kind: "ClusterRoleBinding"),
            plural: "clusterrolebindings",
            namespaced: false,
            hasStatus: false
        )
        _ = try await server.create(Object(bindings.gvk, name: "b"), of: bindings, options: WriteOptions())
        try await Self.create(["plural": "clusterrolebindings", "kind": "Evil"], group: group, on: server)
        let key = ObjectKey(namespace: "", name: "clusterrolebindings.\(group)")
        _ = try await server.delete(key, of: EmbeddedServerTests.definition, options: DeleteOptions())
        #expect(try await server.objects(of: bindings, in: .all, options: ListOptions()).items.map(\.name) == ["b"])
    }
}
