// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let serviceAccountMissing = PolicyRule(
        id: "workload/service-account-missing",
        severity: .warning,
        summary: "the ServiceAccounts of pods are in the set",
        remedy: "add the ServiceAccount to the set, unless the cluster has it already"
    ) { set in
        PodTemplate.all(in: set).compactMap { template in
            let namespace = template.member.namespace
            guard let name = template.spec["serviceAccountName"]?.string, !name.isEmpty, name != "default",
                set.member("ServiceAccount", in: "", namespace, name) == nil
            else { return nil }
            return Breach(
                object: template.member.index,
                message: "ServiceAccount '\(name)' not found in namespace '\(namespace)'",
                path: template.specPath.key("serviceAccountName"),
                remedy: set.suggestion("ServiceAccount", in: "", namespace, like: name)
            )
        }
    }
}
