// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

@testable internal import Kn8Access

/// Short spellings of rules, requests, roles and bindings, so that tables fit their lines.
enum AccessText {
    /// `get,list core pods,pods/log web`, or `get /metrics,/healthz/*`.
    static func rule(_ text: String) -> PolicyRule {
        let words = text.split(separator: " ").map { $0.split(separator: ",").map(String.init) }
        func group(_ text: String) -> String { text == "core" ? "" : text }
        if words.count == 2 { return PolicyRule(verbs: words[0], nonResourceURLs: words[1]) }
        return PolicyRule(
            verbs: words[0],
            apiGroups: words[1].map(group),
            resources: words[2],
            resourceNames: words.count > 3 ? words[3] : []
        )
    }

    /// `get core pods/log ns=default name=web`, or `get /metrics`.
    static func request(_ text: String, by user: UserInfo = UserInfo(name: "jane")) -> AccessAttributes {
        var words = text.split(separator: " ").map(String.init)
        if words.count == 2 { return AccessAttributes(user: user, verb: words[0], path: words[1]) }
        let parts = words[2].split(separator: "/", maxSplits: 1).map(String.init)
        var request = AccessAttributes(
            user: user,
            verb: words[0],
            apiGroup: words[1] == "core" ? "" : words[1],
            resource: parts[0],
            subresource: parts.count > 1 ? parts[1] : ""
        )
        words.removeFirst(3)
        for word in words {
            if word.hasPrefix("ns=") { request.namespace = String(word.dropFirst(3)) }
            if word.hasPrefix("name=") { request.name = String(word.dropFirst(5)) }
        }
        return request
    }

    /// `jane`, or `jane[dev,ops]`.
    static func user(_ text: String) -> UserInfo {
        guard let mark = text.firstIndex(of: "[") else { return UserInfo(name: text) }
        let groups = text[text.index(after: mark)...].dropLast().split(separator: ",").map(String.init)
        return UserInfo(name: String(text[..<mark]), groups: groups)
    }

    /// A Role in `namespace`, or a ClusterRole when that is empty.
    static func role(_ name: String, in namespace: String = "", _ rules: [String]) -> Object {
        let kind = namespace.isEmpty ? AccessKinds.clusterRole : AccessKinds.role
        var role = Object(kind, namespace: namespace, name: name)
        role["rules"] = .array(rules.map { rule($0).value })
        return role
    }

    /// A binding: `RoleKind/name` to subjects such as `User/jane`, `Group/dev`, `ServiceAccount/ns:name`.
    static func binding(_ name: String, in namespace: String = "", _ role: String, to subjects: [String]) -> Object {
        let kind = namespace.isEmpty ? AccessKinds.clusterRoleBinding : AccessKinds.roleBinding
        var binding = Object(kind, namespace: namespace, name: name)
        let parts = role.split(separator: "/").map(String.init)
        binding["roleRef"] = [
            "apiGroup": .string(AccessKinds.group), "kind": .string(parts[0]), "name": .string(parts[1]),
        ]
        binding["subjects"] = .array(subjects.map(subject))
        return binding
    }

    private static func subject(_ text: String) -> Value {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts[0] == "ServiceAccount", let colon = parts[1].firstIndex(of: ":") else {
            return ["kind": .string(parts[0]), "name": .string(parts[1])]
        }
        return [
            "kind": .string(parts[0]), "namespace": .string(String(parts[1][..<colon])),
            "name": .string(String(parts[1][parts[1].index(after: colon)...])),
        ]
    }
}
