// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let delegationCycle = PolicyRule(
        id: "contour/delegation-cycle",
        severity: .error,
        summary: "delegation among IngressRoutes and inclusion among HTTPProxies end somewhere",
        remedy: "remove one delegation of the cycle"
    ) { set in
        RoutingObject.kinds.flatMap { kind, group in
            var walk = DelegationWalk(set: set, kind: kind, group: group)
            for member in set.members(kind, in: group) { walk.visit(member) }
            return walk.breaches
        }
    }
}

/// A walk over the delegations of one kind, depth first with its own stack; every edge is taken once.
private struct DelegationWalk {
    private struct Frame {
        var member: ObjectSet.Member
        var delegates: [RoutingObject.Reference]
        var next = 0
    }

    let set: ObjectSet
    let kind: String
    let group: String
    private(set) var breaches: [Breach] = []
    private var done: Set<String> = []

    init(set: ObjectSet, kind: String, group: String) {
        self.set = set
        self.kind = kind
        self.group = group
    }

    mutating func visit(_ member: ObjectSet.Member) {
        guard !done.contains(member.key) else { return }
        var stack = [Frame(member: member, delegates: RoutingObject(member: member).delegates)]
        while var frame = stack.popLast() {
            guard frame.next < frame.delegates.count else {
                done.insert(frame.member.key)
                continue
            }
            let delegate = frame.delegates[frame.next]
            frame.next += 1
            stack.append(frame)
            guard let target = set.member(kind, in: group, delegate.namespace, delegate.name) else { continue }
            if let start = stack.firstIndex(where: { $0.member.key == target.key }) {
                let chain = (stack[start...].map(\.member.key) + [target.key]).joined(separator: " -> ")
                breaches.append(
                    Breach(
                        object: frame.member.index,
                        message: "route creates a delegation cycle: \(chain)",
                        path: delegate.path
                    )
                )
            } else if !done.contains(target.key) {
                stack.append(Frame(member: target, delegates: RoutingObject(member: target).delegates))
            }
        }
    }
}
