// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// All roles and bindings of a cluster at one moment, ready to be asked (`kubernetes:pkg/registry/rbac/validation/rule.go`).
///
/// Bindings are found by whom they are for, so that a decision costs what the user's own bindings cost.
package struct AccessPolicy: Sendable {
    /// One binding.
    struct Binding: Sendable {
        let name: String
        let role: RoleReference
        let subjects: [AccessSubject]
    }

    /// The bindings of one namespace, or those of the whole cluster.
    struct Bindings: Sendable {
        let namespace: String
        private(set) var all: [Binding] = []
        private var places: [AccessIdentity: [Int]] = [:]

        init(namespace: String) { self.namespace = namespace }

        mutating func add(_ binding: Binding) {
            var known: Set<AccessIdentity> = []
            for subject in binding.subjects {
                guard let identity = subject.identity(in: namespace), known.insert(identity).inserted else { continue }
                places[identity, default: []].append(all.count)
            }
            all.append(binding)
        }

        /// The bindings that are for any of `identities`, in the order in which they were added.
        func bindings(for identities: [AccessIdentity]) -> [Binding] {
            let found = identities.compactMap { places[$0] }
            guard found.count > 1 else { return (found.first ?? []).map { all[$0] } }
            return Set(found.joined()).sorted().map { all[$0] }
        }
    }

    private var roles: [String: [ExactText: [PolicyRule]]] = [:]  // by namespace and name
    private var clusterRoles: [ExactText: [PolicyRule]] = [:]
    private var ofCluster = Bindings(namespace: "")
    private var ofNamespace: [String: Bindings] = [:]

    /// The policy that `objects` make, which are roles and bindings of both sorts in any order; others count for nothing.
    package init(_ objects: [Object]) {
        let ordered = objects.sorted { $0.key < $1.key }
        var aggregates: [Object] = []
        for object in ordered {
            switch object.gvk {
            case AccessKinds.role:
                roles[object.namespace, default: [:]][ExactText(object.name)] = PolicyRule.rules(of: object)
            case AccessKinds.clusterRole where object["aggregationRule"]?.object != nil: aggregates.append(object)
            case AccessKinds.clusterRole: clusterRoles[ExactText(object.name)] = PolicyRule.rules(of: object)
            case AccessKinds.clusterRoleBinding: ofCluster.add(Binding(object))
            case AccessKinds.roleBinding:
                let namespace = object.namespace
                ofNamespace[namespace, default: Bindings(namespace: namespace)].add(Binding(object))
            default: break
            }
        }
        guard !aggregates.isEmpty else { return }
        let all = ordered.filter { $0.gvk == AccessKinds.clusterRole }
        for (name, rules) in RoleAggregation.rules(of: aggregates, among: all) {
            clusterRoles[ExactText(name)] = rules
        }
    }

    /// The rules of the role that `reference` names, seen from a binding of `namespace`; an error in the words of
    /// `NotFound` when there is none.
    package func rules(of reference: RoleReference, in namespace: String) -> Result<[PolicyRule], APIError> {
        switch reference.kind {
        case "Role":
            if let rules = roles[namespace]?[ExactText(reference.name)] { return .success(rules) }
        case "ClusterRole":
            if let rules = clusterRoles[ExactText(reference.name)] { return .success(rules) }
        default:
            let message = "unsupported role reference kind: \(reference.kind.goQuoted)"
            return .failure(APIError(.internalError, message: message))
        }
        let word = reference.kind.lowercased()
        return .failure(
            APIError(
                .notFound,
                message: "\(word).\(AccessKinds.group) \(reference.name.goQuoted) not found",
                name: reference.name,
                group: AccessKinds.group,
                kind: word
            )
        )
    }

    /// Calls `body` with each rule that `user` has in `namespace` (empty: those of the whole cluster only) and where it
    /// comes from, until it returns false; a binding whose role is missing comes as an error.
    func visit(
        rulesOf user: UserInfo,
        in namespace: String,
        _ body: (_ rule: Result<PolicyRule, APIError>, _ source: () -> String) -> Bool
    ) {
        let identities = AccessIdentity.all(of: user)
        for bindings in [ofCluster, namespace.isEmpty ? nil : ofNamespace[namespace]] {
            guard let bindings else { continue }
            for binding in bindings.bindings(for: identities) {
                let source = { binding.text(for: identities, in: bindings.namespace) }
                switch rules(of: binding.role, in: bindings.namespace) {
                case .failure(let error): guard body(.failure(error), source) else { return }
                case .success(let rules):
                    for rule in rules { guard body(.success(rule), source) else { return } }
                }
            }
        }
    }

    /// Every rule that `user` has in `namespace`, and why some may be missing.
    package func rules(for user: UserInfo, in namespace: String) -> (rules: [PolicyRule], errors: [APIError]) {
        var rules: [PolicyRule] = []
        var errors: [APIError] = []
        visit(rulesOf: user, in: namespace) { rule, _ in
            switch rule {
            case .success(let rule): rules.append(rule)
            case .failure(let error): errors.append(error)
            }
            return true
        }
        return (rules, errors)
    }
}

extension AccessPolicy.Binding {
    init(_ object: Object) {
        name = object.namespace.isEmpty ? object.name : "\(object.name)/\(object.namespace)"
        role = RoleReference(of: object)
        subjects = AccessSubject.subjects(of: object)
    }

    /// `ClusterRoleBinding "x" of ClusterRole "y" to User "z"`.
    func text(for identities: [AccessIdentity], in namespace: String) -> String {
        let subject = subjects.first { $0.identity(in: namespace).map(identities.contains) ?? false }
        let kind = namespace.isEmpty ? "ClusterRoleBinding" : "RoleBinding"
        return "\(kind) \(name.goQuoted) of \(role.kind) \(role.name.goQuoted) to "
            + (subject?.text(in: namespace) ?? "")
    }
}
