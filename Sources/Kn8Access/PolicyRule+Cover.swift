// SPDX-License-Identifier: MIT

internal import Kn8Value

extension PolicyRule {
    /// The rule as many rules of one verb, one group, one resource and at most one name, or one verb and one path
    /// (`kubernetes:component-helpers/auth/rbac/validation/policy_comparator.go`).
    package var atoms: [PolicyRule] {
        var atoms: [PolicyRule] = []
        for group in apiGroups {
            for resource in resources {
                for verb in verbs {
                    let atom = PolicyRule(verbs: [verb], apiGroups: [group], resources: [resource])
                    guard !resourceNames.isEmpty else {
                        atoms.append(atom)
                        continue
                    }
                    for name in resourceNames {
                        var named = atom
                        named.resourceNames = [name]
                        atoms.append(named)
                    }
                }
            }
        }
        for path in nonResourceURLs {
            for verb in verbs { atoms.append(PolicyRule(verbs: [verb], nonResourceURLs: [path])) }
        }
        return atoms
    }

    /// The atoms of `rules` that no rule of `owned` covers; empty when whoever has `owned` has all of `rules`.
    package static func missing(from owned: [PolicyRule], of rules: [PolicyRule]) -> [PolicyRule] {
        rules.flatMap(\.atoms).filter { atom in !owned.contains { $0.covers(atom: atom) } }
    }

    private func covers(atom: PolicyRule) -> Bool {
        guard verbs.contains("*") || atom.verbs.allSatisfy(verbs.containsExactly) else { return false }
        guard apiGroups.contains("*") || atom.apiGroups.allSatisfy(apiGroups.containsExactly) else { return false }
        guard atom.resources.allSatisfy(covers(resource:)) else { return false }
        guard atom.nonResourceURLs.allSatisfy(allows(path:)) else { return false }
        if resourceNames.isEmpty { return true }
        return !atom.resourceNames.isEmpty && atom.resourceNames.allSatisfy(resourceNames.containsExactly)
    }

    private func covers(resource: String) -> Bool {
        if resources.contains("*") || resources.containsExactly(resource) { return true }
        guard let slash = resource.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return resources.containsExactly("*\(resource[slash...])")
    }

    /// `rules` with those joined that differ in their verbs alone and have one group and one resource and at most one
    /// name; the others come first, as they are (`kubernetes:kubectl/pkg/util/rbac/rbac.go`).
    package static func compacted(_ rules: [PolicyRule]) -> [PolicyRule] {
        var others: [PolicyRule] = []
        var joined: [PolicyRule] = []
        var places: [PolicyRule: Int] = [:]
        for rule in rules {
            guard rule.apiGroups.count == 1, rule.resources.count == 1, rule.resourceNames.count <= 1,
                rule.nonResourceURLs.isEmpty
            else {
                others.append(rule)
                continue
            }
            var address = rule
            address.verbs = []
            if let place = places[address] {
                joined[place].verbs += rule.verbs
            } else {
                places[address] = joined.count
                joined.append(rule)
            }
        }
        return others + joined
    }

    /// `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}`, as refusals name a rule.
    package var shortText: String {
        let parts = [
            ("APIGroups", apiGroups), ("Resources", resources), ("NonResourceURLs", nonResourceURLs),
            ("ResourceNames", resourceNames), ("Verbs", verbs),
        ]
        let texts = parts.filter { !$0.1.isEmpty }.map { "\($0.0):\($0.1.goQuoted)" }
        return "{\(texts.joined(separator: ", "))}"
    }
}
