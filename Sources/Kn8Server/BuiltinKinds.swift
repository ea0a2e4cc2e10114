// SPDX-License-Identifier: MIT

internal import Kn8API

/// The kinds a Kubernetes 1.36 server has of its own, in discovery's order.
enum BuiltinKinds {
    /// Every built-in kind, as read from a server's discovery documents.
    static let resources: [Resource] = lines.compactMap { line in
        let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6 else { return nil }
        let flags = fields[5]
        return Resource(
            GroupVersionKind(apiVersion: fields[0], kind: fields[1]),
            plural: fields[2],
            shortNames: fields[3] == "-" ? [] : fields[3].split(separator: ",").map(String.init),
            categories: fields[4] == "-" ? [] : [fields[4]],
            namespaced: flags.contains("n"),
            hasStatus: flags.contains("s")
        )
    }

    /// Kinds whose generation the server counts (`kubernetes:pkg/registry/*/strategy.go`).
    static let counted: Set<String> = [
        "Pod", "PodTemplate", "ReplicationController", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job",
        "CronJob", "Ingress", "IngressClass", "NetworkPolicy", "PodDisruptionBudget", "EndpointSlice", "PriorityClass",
        "FlowSchema", "PriorityLevelConfiguration", "DeviceClass", "ResourceSlice", "CustomResourceDefinition",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
    ]

    // apiVersion, kind, plural, short names, category; n: namespaced, s: has a status subresource.
    private static let lines = [
        "v1 ConfigMap configmaps cm - n",
        "v1 Endpoints endpoints ep - n",
        "v1 Event events ev - n",
        "v1 LimitRange limitranges limits - n",
        "v1 Namespace namespaces ns - s",
        "v1 Node nodes no - s",
        "v1 PersistentVolumeClaim persistentvolumeclaims pvc - ns",
        "v1 PersistentVolume persistentvolumes pv - s",
        "v1 Pod pods po all ns",
        "v1 PodTemplate podtemplates - - n",
        "v1 ReplicationController replicationcontrollers rc all ns",
        "v1 ResourceQuota resourcequotas quota - ns",
        "v1 Secret secrets - - n",
        "v1 ServiceAccount serviceaccounts sa - n",
        "v1 Service services svc all ns",
        "apiregistration.k8s.io/v1 APIService apiservices - api-extensions s",
        "apps/v1 ControllerRevision controllerrevisions - - n",
        "apps/v1 DaemonSet daemonsets ds all ns",
        "apps/v1 Deployment deployments deploy all ns",
        "apps/v1 ReplicaSet replicasets rs all ns",
        "apps/v1 StatefulSet statefulsets sts all ns",
        "events.k8s.io/v1 Event events ev - n",
        "autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers hpa all ns",
        "autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers hpa all ns",
        "batch/v1 CronJob cronjobs cj all ns",
        "batch/v1 Job jobs - all ns",
        "certificates.k8s.io/v1 CertificateSigningRequest certificatesigningrequests csr - s",
        "networking.k8s.io/v1 IngressClass ingressclasses - - -",
        "networking.k8s.io/v1 Ingress ingresses ing - ns",
        "networking.k8s.io/v1 IPAddress ipaddresses ip - -",
        "networking.k8s.io/v1 NetworkPolicy networkpolicies netpol - n",
        "networking.k8s.io/v1 ServiceCIDR servicecidrs - - s",
        "policy/v1 PodDisruptionBudget poddisruptionbudgets pdb - ns",
        "rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings - - -",
        "rbac.authorization.k8s.io/v1 ClusterRole clusterroles - - -",
        "rbac.authorization.k8s.io/v1 RoleBinding rolebindings - - n",
        "rbac.authorization.k8s.io/v1 Role roles - - n",
        "storage.k8s.io/v1 CSIDriver csidrivers - - -",
        "storage.k8s.io/v1 CSINode csinodes - - -",
        "storage.k8s.io/v1 CSIStorageCapacity csistoragecapacities - - n",
        "storage.k8s.io/v1 StorageClass storageclasses sc - -",
        "storage.k8s.io/v1 VolumeAttachment volumeattachments - - s",
        "storage.k8s.io/v1 VolumeAttributesClass volumeattributesclasses vac - -",
        "admissionregistration.k8s.io/v1 MutatingAdmissionPolicy mutatingadmissionpolicies - api-extensions -",
        "admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding mutatingadmissionpolicybindings - api-extensions -",
        "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations - api-extensions -",
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy validatingadmissionpolicies - api-extensions s",
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings - api-extensions -",
        "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations - api-extensions -",
        "apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions crd,crds api-extensions s",
        "scheduling.k8s.io/v1 PriorityClass priorityclasses pc - -",
        "coordination.k8s.io/v1 Lease leases - - n",
        "node.k8s.io/v1 RuntimeClass runtimeclasses - - -",
        "discovery.k8s.io/v1 EndpointSlice endpointslices - - n",
        "resource.k8s.io/v1 DeviceClass deviceclasses - - -",
        "resource.k8s.io/v1 ResourceClaim resourceclaims - - ns",
        "resource.k8s.io/v1 ResourceClaimTemplate resourceclaimtemplates - - n",
        "resource.k8s.io/v1 ResourceSlice resourceslices - - -",
        "flowcontrol.apiserver.k8s.io/v1 FlowSchema flowschemas - - s",
        "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration prioritylevelconfigurations - - s",
    ]
}
