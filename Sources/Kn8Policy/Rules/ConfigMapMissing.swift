// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let configMapMissing = PolicyRule(
        id: "workload/config-map-missing",
        severity: .warning,
        summary: "the ConfigMaps that pods need to start are in the set",
        remedy: "add the ConfigMap to the set, unless the cluster has it already"
    ) { set in
        PodTemplate.all(in: set).flatMap { template in
            template.references(to: .configMap).compactMap { path, name -> Breach? in
                let namespace = template.member.namespace
                // The cluster puts these into every namespace.
                guard name != "kube-root-ca.crt", name != "openshift-service-ca.crt" else { return nil }
                guard set.member("ConfigMap", in: "", namespace, name) == nil else { return nil }
                return Breach(
                    object: template.member.index,
                    message: "ConfigMap '\(name)' not found in namespace '\(namespace)'",
                    path: path,
                    remedy: set.suggestion("ConfigMap", in: "", namespace, like: name)
                )
            }
        }
    }
}
