// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let scaleTargetMissing = PolicyRule(
        id: "autoscaling/target-missing",
        severity: .warning,
        summary: "what a HorizontalPodAutoscaler scales is in the set",
        remedy: "add the workload to the set, unless the cluster has it already"
    ) { set in
        set.members("HorizontalPodAutoscaler", in: "autoscaling").compactMap { member in
            guard let target = member.value[path: ["spec", "scaleTargetRef"]], let kind = target["kind"]?.string,
                let name = target["name"]?.string
            else { return nil }
            let version = target["apiVersion"]?.string ?? ""
            let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
            guard set.member(kind, in: group, member.namespace, name) == nil else { return nil }
            return Breach(
                object: member.index,
                message: "\(kind) '\(name)' not found in namespace '\(member.namespace)'",
                path: FieldPath(keys: "spec", "scaleTargetRef", "name"),
                remedy: set.suggestion(kind, in: group, member.namespace, like: name)
            )
        }
    }
}
