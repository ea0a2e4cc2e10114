// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Access
import Kn8Gateway
import Kn8Server
import Kn8Value
import Testing

/// A gateway whose users may do what roles give them.
struct RightsGateway {
    let gateway: Gateway
    private static let group = AccessKinds.group

    /// - Parameter rights: By user, rules like `get,list apps deployments/scale name`; the core group is written `core`, and
    ///   the rule counts in the namespace that stands before an `@`, or everywhere.
    init(_ rights: [String: [String]]) async throws {
        let rules = CatalogRules()
        let server = try EmbeddedServer(rules: rules, time: TestGateway.Clock())
        gateway = Gateway(
            server,
            rules: rules,
            authorizer: RoleAuthorizer(AccessStore(reader: server, feed: server)),
            time: TestGateway.Clock()
        )
        for (user, texts) in rights.sorted(by: { $0.key < $1.key }) {
            for (index, text) in texts.enumerated() { try await give(text, to: user, "\(user)-\(index)") }
        }
    }

    private func give(_ text: String, to user: String, _ name: String) async throws {
        let parts = text.split(separator: "@").map(String.init)
        let words = (parts.last ?? "").split(separator: " ").map(String.init)
        func list(_ index: Int) -> Value {
            guard index < words.count else { return [] }
            return .array(words[index].split(separator: ",").map { .string($0 == "core" ? "" : String($0)) })
        }
        let namespace = parts.count > 1 ? parts[0] : ""
        var role = Object(namespace.isEmpty ? AccessKinds.clusterRole : AccessKinds.role, name: name)
        role["rules"] = [["verbs": list(0), "apiGroups": list(1), "resources": list(2), "resourceNames": list(3)]]
        var binding = Object(
            namespace.isEmpty ? AccessKinds.clusterRoleBinding : AccessKinds.roleBinding,
            name: name
        )
        binding["roleRef"] = [
            "apiGroup": .string(Self.group), "kind": .string(role.kind), "name": .string(name),
        ]
        binding["subjects"] = [["kind": "User", "apiGroup": .string(Self.group), "name": .string(user)]]
        let place = namespace.isEmpty ? "" : "namespaces/\(namespace)/"
        for object in [role, binding] {
            let plural = "\(object.kind.lowercased())s"
            await post("/apis/\(Self.group)/v1/\(place)\(plural)", object.value.json())
        }
    }

    /// Creates something as the owner, who may do everything.
    func post(_ path: String, _ body: String) async {
        let answer = await TestGateway.ask(gateway, "POST", path, ["Content-Type": "application/yaml"], body: body)
        #expect(answer.status == 201, "\(answer.value)")
    }

    /// The answer to `request` (`METHOD TARGET`) of `user`.
    func ask(
        _ user: UserInfo,
        _ request: String,
        type: String = "application/yaml",
        _ body: String = ""
    ) async -> (status: Int, value: Value) {
        let words = request.split(separator: " ").map(String.init)
        var headers = HeaderFields()
        if !body.isEmpty { headers["Content-Type"] = type }
        let response = await gateway.respond(
            to: GatewayRequest(
                method: words[0],
                target: words[1],
                headers: headers,
                body: Array(body.utf8),
                user: user
            )
        )
        let bytes = await TestGateway.body(of: response)
        return (response.status, (try? Value(json: bytes)) ?? .null)
    }

    func ask(
        _ user: String,
        _ request: String,
        type: String = "application/yaml",
        _ body: String = ""
    ) async -> (status: Int, value: Value) {
        await ask(UserInfo(name: user, groups: ["system:authenticated"]), request, type: type, body)
    }
}
