// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let secretMissing = PolicyRule(
        id: "workload/secret-missing",
        severity: .warning,
        summary: "the Secrets that pods need to start are in the set",
        remedy: "add the Secret to the set, unless the cluster has it already"
    ) { set in
        let generated = set.generated.secrets
        return PodTemplate.all(in: set).flatMap { template in
            template.references(to: .secret).compactMap { path, name -> Breach? in
                let namespace = template.member.namespace
                guard set.member("Secret", in: "", namespace, name) == nil, !generated.contains("\(namespace)/\(name)")
                else { return nil }
                return Breach(
                    object: template.member.index,
                    message: "Secret '\(name)' not found in namespace '\(namespace)'",
                    path: path,
                    remedy: set.suggestion("Secret", in: "", namespace, like: name)
                )
            }
        }
    }
}
