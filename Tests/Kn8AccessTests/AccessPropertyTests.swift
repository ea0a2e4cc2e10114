// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Decisions over random roles are those of the plain reading of the rules: every binding, every subject, every word.
struct AccessPropertyTests {
    private static let verbs = ["get", "list", "create", "*"]
    private static let groups = ["", "apps", "*"]
    private static let resources = ["pods", "deployments", "pods/log", "deployments/scale", "*/scale", "*"]
    private static let names = ["a", "b"]
    private static let paths = ["/metrics", "/healthz", "/healthz/*", "/api*", "*"]
    private static let users = ["jane", "joe", "system:serviceaccount:n1:bot", "system:serviceaccount:n2:bot"]
    private static let userGroups = ["dev", "ops"]
    private static let namespaces = ["n1", "n2"]

    private struct World {
        var random: SeededGenerator

        init(seed: UInt64) { random = SeededGenerator(seed: seed) }

        mutating func one<Item>(_ items: [Item]) -> Item {
            guard let item = items.randomElement(using: &random) else { preconditionFailure("no items") }
            return item
        }

        mutating func some<Item>(_ items: [Item]) -> [Item] {
            (0...Int.random(in: 0...1, using: &random)).map { _ in one(items) }
        }

        mutating func rule() -> PolicyRule {
            if Int.random(in: 0..<5, using: &random) == 0 {
                return PolicyRule(verbs: some(verbs), nonResourceURLs: some(paths))
            }
            let isNamed = Int.random(in: 0..<4, using: &random) == 0
            return PolicyRule(
                verbs: some(verbs),
                apiGroups: some(groups),
                resources: some(resources),
                resourceNames: isNamed ? some(names) : []
            )
        }

        mutating func objects() -> [Object] {
            var objects: [Object] = []
            for number in 0..<6 {
                let namespace = one(["", "", "n1", "n2"])
                let kind = namespace.isEmpty ? AccessKinds.clusterRole : AccessKinds.role
                var role = Object(kind, namespace: namespace, name: "r\(number % 4)")
                role["rules"] = .array((0...Int.random(in: 0...2, using: &random)).map { _ in rule().value })
                objects.append(role)
            }
            for number in 0..<8 {
                let namespace = one(["", "n1", "n2"])
                let role = "\(one(["Role", "ClusterRole"]))/r\(Int.random(in: 0..<5, using: &random))"
                let subjects = (0...Int.random(in: 0...2, using: &random)).map { _ in
                    one([
                        "User/jane", "User/joe", "Group/dev", "Group/ops", "ServiceAccount/n1:bot", "Robot/jane",
                        "ServiceAccount/bot", "User/system:serviceaccount:n2:bot",
                    ])
                }
                objects.append(AccessText.binding("b\(number)", in: namespace, role, to: subjects))
            }
            return objects
        }

        mutating func request() -> AccessAttributes {
            let user = UserInfo(name: one(users), groups: Bool.random(using: &random) ? [one(userGroups)] : [])
            if Int.random(in: 0..<5, using: &random) == 0 {
                let path = one(["/metrics", "/healthz", "/healthz/x", "/api/v1", "/other"])
                return AccessAttributes(user: user, verb: one(verbs), path: path)
            }
            return AccessAttributes(
                user: user,
                verb: one(["get", "list", "create", "delete"]),
                apiGroup: one(["", "apps", "batch"]),
                resource: one(["pods", "deployments", "jobs"]),
                subresource: one(["", "", "log", "scale"]),
                name: one(["", "a", "b", "c"]),
                namespace: one(["", "n1", "n2"])
            )
        }
    }

    /// The plain reading, with nothing indexed and nothing shared with the code under test.
    private func plainlyAllows(_ request: AccessAttributes, _ objects: [Object]) -> Bool {
        // Of two objects with one name the last counts.
        func last(_ kind: String, _ namespace: String, _ name: String) -> Object? {
            objects.last { $0.kind == kind && $0.namespace == namespace && $0.name == name }
        }
        for binding in objects where binding.kind.hasSuffix("Binding") {
            let isOfCluster = binding.kind == "ClusterRoleBinding"
            guard isOfCluster || binding.namespace == request.namespace else { continue }
            let applies = (binding["subjects"]?.array ?? []).contains { subject in
                let name = subject["name"]?.string ?? ""
                switch subject["kind"]?.string {
                case "User": return name == request.user.name
                case "Group": return request.user.groups.contains(name)
                case "ServiceAccount":
                    let namespace = subject["namespace"]?.string ?? (isOfCluster ? "" : binding.namespace)
                    return !namespace.isEmpty && request.user.name == "system:serviceaccount:\(namespace):\(name)"
                default: return false
                }
            }
            guard applies else { continue }
            let kind = binding["roleRef", "kind"]?.string ?? ""
            let name = binding["roleRef", "name"]?.string ?? ""
            let role = kind == "Role" ? last("Role", isOfCluster ? "" : binding.namespace, name) : last(kind, "", name)
            for rule in role?["rules"]?.array ?? [] where plainlyMatches(rule, request) { return true }
        }
        return false
    }

    private func plainlyMatches(_ rule: Value, _ request: AccessAttributes) -> Bool {
        func list(_ field: String) -> [String] { (rule[field]?.array ?? []).compactMap(\.string) }
        guard list("verbs").contains("*") || list("verbs").contains(request.verb) else { return false }
        if !request.path.isEmpty {
            return list("nonResourceURLs").contains { pattern in
                guard pattern.hasSuffix("*") else { return pattern == request.path }
                return request.path.hasPrefix(pattern.filter { $0 != "*" })
            }
        }
        guard list("apiGroups").contains("*") || list("apiGroups").contains(request.apiGroup) else { return false }
        var accepted = ["*", request.resource]
        if !request.subresource.isEmpty {
            accepted = ["*", "\(request.resource)/\(request.subresource)", "*/\(request.subresource)"]
        }
        guard accepted.contains(where: list("resources").contains) else { return false }
        return list("resourceNames").isEmpty || list("resourceNames").contains(request.name)
    }

    @Test(arguments: 0..<60)
    func decisionsAreThoseOfThePlainReading(seed: UInt64) {
        var world = World(seed: seed)
        let objects = world.objects()
        let policy = AccessPolicy(objects)
        for _ in 0..<200 {
            let request = world.request()
            #expect(
                policy.decision(on: request).isAllowed == plainlyAllows(request, objects),
                "seed \(seed): \(request)"
            )
        }
    }

    /// Whoever covers a rule is allowed whatever the rule allows.
    @Test(arguments: 0..<60)
    func whatIsCoveredIsAllowed(seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<50 {
            let owned = [world.rule(), world.rule(), world.rule()]
            let wanted = [world.rule()]
            guard PolicyRule.missing(from: owned, of: wanted).isEmpty else { continue }
            for _ in 0..<100 {
                let request = world.request()
                guard wanted[0].allows(request) else { continue }
                #expect(owned.contains { $0.allows(request) }, "seed \(seed): \(owned) \(wanted) \(request)")
            }
        }
    }

    @Test(arguments: 0..<20)
    func compactionLosesNothing(seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<50 {
            let rules = [world.rule(), world.rule(), world.rule()]
            let compact = PolicyRule.compacted(rules.flatMap(\.atoms))
            #expect(PolicyRule.missing(from: compact, of: rules).isEmpty)
            #expect(PolicyRule.missing(from: rules, of: compact).isEmpty)
        }
    }
}
