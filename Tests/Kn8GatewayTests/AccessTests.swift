// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Testing

/// Who is refused, and in what words.
struct AccessTests {
    /// Lets `owner` do all, and others what is listed.
    struct ListedRights: Authorizer {
        let rights: Set<String>

        func decision(for attributes: AccessAttributes) async -> AccessDecision {
            if attributes.user.groups.contains("system:masters") { return AccessDecision(.allow) }
            let right = "\(attributes.user.name) \(attributes.verb) \(attributes.resource)\(attributes.path)"
            return AccessDecision(rights.contains(right) ? .allow : .noOpinion)
        }

        func rules(for user: UserInfo, in namespace: String) async -> AccessRules {
            AccessRules(resourceRules: [], pathRules: [], incomplete: true)
        }

        func escalation(
            of object: Object,
            replacing old: Object?,
            resource: Resource,
            by user: UserInfo
        ) async -> APIError? {
            guard user.name == "eve" else { return nil }
            return APIError(.forbidden, message: "that is more than you have")
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var user: UserInfo? = UserInfo(name: "bob")
        let method: String
        let target: String
        var headers = HeaderFields()
        var body = ""
        let status: Int
        let message: String
        var testDescription: String { "\(user?.name ?? "-") \(method) \(target)" }
    }

    static let rows = [
        Row(user: nil, method: "GET", target: "/api/v1/pods", status: 401, message: "Unauthorized"),
        Row(
            method: "GET",
            target: "/api/v1/namespaces/default/configmaps/a",
            status: 403,
            message:
                #"configmaps "a" is forbidden: User "bob" cannot get resource "configmaps" in API group "" in the "#
                + #"namespace "default""#
        ),
        Row(
            method: "POST",
            target: "/api/v1/namespaces/nowhere/configmaps",
            body: "{",
            status: 403,
            message: #"configmaps is forbidden: User "bob" cannot create resource "configmaps" in API group "" in the "#
                + #"namespace "nowhere""#
        ),
        Row(
            method: "GET",
            target: "/api/v1/nodes",
            status: 403,
            message:
                #"nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope"#
        ),
        Row(
            method: "GET",
            target: "/apis/apps/v1/namespaces/d/deployments/x/scale",
            status: 403,
            message:
                #"deployments.apps "x" is forbidden: User "bob" cannot get resource "deployments/scale" in API group "#
                + #""apps" in the namespace "d""#
        ),
        Row(
            method: "GET",
            target: "/metrics",
            status: 403,
            message: #"forbidden: User "bob" cannot get path "/metrics""#
        ),
        Row(
            method: "DELETE",
            target: "/api/v1/namespaces/default/pods",
            status: 403,
            message: #"pods is forbidden: User "bob" cannot deletecollection resource "pods" in API group "" in the "#
                + #"namespace "default""#
        ),
        Row(
            method: "GET",
            target: "/api/v1/namespaces/default/pods",
            headers: ["Impersonate-User": "alice"],
            status: 403,
            message:
                #"users "alice" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            user: .owner,
            method: "GET",
            target: "/api/v1/namespaces/default/pods",
            headers: ["Impersonate-User": "alice"],
            status: 403,
            message: #"pods is forbidden: User "alice" cannot list resource "pods" in API group "" in the namespace "#
                + #""default""#
        ),
        Row(
            user: UserInfo(name: "eve", groups: ["system:masters"]),
            method: "POST",
            target: "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            body: #"{"metadata":{"name":"r"},"rules":[]}"#,
            status: 403,
            message: "that is more than you have"
        ),
    ]

    @Test(arguments: rows)
    func refuses(_ row: Row) async throws {
        let gateway = try TestGateway.make(authorizer: ListedRights(rights: []))
        let request = GatewayRequest(
            method: row.method,
            target: row.target,
            headers: row.headers,
            body: Array(row.body.utf8),
            user: row.user
        )
        let response = await gateway.respond(to: request)
        let value = try Value(json: await TestGateway.body(of: response))
        #expect(response.status == row.status)
        #expect(value["message"]?.string == row.message)
        #expect(value["code"]?.int == Int64(row.status))
    }

    @Test func mayDoWhatIsGranted() async throws {
        let gateway = try TestGateway.make(authorizer: ListedRights(rights: ["alice list pods"]))
        let answer = await TestGateway.ask(gateway, "GET", "/api/v1/pods", ["Impersonate-User": "alice"])
        #expect(answer.status == 200)
    }

    @Test func bodiesHaveALimit() async throws {
        let gateway = try TestGateway.make()
        let request = GatewayRequest(
            method: "POST",
            target: "/api/v1/namespaces/default/configmaps",
            body: Array(repeating: 0x20, count: GatewayLimits.body + 1),
            user: .owner
        )
        let response = await gateway.respond(to: request)
        #expect(response.status == 413)
    }
}
