// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Testing

@testable internal import Kn8Access

/// Whose bindings count where, and how a decision says why.
struct AccessDecisionTests {
    static let policy = AccessPolicy([
        AccessText.role("reader", ["get,list,watch core pods", "get /metrics"]),
        AccessText.role("writer", ["* core configmaps"]),
        AccessText.role("local", in: "dev", ["get core secrets"]),
        AccessText.role("local", in: "prod", ["delete core secrets"]),
        AccessText.binding("everywhere", "ClusterRole/reader", to: ["User/jane", "Group/dev"]),
        AccessText.binding("here", in: "dev", "ClusterRole/writer", to: ["User/joe", "ServiceAccount/dev:robot"]),
        AccessText.binding("mine", in: "dev", "Role/local", to: ["Group/ops", "ServiceAccount/robot"]),
        AccessText.binding("far", in: "prod", "Role/local", to: ["ServiceAccount/dev:robot"]),
        AccessText.binding("accounts", "ClusterRole/reader", to: ["ServiceAccount/dev:builder"]),
        AccessText.binding("homeless", "ClusterRole/writer", to: ["ServiceAccount/stray"]),
        AccessText.binding("lost", "ClusterRole/gone", to: ["User/lost"]),
        AccessText.binding("lost-too", in: "dev", "Role/gone", to: ["User/lost"]),
        AccessText.binding("odd", "Robot/x", to: ["User/odd"]),
        AccessText.binding("wrong", "ClusterRole/writer", to: ["Robot/jane", "user/jane", "Group/jane"]),
        AccessText.binding("crossed", "Role/local", to: ["User/crossed"]),
    ])

    struct Row: Sendable, CustomTestStringConvertible {
        let user: String
        let request: String
        let reason: String?

        init(_ user: String, _ request: String, _ reason: String? = nil) {
            self.user = user
            self.request = request
            self.reason = reason
        }

        var testDescription: String { "\(user): \(request)" }
    }

    @Test(arguments: [
        Row(
            "jane",
            "list core pods",
            #"RBAC: allowed by ClusterRoleBinding "everywhere" of ClusterRole "reader" to User "jane""#
        ),
        Row(
            "jim[dev]",
            "get core pods ns=any name=x",
            #"RBAC: allowed by ClusterRoleBinding "everywhere" of ClusterRole "reader" to Group "dev""#
        ),
        Row(
            "jim[dev]",
            "get /metrics",
            #"RBAC: allowed by ClusterRoleBinding "everywhere" of ClusterRole "reader" to Group "dev""#
        ),
        Row(
            "joe",
            "create core configmaps ns=dev",
            #"RBAC: allowed by RoleBinding "here/dev" of ClusterRole "writer" to User "joe""#
        ),
        Row(
            "jill[ops]",
            "get core secrets ns=dev name=x",
            #"RBAC: allowed by RoleBinding "mine/dev" of Role "local" to Group "ops""#
        ),
        Row(
            "system:serviceaccount:dev:robot",
            "update core configmaps ns=dev name=x",
            #"RBAC: allowed by RoleBinding "here/dev" of ClusterRole "writer" to ServiceAccount "robot/dev""#
        ),
        Row(
            "system:serviceaccount:dev:robot",
            "get core secrets ns=dev name=x",
            #"RBAC: allowed by RoleBinding "mine/dev" of Role "local" to ServiceAccount "robot/dev""#
        ),
        Row(
            "system:serviceaccount:dev:robot",
            "delete core secrets ns=prod name=x",
            #"RBAC: allowed by RoleBinding "far/prod" of Role "local" to ServiceAccount "robot/dev""#
        ),
        Row(
            "system:serviceaccount:dev:builder",
            "get core pods ns=prod name=x",
            #"RBAC: allowed by ClusterRoleBinding "accounts" of ClusterRole "reader" to ServiceAccount "builder/dev""#
        ),
        Row("nobody[system:masters]", "delete core nodes name=x", ""),
        Row("nobody[system:masters]", "post /anything", ""),
    ])
    func allowed(_ row: Row) {
        let decision = Self.policy.decision(
            on: AccessText.request(row.request, by: AccessText.user(row.user))
        )
        #expect(decision == AccessDecision(.allow, reason: row.reason ?? ""))
    }

    @Test(arguments: [
        Row("", "list core pods"),
        Row("Jane", "list core pods"),
        Row("jane", "create core pods ns=dev"),
        Row("jane", "get core configmaps ns=dev name=x"),
        Row("jane", "get /metrics/x"),
        Row("dev", "list core pods"),
        Row("jim[develop]", "list core pods"),
        Row("jim[ops]", "get core secrets ns=prod name=x"),
        Row("jim[ops]", "get core secrets name=x"),
        Row("jim[jane]", "list core pods"),
        Row("joe", "create core configmaps ns=prod"),
        Row("joe", "list core configmaps"),
        Row("joe", "get core secrets ns=dev name=x"),
        Row("ops", "get core secrets ns=dev name=x"),
        Row("robot", "get core secrets ns=dev name=x"),
        Row("system:serviceaccount:prod:robot", "get core secrets ns=dev name=x"),
        Row("system:serviceaccount:prod:robot", "delete core secrets ns=prod name=x"),
        Row("system:serviceaccount:dev:robot2", "get core secrets ns=dev name=x"),
        Row("system:serviceaccount:dev:robot", "get core secrets ns=prod name=x"),
        Row("system:serviceaccount:dev:robot", "get core secrets"),
        Row("system:serviceaccount::stray", "get core configmaps name=x"),
        Row("system:serviceaccount:default:stray", "get core configmaps name=x"),
        Row("stray", "get core configmaps name=x"),
        Row("mallory[system:master]", "get core pods"),
        Row("system:masters", "get core pods"),
        Row("mallory[system:authenticated]", "get core pods"),
        Row("crossed", "get core secrets ns=dev name=x", #"RBAC: role.rbac.authorization.k8s.io "local" not found"#),
        Row(
            "lost",
            "get core pods ns=dev",
            #"RBAC: [clusterrole.rbac.authorization.k8s.io "gone" not found, "#
                + #"role.rbac.authorization.k8s.io "gone" not found]"#
        ),
        Row("lost", "get core pods", #"RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found"#),
        Row("odd", "get core pods", #"RBAC: unsupported role reference kind: "Robot""#),
    ])
    func refused(_ row: Row) {
        let decision = Self.policy.decision(
            on: AccessText.request(row.request, by: AccessText.user(row.user))
        )
        #expect(decision == AccessDecision(.noOpinion, reason: row.reason ?? ""))
    }

    struct Words: Sendable, CustomTestStringConvertible {
        let user: String
        let request: String
        let message: String

        init(_ user: String, _ request: String, _ message: String) {
            self.user = user
            self.request = request
            self.message = message
        }

        var testDescription: String { message }
    }

    @Test(arguments: [
        Words(
            "jane",
            "list apps deployments ns=default",
            #"deployments.apps is forbidden: User "jane" cannot list resource "deployments" in API group "apps" in the "#
                + #"namespace "default""#
        ),
        Words(
            "bob",
            "get core configmaps ns=default name=a",
            #"configmaps "a" is forbidden: User "bob" cannot get resource "configmaps" in API group "" in the "#
                + #"namespace "default""#
        ),
        Words(
            "bob",
            "list core nodes",
            #"nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope"#
        ),
        Words(
            "bob",
            "get apps deployments/scale ns=d name=x",
            #"deployments.apps "x" is forbidden: User "bob" cannot get resource "deployments/scale" in API group "apps" "#
                + #"in the namespace "d""#
        ),
        Words("bob", "get /metrics", #"forbidden: User "bob" cannot get path "/metrics""#),
        Words(
            "<b>\"&",
            "get /metrics",
            #"forbidden: User "&lt;b&gt;\"&amp;" cannot get path "/metrics""#
        ),
    ])
    func words(_ row: Words) {
        let error = APIError.forbidden(AccessText.request(row.request, by: AccessText.user(row.user)))
        #expect(error.message == row.message)
        #expect(error.code == 403)
    }

    @Test func aReasonFollowsTheWords() {
        let error = APIError.forbidden(AccessText.request("list core nodes"), reason: "RBAC: it is gone")
        #expect(
            error.message == #"nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" "#
                + "at the cluster scope: RBAC: it is gone"
        )
        #expect(error.kind == "nodes")
    }
}
