// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Access
import Kn8Gateway
import Kn8Server
import Kn8Value
import Testing

/// Requests of users who may do this and not that, through the whole gateway.
struct GatewayRightsTests {
    private static let group = AccessKinds.group
    private static let roles = "/apis/\(group)/v1/namespaces/default/roles"
    private static let clusterRoles = "/apis/\(group)/v1/clusterroles"
    private static let bindings = "/apis/\(group)/v1/namespaces/default/rolebindings"
    private static let maps = "/api/v1/namespaces/default/configmaps"

    private static func json(_ kind: String, _ name: String, _ rest: String) -> String {
        #"{"apiVersion":"\#(group)/v1","kind":"\#(kind)","metadata":{"name":"\#(name)"},\#(rest)}"#
    }

    private static func rules(_ rules: (verbs: String, groups: String, resources: String)...) -> String {
        func list(_ text: String) -> String {
            "[\(text.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ","))]"
        }
        let texts = rules.map {
            #"{"verbs":\#(list($0.verbs)),"apiGroups":\#(list($0.groups)),"resources":\#(list($0.resources))}"#
        }
        return #""rules":[\#(texts.joined(separator: ","))]"#
    }

    private static func bound(_ role: String, _ user: String, kind: String = "ClusterRole") -> String {
        #""roleRef":{"apiGroup":"\#(group)","kind":"\#(kind)","name":"\#(role)"},"subjects":[{"kind":"User","apiGroup":"#
            + #""\#(group)","name":"\#(user)"}]"#
    }

    /// A gateway where `jane` may read ConfigMaps and manage roles in `default`, and a little more.
    private static func gateway() async throws -> Gateway {
        let rules = CatalogRules()
        let server = try EmbeddedServer(rules: rules, time: TestGateway.Clock())
        try await DefaultAccess.establish(in: server)
        let store = AccessStore(reader: server, feed: server)
        let gateway = Gateway(
            server,
            rules: rules,
            authorizer: RoleAuthorizer(store),
            time: TestGateway.Clock()
        )
        let reader = Self.rules(
            ("get,list,watch", "", "configmaps"),
            ("get,create,update,patch", group, "roles,rolebindings"),
            ("update,patch", "coordination.k8s.io", "leases")
        )
        let objects = [
            (roles, json("Role", "jane", reader)),
            (bindings, json("RoleBinding", "jane", bound("jane", "jane", kind: "Role"))),
            (maps, #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}"#),
            (
                clusterRoles,
                json(
                    "ClusterRole",
                    "named",
                    #""rules":[{"verbs":["get","list","watch"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["s"]}]"#
                )
            ), (bindings, json("RoleBinding", "named", bound("named", "ned"))),
            (clusterRoles, json("ClusterRole", "being", Self.rules(("impersonate", "", "users")))),
            (
                "/apis/\(group)/v1/clusterrolebindings",
                json("ClusterRoleBinding", "being", bound("being", "sue"))
            ),
        ]
        for (path, body) in objects {
            let answer = await TestGateway.ask(gateway, "POST", path, body: body)
            #expect(answer.status == 201, "\(answer.value)")
        }
        return gateway
    }

    private static func ask(
        _ gateway: Gateway,
        _ user: String,
        _ method: String,
        _ target: String,
        _ headers: HeaderFields = [:],
        body: String = ""
    ) async -> (status: Int, value: Value) {
        let request = GatewayRequest(
            method: method,
            target: target,
            headers: headers,
            body: Array(body.utf8),
            user: UserInfo(name: user, groups: ["system:authenticated"])
        )
        let response = await gateway.respond(to: request)
        let bytes = await TestGateway.body(of: response)
        return (response.status, (try? Value(json: bytes)) ?? .null)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let user: String
        let request: String
        var type = "application/json"
        var body = ""
        var headers: HeaderFields = [:]
        let status: Int
        var words = ""

        var testDescription: String { "\(user): \(request) \(body)" }
    }

    private static let apply = "application/apply-patch+yaml"
    private static let more = rules(("get,delete", "", "configmaps"))

    static let rows: [Row] = [
        Row(user: "jane", request: "GET \(maps)/a", status: 200),
        Row(user: "jane", request: "GET \(maps)", status: 200),
        Row(
            user: "jane",
            request: "DELETE \(maps)/a",
            status: 403,
            words:
                #"configmaps "a" is forbidden: User "jane" cannot delete resource "configmaps" in API group "" in the "#
                + #"namespace "default""#
        ),
        Row(
            user: "jane",
            request: "DELETE \(maps)",
            status: 403,
            words:
                #"configmaps is forbidden: User "jane" cannot deletecollection resource "configmaps" in API group "" in "#
                + #"the namespace "default""#
        ),
        Row(
            user: "jane",
            request: "GET /api/v1/configmaps",
            status: 403,
            words: #"configmaps is forbidden: User "jane" cannot list resource "configmaps" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            user: "jane",
            request: "GET /api/v1/configmaps?watch=true",
            status: 403,
            words: #"configmaps is forbidden: User "jane" cannot watch resource "configmaps" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            user: "jane",
            request: "GET /api/v1/namespaces/default",
            status: 403,
            words:
                #"namespaces "default" is forbidden: User "jane" cannot get resource "namespaces" in API group "" in "#
                + #"the namespace "default""#
        ),
        Row(
            user: "jane",
            request: "GET /metrics",
            status: 403,
            words: #"forbidden: User "jane" cannot get path "/metrics""#
        ),
        Row(user: "jane", request: "GET /api/v1/namespaces/default/nosuch", status: 403),
        Row(
            user: "jane",
            request: "POST \(roles)",
            body: json("Role", "r", rules(("get", "", "configmaps"))),
            status: 201
        ),
        Row(
            user: "jane",
            request: "POST \(roles)",
            body: json("Role", "r", more),
            status: 403,
            words:
                #"roles.rbac.authorization.k8s.io "r" is forbidden: user "jane" (groups=["system:authenticated"]) is "#
                + "attempting to grant RBAC permissions not currently held:\n"
                + #"{APIGroups:[""], Resources:["configmaps"], Verbs:["delete"]}"#
        ),
        Row(user: "jane", request: "PUT \(roles)/jane", body: json("Role", "jane", more), status: 403),
        Row(user: "jane", request: "PUT \(roles)/fresh", body: json("Role", "fresh", more), status: 403),
        Row(
            user: "jane",
            request: "PATCH \(roles)/jane",
            type: "application/merge-patch+json",
            body: "{\(more)}",
            status: 403
        ),
        Row(
            user: "jane",
            request: "PATCH \(roles)/jane",
            type: "application/json-patch+json",
            body: #"[{"op":"add","path":"/rules/0/verbs/-","value":"delete"}]"#,
            status: 403
        ),
        Row(
            user: "jane",
            request: "PATCH \(roles)/jane",
            type: "application/strategic-merge-patch+json",
            body: "{\(more)}",
            status: 403
        ),
        Row(
            user: "jane",
            request: "PATCH \(roles)/jane?fieldManager=x&force=true",
            type: apply,
            body: json("Role", "jane", more),
            status: 403
        ),
        Row(
            user: "jane",
            request: "PATCH \(roles)/fresh?fieldManager=x",
            type: apply,
            body: json("Role", "fresh", more),
            status: 403
        ),
        Row(
            user: "jane",
            request: "PATCH \(roles)/jane",
            type: "application/merge-patch+json",
            body: #"{"metadata":{"labels":{"a":"b"}}}"#,
            status: 200
        ),
        Row(
            user: "jane",
            request: "POST \(bindings)",
            body: json("RoleBinding", "b", bound("cluster-admin", "jane")),
            status: 403
        ),
        Row(
            user: "jane",
            request: "POST \(bindings)",
            body: json("RoleBinding", "b", bound("view", "joe")),
            status: 403
        ),
        Row(
            user: "jane",
            request: "POST \(bindings)",
            body: json("RoleBinding", "b", bound("jane", "joe", kind: "Role")),
            status: 201
        ),
        Row(
            user: "jane",
            request: "POST \(bindings)",
            body: json("RoleBinding", "b", bound("gone", "joe", kind: "Role")),
            status: 404,
            words: #"roles.rbac.authorization.k8s.io "gone" not found"#
        ),
        Row(
            user: "jane",
            request: "POST \(clusterRoles)",
            body: json("ClusterRole", "r", rules(("get", "", "configmaps"))),
            status: 403,
            words: #"clusterroles.rbac.authorization.k8s.io is forbidden: User "jane" cannot create resource "#
                + #""clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope"#
        ),
        Row(
            user: "jane",
            request: "PUT /apis/coordination.k8s.io/v1/namespaces/default/leases/new",
            body: #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"new"}}"#,
            status: 403,
            words:
                #"leases.coordination.k8s.io "new" is forbidden: User "jane" cannot create resource "leases" in API "#
                + #"group "coordination.k8s.io" in the namespace "default""#
        ),
        Row(
            user: "jane",
            request: "PATCH /apis/coordination.k8s.io/v1/namespaces/default/leases/new?fieldManager=x",
            type: apply,
            body: #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"new"}}"#,
            status: 403
        ),
        Row(
            user: "jane",
            request: "GET \(maps)/a",
            headers: ["Impersonate-User": "joe"],
            status: 403,
            words: #"users "joe" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the "#
                + "cluster scope"
        ),
        Row(user: "sue", request: "GET \(maps)/a", headers: ["Impersonate-User": "jane"], status: 200),
        Row(
            user: "sue",
            request: "GET \(maps)/a",
            headers: ["Impersonate-User": "jane", "Impersonate-Group": "system:masters"],
            status: 403
        ),
        Row(user: "sue", request: "GET \(maps)/a", headers: ["Impersonate-Group": "system:masters"], status: 400),
        Row(user: "sue", request: "GET \(maps)/a", headers: ["impersonate-user": "nobody"], status: 403),
        Row(
            user: "ned",
            request: "GET /api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Ds",
            status: 200
        ),
        Row(
            user: "ned",
            request: "GET /api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3D%3Ds",
            status: 200
        ),
        Row(user: "ned", request: "GET /api/v1/namespaces/default/secrets/s", status: 404),
        Row(user: "ned", request: "GET /api/v1/namespaces/default/secrets", status: 403),
        Row(user: "ned", request: "GET /api/v1/namespaces/default/secrets/t", status: 403),
        Row(
            user: "ned",
            request: "GET /api/v1/namespaces/default/secrets?fieldSelector=metadata.name!%3Ds",
            status: 403
        ),
        Row(
            user: "ned",
            request: "GET /api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Dt",
            status: 403
        ),
        Row(
            user: "ned",
            request: "GET /api/v1/namespaces/default/secrets?labelSelector=metadata.name%3Ds",
            status: 403
        ),
        Row(user: "ned", request: "GET /api/v1/secrets?fieldSelector=metadata.name%3Ds", status: 403),
        Row(
            user: "nobody",
            request: "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            body: #"{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}"#,
            status: 201
        ),
        Row(
            user: "nobody",
            request: "POST /apis/authorization.k8s.io/v1/subjectaccessreviews",
            body: #"{"spec":{"user":"jane","resourceAttributes":{"verb":"get","resource":"pods"}}}"#,
            status: 403
        ),
        Row(
            user: "nobody",
            request: "POST /apis/authentication.k8s.io/v1/tokenreviews",
            body: #"{"spec":{"token":"x"}}"#,
            status: 403
        ),
        Row(user: "nobody", request: "POST /api/v1/namespaces/default/serviceaccounts/default/token", status: 403),
    ]

    @Test func rights() async throws {
        for row in Self.rows {
            let gateway = try await Self.gateway()
            let words = row.request.split(separator: " ").map(String.init)
            var headers = row.headers
            if !row.body.isEmpty { headers["Content-Type"] = row.type }
            let answer = await Self.ask(gateway, row.user, words[0], words[1], headers, body: row.body)
            #expect(answer.status == row.status, "\(row.testDescription): \(answer.value["message"] ?? .null)")
            if !row.words.isEmpty { #expect(answer.value["message"]?.string == row.words) }
        }
    }

    /// Two patches, each harmless, that together would give what their author has not: one of them must be refused.
    @Test func racingPatchesDoNotAddUp() async throws {
        for _ in 0..<20 {
            let gateway = try await Self.gateway()
            let start = Self.json("Role", "r", Self.rules(("get", "", "configmaps")))
            _ = await Self.ask(gateway, "jane", "POST", Self.roles, body: start)
            let patches = [
                #"[{"op":"replace","path":"/rules/0/verbs","value":["update"]},"#
                    + #"{"op":"replace","path":"/rules/0/apiGroups","value":["coordination.k8s.io"]},"#
                    + #"{"op":"replace","path":"/rules/0/resources","value":["leases"]}]"#,
                #"[{"op":"replace","path":"/rules/0/verbs","value":["get"]}]"#,
            ]
            let type: HeaderFields = ["Content-Type": "application/json-patch+json"]
            await withTaskGroup(of: Void.self) { group in
                for patch in patches {
                    group.addTask {
                        _ = await Self.ask(gateway, "jane", "PATCH", "\(Self.roles)/r", type, body: patch)
                    }
                }
            }
            let role = await TestGateway.ask(gateway, "GET", "\(Self.roles)/r").value
            let rules = PolicyRule.rules(of: Object(role))
            #expect(rules == [PolicyRule(verbs: ["update"], apiGroups: ["coordination.k8s.io"], resources: ["leases"])])
        }
    }
}
