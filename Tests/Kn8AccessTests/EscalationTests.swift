// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Nobody gives what they have not.
struct EscalationTests {
    static let manager = "* rbac.authorization.k8s.io roles,rolebindings,clusterroles,clusterrolebindings"

    static let policy = AccessPolicy([
        AccessText.role("cluster-admin", ["* * *", "* *"]),
        AccessText.role("narrow", ["create,update rbac.authorization.k8s.io roles,rolebindings"]),
        AccessText.role("pods", ["get,list core pods", "get /healthz/*", "update * */scale"]),
        AccessText.role("named", ["get core configmaps a,b"]),
        AccessText.role("escalator", ["escalate rbac.authorization.k8s.io roles"]),
        AccessText.role("binder", ["bind rbac.authorization.k8s.io clusterroles pods"]),
        AccessText.role("resources", ["* * *"]),
        AccessText.role("nothing", []),
        AccessText.role("mine", in: "dev", ["get core secrets"]),
        AccessText.binding("1", "ClusterRole/cluster-admin", to: ["User/root"]),
        AccessText.binding("2", "ClusterRole/narrow", to: ["User/jane", "User/eve", "User/sid"]),
        AccessText.binding("3", "ClusterRole/pods", to: ["User/jane"]),
        AccessText.binding("4", "ClusterRole/named", to: ["User/jane"]),
        AccessText.binding("5", in: "dev", "ClusterRole/escalator", to: ["User/eve"]),
        AccessText.binding("6", in: "dev", "ClusterRole/binder", to: ["User/sid"]),
        AccessText.binding("7", in: "dev", "Role/mine", to: ["User/jane"]),
        AccessText.binding("8", "ClusterRole/resources", to: ["User/all"]),
        AccessText.binding("9", "ClusterRole/vanished", to: ["User/torn"]),
    ])

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let user: String
        let object: Object
        var old: Object?
        let isRefused: Bool

        init(_ label: String, _ user: String, _ object: Object, replacing old: Object? = nil, refused: Bool) {
            self.label = label
            self.user = user
            self.object = object
            self.old = old
            isRefused = refused
        }

        var testDescription: String { label }
    }

    private static func aggregate(_ rules: [String] = []) -> Object {
        var role = AccessText.role("sum", rules)
        role["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": ["a": "b"]]]]
        return role
    }

    private static func labelled(_ role: Object) -> Object {
        var role = role
        role.labels = ["x": "y"]
        return role
    }

    @Test(arguments: [
        Row("what one has", "jane", AccessText.role("r", ["get core pods"]), refused: false),
        Row("in one's namespace", "jane", AccessText.role("r", in: "dev", ["get core secrets"]), refused: false),
        Row("a part of a path", "jane", AccessText.role("r", ["get /healthz/etcd"]), refused: false),
        Row("a narrower path with a star", "jane", AccessText.role("r", ["get /healthz/e*"]), refused: false),
        Row("one scale of all", "jane", AccessText.role("r", ["update apps deployments/scale"]), refused: false),
        Row("one name of two", "jane", AccessText.role("r", ["get core configmaps a"]), refused: false),
        Row("fewer objects than one has", "jane", AccessText.role("r", ["get core pods web"]), refused: false),
        Row("nothing", "eve", AccessText.role("r", []), refused: false),
        Row("aggregation, by who may escalate", "all", aggregate(), refused: false),
        Row("all, by who has all", "root", aggregate(["* * *", "* *"]), refused: false),
        Row("escalate in the namespace", "eve", AccessText.role("r", in: "dev", ["* * *"]), refused: false),
        Row("masters", "x[system:masters]", AccessText.role("r", ["* * *"]), refused: false),
        Row("a binding of what one has", "jane", AccessText.binding("b", "ClusterRole/pods", to: []), refused: false),
        Row("bind", "sid", AccessText.binding("b", in: "dev", "ClusterRole/pods", to: ["User/sid"]), refused: false),
        Row("an empty role", "eve", AccessText.binding("b", "ClusterRole/nothing", to: ["User/eve"]), refused: false),
        Row(
            "a binding of a role of the namespace",
            "jane",
            AccessText.binding("b", in: "dev", "Role/mine", to: ["User/joe"]),
            refused: false
        ),
        Row(
            "only owners change",
            "eve",
            AccessText.role("r", ["* * *"]),
            replacing: AccessText.role("r", ["* * *"]),
            refused: false
        ),
    ])
    func allowed(_ row: Row) { check(row) }

    @Test(arguments: [
        Row("another verb", "jane", AccessText.role("r", ["delete core pods"]), refused: true),
        Row("all verbs", "jane", AccessText.role("r", ["* core pods"]), refused: true),
        Row("one verb too many", "jane", AccessText.role("r", ["get,delete core pods"]), refused: true),
        Row("another resource", "jane", AccessText.role("r", ["get core secrets"]), refused: true),
        Row("all resources", "jane", AccessText.role("r", ["get core *"]), refused: true),
        Row("another group", "jane", AccessText.role("r", ["get metrics.k8s.io pods"]), refused: true),
        Row("all groups", "jane", AccessText.role("r", ["get * pods"]), refused: true),
        Row("a part of what one has", "jane", AccessText.role("r", ["get core pods/exec"]), refused: true),
        Row("all parts of one kind", "jane", AccessText.role("r", ["update apps */status"]), refused: true),
        Row("without the names", "jane", AccessText.role("r", ["get core configmaps"]), refused: true),
        Row("a third name", "jane", AccessText.role("r", ["get core configmaps a,c"]), refused: true),
        Row("another path", "jane", AccessText.role("r", ["get /metrics"]), refused: true),
        Row("a wider path", "jane", AccessText.role("r", ["get /health*"]), refused: true),
        Row("all paths", "jane", AccessText.role("r", ["get *"]), refused: true),
        Row(
            "the rights of another namespace",
            "jane",
            AccessText.role("r", in: "prod", ["get core secrets"]),
            refused: true
        ),
        Row("those of a namespace everywhere", "jane", AccessText.role("r", ["get core secrets"]), refused: true),
        Row("one rule of two", "jane", AccessText.role("r", ["get core pods", "get core secrets"]), refused: true),
        Row(
            "the right to escalate",
            "jane",
            AccessText.role("r", ["escalate rbac.authorization.k8s.io roles"]),
            refused: true
        ),
        Row("the right to bind", "jane", AccessText.role("r", ["bind rbac.authorization.k8s.io roles"]), refused: true),
        Row("the right to be another", "jane", AccessText.role("r", ["impersonate core users"]), refused: true),
        Row("escalate elsewhere", "eve", AccessText.role("r", in: "prod", ["get core pods"]), refused: true),
        Row("escalate for cluster roles", "eve", AccessText.role("r", ["get core pods"]), refused: true),
        Row("aggregation", "jane", aggregate(), refused: true),
        Row("aggregation that was", "jane", AccessText.role("sum", []), replacing: aggregate(), refused: true),
        Row(
            "to a role without rights",
            "eve",
            AccessText.role("r", ["get core pods"]),
            replacing: AccessText.role("r", []),
            refused: true
        ),
        Row(
            "a label on a strong role",
            "eve",
            labelled(AccessText.role("r", ["* * *"])),
            replacing: AccessText.role("r", ["* * *"]),
            refused: true
        ),
        Row(
            "a role one has not",
            "jane",
            AccessText.binding("b", "ClusterRole/cluster-admin", to: ["User/jane"]),
            refused: true
        ),
        Row(
            "even to another",
            "jane",
            AccessText.binding("b", "ClusterRole/cluster-admin", to: ["User/joe"]),
            refused: true
        ),
        Row("even to nobody", "jane", AccessText.binding("b", "ClusterRole/cluster-admin", to: []), refused: true),
        Row(
            "in one namespace",
            "jane",
            AccessText.binding("b", in: "dev", "ClusterRole/cluster-admin", to: []),
            refused: true
        ),
        Row(
            "bind of another role",
            "sid",
            AccessText.binding("b", in: "dev", "ClusterRole/named", to: []),
            refused: true
        ),
        Row(
            "bind in another namespace",
            "sid",
            AccessText.binding("b", in: "prod", "ClusterRole/pods", to: []),
            refused: true
        ),
        Row("bind everywhere", "sid", AccessText.binding("b", "ClusterRole/pods", to: []), refused: true),
        Row("a missing role", "jane", AccessText.binding("b", "ClusterRole/none", to: ["User/jane"]), refused: true),
        Row("a role of another kind", "jane", AccessText.binding("b", "Robot/none", to: ["User/jane"]), refused: true),
    ])
    func refused(_ row: Row) { check(row) }

    private func check(_ row: Row) {
        let plural = AccessKinds.resources.first { $0.gvk == row.object.gvk }?.plural ?? ""
        let refusal = Self.policy.escalation(
            of: row.object,
            replacing: row.old,
            plural: plural,
            by: AccessText.user(row.user)
        )
        #expect((refusal != nil) == row.isRefused, "\(refusal?.message ?? "")")
    }

    @Test func nothingElseIsKeptWhereRightsAre() {
        let evil = Object(GroupVersionKind(group: AccessKinds.group, version: "v1", kind: "Evil"), name: "e")
        let eve = UserInfo(name: "eve")
        #expect(Self.policy.escalation(of: evil, replacing: nil, plural: "evils", by: eve)?.reason == .forbidden)
        let master = UserInfo(name: "x", groups: [AccessPolicy.masters])
        #expect(Self.policy.escalation(of: evil, replacing: nil, plural: "evils", by: master) == nil)
    }

    @Test func theServersWords() {
        let role = AccessText.role("r", in: "dev", ["delete,get core pods", "get core secrets", "get core nodes a"])
        let refusal = Self.policy.escalation(
            of: role,
            replacing: nil,
            plural: "roles",
            by: UserInfo(name: "jane", groups: ["dev", "ops"])
        )
        #expect(
            refusal?.message == #"""
                roles.rbac.authorization.k8s.io "r" is forbidden: user "jane" (groups=["dev" "ops"]) is attempting to grant RBAC permissions not currently held:
                {APIGroups:[""], Resources:["nodes"], ResourceNames:["a"], Verbs:["get"]}
                {APIGroups:[""], Resources:["pods"], Verbs:["delete"]}
                """#
        )
        #expect(refusal?.reason == .forbidden)
    }

    @Test func whatCouldNotBeResolvedIsSaid() {
        let refusal = Self.policy.escalation(
            of: AccessText.role("r", ["get /x"]),
            replacing: nil,
            plural: "clusterroles",
            by: UserInfo(name: "torn")
        )
        #expect(
            refusal?.message == #"""
                clusterroles.rbac.authorization.k8s.io "r" is forbidden: user "torn" (groups=[]) is attempting to grant RBAC permissions not currently held:
                {NonResourceURLs:["/x"], Verbs:["get"]}; resolution errors: clusterrole.rbac.authorization.k8s.io "vanished" not found
                """#
        )
    }

    @Test func otherRefusalsInTheServersWords() {
        let jane = UserInfo(name: "jane")
        let sum = Self.policy.escalation(of: Self.aggregate(), replacing: nil, plural: "clusterroles", by: jane)
        #expect(
            sum?.message == #"clusterroles.rbac.authorization.k8s.io "sum" is forbidden: must have cluster-admin "#
                + "privileges to use an aggregationRule"
        )
        let binding = AccessText.binding("b", "ClusterRole/none", to: ["User/jane"])
        let none = Self.policy.escalation(of: binding, replacing: nil, plural: "clusterrolebindings", by: jane)
        #expect(none?.message == #"clusterroles.rbac.authorization.k8s.io "none" not found"#)
        #expect(none?.code == 404)
    }

    @Test func theGarbageCollectorMayMarkAnything() {
        let old = AccessText.role("r", ["* * *"])
        var new = old
        new.finalizers = ["foregroundDeletion"]
        #expect(
            Self.policy.escalation(of: new, replacing: old, plural: "clusterroles", by: UserInfo(name: "gc")) == nil
        )
    }

    @Test func escalateByNameDoesNotHelpToCreate() {
        let policy = AccessPolicy([
            AccessText.role("e", ["escalate rbac.authorization.k8s.io clusterroles r"]),
            AccessText.binding("b", "ClusterRole/e", to: ["User/eve"]),
        ])
        let role = AccessText.role("r", ["get core pods"])
        let eve = UserInfo(name: "eve")
        #expect(policy.escalation(of: role, replacing: nil, plural: "clusterroles", by: eve) != nil)
        let old = AccessText.role("r", [])
        #expect(policy.escalation(of: role, replacing: old, plural: "clusterroles", by: eve) == nil)
    }
}
