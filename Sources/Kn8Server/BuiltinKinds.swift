// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema

/// The kinds that are served without a definition in the store: Kubernetes' own, and those of the definitions kn8 ships.
enum BuiltinKinds {
    /// Every such kind in every version, in discovery's order.
    static let kinds: [ServedKind] = SchemaCatalog.standard.resources.map { entry in
        let isCustom: Bool
        if case .definition = entry.origin { isCustom = false } else { isCustom = true }
        return ServedKind(
            resource: Resource(entry),
            countsGeneration: isCustom || counted.contains(entry.kind),
            isCustom: isCustom
        )
    }

    /// Kinds whose generation the server counts (`kubernetes:pkg/registry/*/strategy.go`).
    static let counted: Set<String> = [
        "Pod", "PodTemplate", "ReplicationController", "Deployment", "DeploymentConfig", "ImageStream", "ReplicaSet",
        "StatefulSet", "DaemonSet", "Job",
        "CronJob", "Ingress", "IngressClass", "NetworkPolicy", "PodDisruptionBudget", "EndpointSlice", "PriorityClass",
        "FlowSchema", "PriorityLevelConfiguration", "DeviceClass", "ResourceSlice", "CustomResourceDefinition",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
    ]
}

extension Resource {
    fileprivate init(_ entry: KindEntry) {
        self.init(
            GroupVersionKind(group: entry.group, version: entry.version, kind: entry.kind),
            plural: entry.plural,
            singular: entry.singular,
            shortNames: entry.shortNames,
            categories: entry.categories,
            namespaced: entry.namespaced,
            hasStatus: entry.hasStatus
        )
    }
}
