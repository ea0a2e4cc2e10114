// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What the server asks of built-in kinds beyond their types, in its words (`kubernetes:pkg/apis/*/validation`).
enum NativeRules {
    /// The rules of one kind, for an object of it that the server has filled in or not.
    typealias Check = @Sendable (ValueMap, inout FieldRules) -> Void

    /// A kind in all of its versions; those of one shape have the same rules.
    struct Kind: Hashable {
        var group: String
        var kind: String

        init(_ group: String, _ kind: String) {
            self.group = group
            self.kind = kind
        }
    }

    /// What is wrong with `object` of that kind.
    static func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        guard case .object(let map) = object, let check = checks[Kind(entry.group, entry.kind)],
            !unlike.contains(Kind(map.text("apiVersion"), entry.kind))
        else { return [] }
        var rules = FieldRules(object)
        check(map, &rules)
        return rules.violations
    }

    /// Versions that are served no more, by their group and version: their fields or their defaults were others.
    private static let unlike: Set<Kind> = [
        Kind("networking.k8s.io/v1beta1", "Ingress"),
        Kind("autoscaling/v2beta1", "HorizontalPodAutoscaler"),
        Kind("certificates.k8s.io/v1beta1", "CertificateSigningRequest"),
        Kind("node.k8s.io/v1alpha1", "RuntimeClass"),
        Kind("apps/v1beta1", "Deployment"),
        Kind("apps/v1beta1", "StatefulSet"),
        Kind("admissionregistration.k8s.io/v1beta1", "ValidatingWebhookConfiguration"),
        Kind("admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration"),
    ]

    private static let admission = "admissionregistration.k8s.io"

    private static let checks: [Kind: Check] = [
        Kind("", "Pod"): PodRules.check(pod:_:),
        Kind("", "PodTemplate"): WorkloadRules.check(podTemplate:_:),
        Kind("", "ReplicationController"): WorkloadRules.check(controller:_:),
        Kind("apps", "Deployment"): WorkloadRules.check(deployment:_:),
        Kind("apps", "ReplicaSet"): WorkloadRules.check(replicaSet:_:),
        Kind("apps", "DaemonSet"): WorkloadRules.check(daemonSet:_:),
        Kind("apps", "StatefulSet"): StatefulSetRules.check(_:_:),
        Kind("apps", "ControllerRevision"): WorkloadRules.check(revision:_:),
        Kind("", "PersistentVolume"): PersistentVolumeRules.check(volume:_:),
        Kind("", "PersistentVolumeClaim"): ClaimRules.check(claim:_:),
        Kind("", "Service"): ServiceRules.check(_:_:),
        Kind("", "Endpoints"): EndpointRules.check(endpoints:_:),
        Kind("discovery.k8s.io", "EndpointSlice"): EndpointRules.check(slice:_:),
        Kind("batch", "Job"): JobRules.check(job:_:),
        Kind("batch", "CronJob"): JobRules.check(cronJob:_:),
        Kind("apps.openshift.io", "DeploymentConfig"): DeploymentConfigRules.check(_:_:),
        Kind("route.openshift.io", "Route"): RouteRules.check(_:_:),
        Kind("networking.k8s.io", "Ingress"): IngressRules.check(ingress:_:),
        Kind("networking.k8s.io", "IngressClass"): IngressRules.check(ingressClass:_:),
        Kind("networking.k8s.io", "NetworkPolicy"): NetworkPolicyRules.check(_:_:),
        Kind("", "ConfigMap"): ConfigurationRules.check(configMap:_:),
        Kind("", "Secret"): ConfigurationRules.check(secret:_:),
        Kind("", "Namespace"): ConfigurationRules.check(namespace:_:),
        Kind("rbac.authorization.k8s.io", "Role"): AccessRules.check(role:_:),
        Kind("rbac.authorization.k8s.io", "ClusterRole"): AccessRules.check(clusterRole:_:),
        Kind("rbac.authorization.k8s.io", "RoleBinding"): AccessRules.check(roleBinding:_:),
        Kind("rbac.authorization.k8s.io", "ClusterRoleBinding"): AccessRules.check(clusterRoleBinding:_:),
        Kind("storage.k8s.io", "StorageClass"): StorageRules.check(storageClass:_:),
        Kind("storage.k8s.io", "VolumeAttributesClass"): StorageRules.check(attributesClass:_:),
        Kind("storage.k8s.io", "VolumeAttachment"): PersistentVolumeRules.check(attachment:_:),
        Kind("storage.k8s.io", "CSIDriver"): StorageRules.check(driver:_:),
        Kind("storage.k8s.io", "CSINode"): StorageRules.check(node:_:),
        Kind("storage.k8s.io", "CSIStorageCapacity"): StorageRules.check(capacity:_:),
        Kind("", "ResourceQuota"): LimitRules.check(quota:_:),
        Kind("", "LimitRange"): LimitRules.check(limitRange:_:),
        Kind("autoscaling", "HorizontalPodAutoscaler"): AutoscalerRules.check(_:_:),
        Kind("policy", "PodDisruptionBudget"): ClusterRules.check(budget:_:),
        Kind("scheduling.k8s.io", "PriorityClass"): ClusterRules.check(priority:_:),
        Kind("node.k8s.io", "RuntimeClass"): ClusterRules.check(runtime:_:),
        Kind("coordination.k8s.io", "Lease"): ClusterRules.check(lease:_:),
        Kind("apiregistration.k8s.io", "APIService"): ClusterRules.check(service:_:),
        Kind("certificates.k8s.io", "CertificateSigningRequest"): ClusterRules.check(request:_:),
        Kind("", "Event"): ClusterRules.check(event:_:),
        Kind("events.k8s.io", "Event"): ClusterRules.check(event:_:),
        Kind("", "Node"): ClusterRules.check(node:_:),
        Kind(admission, "ValidatingWebhookConfiguration"): WebhookRules.check(configuration:_:),
        Kind(admission, "MutatingWebhookConfiguration"): WebhookRules.check(configuration:_:),
        Kind(admission, "ValidatingAdmissionPolicy"): WebhookRules.check(policy:_:),
        Kind(admission, "MutatingAdmissionPolicy"): WebhookRules.check(policy:_:),
        Kind(admission, "ValidatingAdmissionPolicyBinding"): WebhookRules.check(binding:_:),
        Kind(admission, "MutatingAdmissionPolicyBinding"): WebhookRules.check(binding:_:),
    ]
}
