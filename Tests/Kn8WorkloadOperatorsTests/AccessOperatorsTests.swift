// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Access
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

/// What a namespace is given, and what gathered roles come to.
struct AccessOperatorsTests {
    private func run(_ cluster: MemoryCluster) async throws {
        for reconciler in AccessOperators.all(authority: "PEM") {
            for object in cluster.objects(of: reconciler.drives, in: .all) {
                _ = try await reconciler.reconcile(object.key, in: cluster)
            }
        }
    }

    private func namespace(_ name: String) -> Object {
        Object(GroupVersionKind(group: "", version: "v1", kind: "Namespace"), name: name)
    }

    @Test func everyNamespaceHasAnAccountAndTheAuthority() async throws {
        let cluster = MemoryCluster()
        var ending = namespace("ending")
        ending["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z"
        for object in [namespace("a"), namespace("b"), ending] { try await cluster.ensure(object) }
        try await run(cluster)
        let accounts = cluster.objects(of: AccessObjects.serviceAccount, in: .all)
        #expect(accounts.map(\.key.description) == ["a/default", "b/default"])
        let maps = cluster.objects(of: AccessObjects.configMap, in: .all)
        #expect(maps.map(\.key.description) == ["a/kube-root-ca.crt", "b/kube-root-ca.crt"])
        #expect(maps.first?["data", "ca.crt"] == "PEM")
        let writes = cluster.writes
        try await run(cluster)
        #expect(cluster.writes == writes)
    }

    @Test func changesLeadToTheNamespace() throws {
        let rule = try #require(ServiceAccountReconciler().watches.first)
        let account = Object(AccessObjects.serviceAccount, namespace: "a", name: "default")
        #expect(rule.keys(account, nil, MemoryCluster()) == [ObjectKey(namespace: "", name: "a")])
        let other = Object(AccessObjects.serviceAccount, namespace: "a", name: "robot")
        #expect(rule.keys(nil, other, MemoryCluster()) == [])
    }

    @Test func gatheredRolesAreWritten() async throws {
        let cluster = MemoryCluster()
        var sum = Object(AccessKinds.clusterRole, name: "sum")
        sum["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": ["to": "sum"]]]]
        var part = Object(AccessKinds.clusterRole, name: "part", labels: ["to": "sum"])
        part["rules"] = [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]]
        try await cluster.ensure(sum)
        try await cluster.ensure(part)
        try await run(cluster)
        let key = ObjectKey(namespace: "", name: "sum")
        #expect(cluster.object(key, of: AccessKinds.clusterRole)?["rules"] == part["rules"])
        let writes = cluster.writes
        try await run(cluster)
        #expect(cluster.writes == writes)
        #expect(RoleAggregationReconciler().watches.first?.keys(nil, part, cluster) == [key])
    }
}
