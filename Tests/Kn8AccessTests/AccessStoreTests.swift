// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Testing

@testable internal import Kn8Access

/// Decisions follow the objects as they are stored.
struct AccessStoreTests {
    @Test func aWriteCountsAtOnce() async throws {
        let cluster = try await TestCluster([AccessText.role("reader", ["get core pods"])])
        let authorizer = RoleAuthorizer(AccessStore(reader: cluster, feed: cluster))
        let request = AccessText.request("get core pods name=x")
        #expect(await !authorizer.decision(for: request).isAllowed)
        try await cluster.seed(AccessText.binding("b", "ClusterRole/reader", to: ["User/jane"]))
        #expect(await authorizer.decision(for: request).isAllowed)
        try await cluster.seed(
            Object(GroupVersionKind(group: "", version: "v1", kind: "Pod"), namespace: "dev", name: "web")
        )
        #expect(await authorizer.decision(for: request).isAllowed)
        _ = try await cluster.delete(
            ObjectKey(namespace: "", name: "b"),
            of: AccessKinds.resources[3],
            options: DeleteOptions()
        )
        #expect(await !authorizer.decision(for: request).isAllowed)
    }

    @Test func defaultsGiveWayToWhatIsStored() async throws {
        let cluster = try await TestCluster([
            AccessText.role("view", ["get core configmaps"]),
            AccessText.binding("v", "ClusterRole/view", to: ["User/jane"]),
            AccessText.binding("e", "ClusterRole/edit", to: ["User/joe"]),
        ])
        let authorizer = RoleAuthorizer(
            AccessStore(reader: cluster, feed: cluster, defaults: DefaultAccess.objects)
        )
        #expect(await authorizer.decision(for: AccessText.request("get core configmaps")).isAllowed)
        #expect(await !authorizer.decision(for: AccessText.request("get core pods")).isAllowed)
        let joe = UserInfo(name: "joe")
        #expect(await authorizer.decision(for: AccessText.request("create core pods ns=x", by: joe)).isAllowed)
    }

    @Test func rulesAreToldAsAReviewTellsThem() async throws {
        let authorizer = RoleAuthorizer(AccessDecisionTests.policy)
        let jane = await authorizer.rules(for: UserInfo(name: "jane"), in: "dev")
        #expect(
            jane.resourceRules == [
                AccessRules.ResourceRule(verbs: ["get", "list", "watch"], apiGroups: [""], resources: ["pods"])
            ]
        )
        #expect(jane.pathRules == [AccessRules.PathRule(verbs: ["get"], paths: ["/metrics"])])
        #expect(jane.evaluationError.isEmpty)
        let lost = await authorizer.rules(for: UserInfo(name: "lost"), in: "dev")
        #expect(
            lost.evaluationError
                == #"[clusterrole.rbac.authorization.k8s.io "gone" not found, "#
                + #"role.rbac.authorization.k8s.io "gone" not found]"#
        )
    }
}
