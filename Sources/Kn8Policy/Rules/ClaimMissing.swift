// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let claimMissing = PolicyRule(
        id: "workload/claim-missing",
        severity: .warning,
        summary: "the PersistentVolumeClaims that pods mount are in the set",
        remedy: "add the PersistentVolumeClaim to the set, unless the cluster has it already"
    ) { set in
        let kind = "PersistentVolumeClaim"
        return PodTemplate.all(in: set).flatMap { template in
            (template.spec["volumes"]?.array ?? []).enumerated().compactMap { index, volume -> Breach? in
                let namespace = template.member.namespace
                guard let name = volume[path: ["persistentVolumeClaim", "claimName"]]?.string,
                    set.member(kind, in: "", namespace, name) == nil
                else { return nil }
                return Breach(
                    object: template.member.index,
                    message: "\(kind) '\(name)' not found in namespace '\(namespace)'",
                    path: template.specPath.key("volumes").index(index).key("persistentVolumeClaim").key("claimName"),
                    remedy: set.suggestion(kind, in: "", namespace, like: name)
                )
            }
        }
    }
}
