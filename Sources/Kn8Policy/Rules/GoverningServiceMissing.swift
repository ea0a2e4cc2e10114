// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let governingServiceMissing = PolicyRule(
        id: "workload/governing-service-missing",
        severity: .warning,
        summary: "the Service that names a StatefulSet's pods is in the set",
        remedy: "add a Service with clusterIP: None, unless the cluster has it already"
    ) { set in
        let generated = set.generated
        return set.members("StatefulSet", in: "apps").compactMap { member in
            guard let name = member.value[path: ["spec", "serviceName"]]?.string, !name.isEmpty,
                set.member("Service", in: "", member.namespace, name) == nil,
                !generated.services.contains("\(member.namespace)/\(name)")
            else { return nil }
            return Breach(
                object: member.index,
                message: "Service '\(name)' not found in namespace '\(member.namespace)'",
                path: FieldPath(keys: "spec", "serviceName"),
                remedy: set.suggestion("Service", in: "", member.namespace, like: name)
            )
        }
    }
}
