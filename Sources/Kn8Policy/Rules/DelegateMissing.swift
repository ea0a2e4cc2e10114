// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let delegateMissing = PolicyRule(
        id: "contour/delegate-missing",
        severity: .error,
        summary: "what an IngressRoute delegates to and an HTTPProxy includes exists",
        remedy: "add the object to the set, or fix its name and namespace"
    ) { set in
        RoutingObject.kinds.flatMap { kind, group in
            set.members(kind, in: group).map(RoutingObject.init).flatMap { routing in
                routing.delegates.compactMap { delegate -> Breach? in
                    guard set.member(kind, in: group, delegate.namespace, delegate.name) == nil else { return nil }
                    return Breach(
                        object: routing.member.index,
                        message: "\(kind) '\(delegate.name)' not found in namespace '\(delegate.namespace)'",
                        path: delegate.path,
                        remedy: set.suggestion(kind, in: group, delegate.namespace, like: delegate.name)
                    )
                }
            }
        }
    }
}
