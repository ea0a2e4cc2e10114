// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The status that an object of a built-in kind is created with, before any controller has seen it
/// (`kubernetes:pkg/registry/*/*/strategy.go`; fields that are always written are those without `omitempty`).
enum InitialStatus {
    /// The status of the new `object`; nil when its kind has none, or one that is unknown.
    static func status(of object: Object) -> Value? {
        if object.apiVersion == "v1", object.kind == "Pod" {
            return ["phase": "Pending", "qosClass": .string(PodQuality(of: object).rawValue)]
        }
        return statuses["\(object.apiVersion) \(object.kind)"]
    }

    private static let statuses: [String: Value] = [
        "v1 Namespace": ["phase": "Active"],
        "v1 PersistentVolume": ["phase": "Pending"],
        "v1 PersistentVolumeClaim": ["phase": "Pending"],
        "v1 ReplicationController": ["replicas": 0],
        "v1 ResourceQuota": [:],
        "v1 Service": ["loadBalancer": [:]],
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy": [:],
        "apps/v1 DaemonSet": [
            "currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0, "numberReady": 0,
        ],
        "apps/v1 Deployment": [:],
        "apps/v1 ReplicaSet": ["replicas": 0],
        "apps/v1 StatefulSet": ["availableReplicas": 0, "replicas": 0],
        "autoscaling/v1 HorizontalPodAutoscaler": ["currentReplicas": 0, "desiredReplicas": 0],
        "autoscaling/v2 HorizontalPodAutoscaler": ["currentMetrics": .null, "desiredReplicas": 0],
        "batch/v1 CronJob": [:],
        "batch/v1 Job": [:],
        "certificates.k8s.io/v1 CertificateSigningRequest": [:],
        "flowcontrol.apiserver.k8s.io/v1 FlowSchema": [:],
        "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration": [:],
        "networking.k8s.io/v1 Ingress": ["loadBalancer": [:]],
        "policy/v1 PodDisruptionBudget": [
            "currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0,
        ],
        "storage.k8s.io/v1 VolumeAttachment": ["attached": false],
    ]
}
