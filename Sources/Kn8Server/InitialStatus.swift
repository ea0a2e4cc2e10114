// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The status that an object of a built-in kind is created with, before any controller has seen it
/// (`kubernetes:pkg/registry/*/*/strategy.go`; fields that are always written are those without `omitempty`).
enum InitialStatus {
    /// The status of the new `object`; nil when its kind has none, or one that is unknown.
    static func status(of object: Object) -> Value? {
        let gvk = object.gvk
        if gvk.group.isEmpty, gvk.kind == "Pod" { return ["phase": "Pending", "qosClass": .string(PodQuality(of: object).rawValue)] }
        return statuses["\(gvk.group)/\(gvk.kind)"]
    }

    private static let statuses: [String: Value] = [
        "/Namespace": ["phase": "Active"],
        "/PersistentVolume": ["phase": "Pending"],
        "/PersistentVolumeClaim": ["phase": "Pending"],
        "/ReplicationController": ["replicas": 0],
        "/ResourceQuota": [:],
        "/Service": ["loadBalancer": [:]],
        "admissionregistration.k8s.io/ValidatingAdmissionPolicy": [:],
        "apps/DaemonSet": [
            "currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0, "numberReady": 0,
        ],
        "apps/Deployment": [:],
        "apps/ReplicaSet": ["replicas": 0],
        "apps/StatefulSet": ["availableReplicas": 0, "replicas": 0],
        "autoscaling/HorizontalPodAutoscaler": ["currentMetrics": .null, "desiredReplicas": 0],
        "batch/CronJob": [:],
        "batch/Job": [:],
        "certificates.k8s.io/CertificateSigningRequest": [:],
        "flowcontrol.apiserver.k8s.io/FlowSchema": [:],
        "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration": [:],
        "networking.k8s.io/Ingress": ["loadBalancer": [:]],
        "policy/PodDisruptionBudget": [
            "currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0,
        ],
        "storage.k8s.io/VolumeAttachment": ["attached": false],
    ]
}
