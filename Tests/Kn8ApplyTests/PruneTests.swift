// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8Apply

/// What is left over, and what an ApplySet's inventory says.
struct PruneTests {
    private static let secrets = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "Secret"),
        plural: "secrets",
        hasStatus: false
    )

    @Test func `the kinds to prune are kubectl's, or those that are named`() throws {
        let standard = try PruneKinds([])
        #expect(standard.searched.count == 16)
        let claim = GroupVersionKind(group: "", version: "v1", kind: "PersistentVolumeClaim")
        #expect(standard.spares(claim))
        let named = try PruneKinds(["core/v1/PersistentVolumeClaim", "apps/v1/Deployment"])
        #expect(named.searched.map(\.kind) == ["PersistentVolumeClaim", "Deployment"])
        #expect(!named.spares(claim))
        #expect(named.spares(GroupVersionKind(group: "", version: "v1", kind: "Namespace")))
        let refusal = #expect(throws: PruneRefusal.self) { try PruneKinds(["v1/ConfigMap"]) }
        #expect(
            refusal?.message == "invalid GroupVersionKind format: v1/ConfigMap, please follow <group/version/kind>"
        )
    }

    @Test func `an ApplySet's id is the digest of its parent's name, namespace, kind and group`() throws {
        let parent = try ApplySetParent(Self.secrets, namespace: "aset", name: "myset")
        #expect(parent.id == "applyset-BebrYMMsokDZS5H3UJueT5dM_2bbQbRW13yyuIq4y1E-v1")
        #expect(throws: PruneRefusal("namespace is required to use namespace-scoped ApplySet")) {
            try ApplySetParent(Self.secrets, namespace: "", name: "myset")
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let labels: [String: String]
        let annotations: [String: String]
        let refusal: String
    }

    private static let id = "applyset.kubernetes.io/id"
    private static let tooling = "applyset.kubernetes.io/tooling"
    private static let parent = #"ApplySet parent object "secrets./myset""#

    static let rows = [
        Row(
            testDescription: "no tooling",
            labels: [:],
            annotations: [:],
            refusal: #"\#(parent) already exists and is missing required annotation "\#(tooling)""#
        ),
        Row(
            testDescription: "another tool",
            labels: [:],
            annotations: [tooling: "helm/v3"],
            refusal: #"\#(parent) already exists and is managed by tooling "helm" instead of "kubectl""#
        ),
        Row(
            testDescription: "no id",
            labels: [:],
            annotations: [tooling: "kubectl/v1.27.0"],
            refusal: "\(parent) exists and does not have required label \(id)"
        ),
        Row(
            testDescription: "another id",
            labels: [id: "applyset-x-v1"],
            annotations: [tooling: "kubectl/v1.27.0"],
            refusal: #"\#(parent) exists and has incorrect value for label "\#(id)" (got: applyset-x-v1, "#
                + "want: applyset-BebrYMMsokDZS5H3UJueT5dM_2bbQbRW13yyuIq4y1E-v1)"
        ),
        Row(
            testDescription: "no kinds",
            labels: [id: "applyset-BebrYMMsokDZS5H3UJueT5dM_2bbQbRW13yyuIq4y1E-v1"],
            annotations: [tooling: "kubectl/v1.27.0"],
            refusal: #"parsing ApplySet annotation on "secrets./myset": kubectl requires the "#
                + #""applyset.kubernetes.io/contains-group-kinds" annotation to be set on all ApplySet parent objects"#
        ),
    ]

    @Test(arguments: rows) func `a parent that is none is refused`(row: Row) async throws {
        let cluster = CountingCluster()
        var object = Object(Self.secrets.gvk, namespace: "aset", name: "myset", labels: row.labels)
        object.annotations = row.annotations
        try await cluster.memory.seed(object)
        let parent = try ApplySetParent(Self.secrets, namespace: "aset", name: "myset")
        let refusal = await #expect(throws: PruneRefusal.self) { try await ApplySet(parent, client: cluster) }
        #expect(refusal?.message == row.refusal)
    }

    @Test func `a member may not be a member already`() async throws {
        let parent = try ApplySetParent(Self.secrets, namespace: "aset", name: "myset")
        let set = try await ApplySet(parent, client: CountingCluster())
        let object = Object(GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"), name: "a")
        let member = try set.member(object)
        #expect(member.labels == ["applyset.kubernetes.io/part-of": parent.id])
        #expect(throws: PruneRefusal.self) { try set.member(member) }
    }

    @Test func `what was applied is not left over, whatever group shows it`() async throws {
        let cluster = CountingCluster()
        let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
        let applier = Applier(client: cluster, schemas: { _ in nil })
        let stored = try await applier.apply(Object(kind, namespace: "d", name: "kept"))
        // The same object, as another group shows it.
        let other = GroupVersionKind(group: "old.io", version: "v1", kind: "ConfigMap")
        var shown = Object(other, namespace: "d", name: "kept")
        shown["metadata", "uid"] = .string(stored.after.uid)
        let result = ApplyResult(
            change: .created,
            before: nil,
            after: shown,
            resource: Resource(other, plural: "configmaps"),
            warnings: []
        )
        let search = PruneSearch(client: cluster, kinds: try PruneKinds(["core/v1/ConfigMap"]), results: [result])
        #expect(try await search.applied(matching: "", in: ["d"]).isEmpty)
    }

    @Test func `what was not applied by a client is left alone`() async throws {
        let cluster = CountingCluster()
        let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
        try await cluster.memory.seed(Object(kind, namespace: "d", name: "mine"))
        for name in ["kept", "left"] {
            try await cluster.memory.seed(LastApplied.recorded(in: Object(kind, namespace: "d", name: name)))
        }
        let applier = Applier(client: cluster, schemas: { _ in nil })
        let kept = try await applier.apply(Object(kind, namespace: "d", name: "kept"))
        let search = PruneSearch(client: cluster, kinds: try PruneKinds(["core/v1/ConfigMap"]), results: [kept])
        cluster.forget()
        let found = try await search.applied(matching: "", in: ["d"])
        #expect(found.map(\.object.name) == ["left"])
        #expect(cluster.requests == ["list configmaps"])
    }
}
