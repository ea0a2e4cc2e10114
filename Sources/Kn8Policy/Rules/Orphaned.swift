// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let orphaned = PolicyRule(
        id: "contour/orphaned",
        severity: .warning,
        summary: "an IngressRoute or an HTTPProxy has a host or is delegated to",
        remedy: "delegate to it, or give it a virtualhost"
    ) { set in
        RoutingObject.kinds.flatMap { kind, group in
            let all = set.members(kind, in: group).map(RoutingObject.init)
            let reached = Set(all.flatMap { $0.delegates.map { "\($0.namespace)/\($0.name)" } })
            return all.compactMap { routing -> Breach? in
                guard routing.member.value[path: ["spec", "virtualhost"]] == nil, !reached.contains(routing.member.key)
                else { return nil }
                return Breach(
                    object: routing.member.index,
                    message: "this \(kind) is not part of a delegation chain from a root \(kind)",
                    path: FieldPath(keys: "metadata", "name")
                )
            }
        }
    }
}
