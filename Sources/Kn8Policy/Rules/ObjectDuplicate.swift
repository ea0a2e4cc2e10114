// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let objectDuplicate = PolicyRule(
        id: "manifest/object-duplicate",
        severity: .error,
        summary: "no object is declared twice",
        remedy: "remove one of the two, or rename it"
    ) { set in
        set.members.compactMap { member in
            guard member.value[path: ["metadata", "name"]] != nil,
                let first = set.member(member.kind, in: member.group, member.namespace, member.name),
                first.index != member.index
            else { return nil }
            return Breach(
                object: member.index,
                message: "\(member.title) is declared already; the last one wins",
                path: FieldPath(keys: "metadata", "name")
            )
        }
    }
}
