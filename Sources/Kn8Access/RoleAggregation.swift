// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The rules of ClusterRoles that gather those of others by label
/// (`kubernetes:pkg/controller/clusterroleaggregation`).
package enum RoleAggregation {
    /// The selectors of `role`; nil when it gathers nothing. One that cannot be read selects nothing.
    static func selectors(of role: Object) -> [LabelSelector?]? {
        guard role["aggregationRule"]?.object != nil else { return nil }
        return (role["aggregationRule", "clusterRoleSelectors"]?.array ?? []).map { try? LabelSelector($0) }
    }

    /// What `role` gathers from `roles` as they are, in the order in which the controller puts it; nil when it gathers
    /// nothing or a selector cannot be read.
    package static func rules(of role: Object, among roles: [Object]) -> [PolicyRule]? {
        let rules = Dictionary(roles.map { ($0.name, PolicyRule.rules(of: $0)) }, uniquingKeysWith: { $1 })
        return gathered(by: role, among: roles.sorted { $0.name < $1.name }, rules: rules)
    }

    /// What each of `aggregates` comes to when those that gather from each other have all been seen to.
    static func rules(of aggregates: [Object], among roles: [Object]) -> [String: [PolicyRule]] {
        let ordered = roles.sorted { $0.name < $1.name }
        var rules = Dictionary(roles.map { ($0.name, PolicyRule.rules(of: $0)) }, uniquingKeysWith: { $1 })
        for aggregate in aggregates { rules[aggregate.name] = [] }
        // A chain of roles is at most as long as there are roles; in a circle the sets only grow, and end.
        for _ in aggregates {
            var isSettled = true
            for aggregate in aggregates {
                let next = gathered(by: aggregate, among: ordered, rules: rules) ?? []
                if Set(next) != Set(rules[aggregate.name] ?? []) { isSettled = false }
                rules[aggregate.name] = next
            }
            if isSettled { break }
        }
        return Dictionary(
            aggregates.map { ($0.name, rules[$0.name] ?? []) },
            uniquingKeysWith: { $1 }
        )
    }

    private static func gathered(
        by role: Object,
        among ordered: [Object],
        rules: [String: [PolicyRule]]
    ) -> [PolicyRule]? {
        guard let selectors = selectors(of: role) else { return nil }
        var result: [PolicyRule] = []
        var known: Set<PolicyRule> = []
        for selector in selectors {
            guard let selector else { return nil }
            for other in ordered where other.name != role.name && selector.matches(other.labels) {
                for rule in rules[other.name] ?? [] where known.insert(rule).inserted { result.append(rule) }
            }
        }
        return result
    }
}
