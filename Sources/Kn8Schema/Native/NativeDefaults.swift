// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The server's defaults for built-in kinds that depend on other fields; the plain ones are in the catalogue
/// (`kubernetes:pkg/apis/*/v*/defaults.go`).
enum NativeDefaults {
    /// `object` of `entry` with those defaults, the plain ones already in place.
    static func filled(_ object: Value, _ entry: KindEntry) -> Value {
        var object = object
        switch (entry.group, entry.kind) {
        case ("", "Pod"): object.update(["spec"]) { PodDefaults.fill(&$0, ofPod: true) }
        case ("", "ReplicationController"): fillController(&object)
        case ("", "Service"): object.update(["spec"], ServiceDefaults.fill)
        case ("", "PodTemplate"): object.update(["template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
        case ("apps", "Deployment"), ("apps", "ReplicaSet"), ("apps", "DaemonSet"), ("apps", "StatefulSet"):
            object.update(["spec"]) { fillWorkload(&$0, entry.kind) }
        case ("batch", "Job"): object.update(["spec"], fillJob)
        case ("batch", "CronJob"):
            object.update(["spec", "jobTemplate", "spec", "template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
        case ("apps.openshift.io", "DeploymentConfig"): OpenShiftDefaults.fill(config: &object)
        case ("networking.k8s.io", "NetworkPolicy"): object.update(["spec"], fillPolicy)
        case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
            object.updateElements("subjects", fillSubject)
        case ("autoscaling", "HorizontalPodAutoscaler") where object["apiVersion"] == "autoscaling/v2":
            object.update(["spec"], fillAutoscaler)
        case ("", "LimitRange"): object.update(["spec"]) { $0.updateElements("limits", fillLimit) }
        case ("", "PersistentVolume"):
            object.update(["spec", "claimRef"]) { claim in
                claim.fill("apiVersion", "v1")
                claim.fill("kind", "PersistentVolumeClaim")
            }
        case ("discovery.k8s.io", "EndpointSlice"):
            object.updateElements("endpoints") { $0.fill("conditions", .emptyObject) }
        case ("storage.k8s.io", "CSIDriver"):
            object.update(["spec"]) { spec in
                if spec["volumeLifecycleModes"] ?? [] == [] { spec["volumeLifecycleModes"] = ["Persistent"] }
            }
        default: break
        }
        return object
    }

    private static func fillAutoscaler(_ spec: inout Value) {
        if spec["metrics"] ?? [] == [] {
            let target: Value = ["type": "Utilization", "averageUtilization": 80]
            spec["metrics"] = [["type": "Resource", "resource": ["name": "cpu", "target": target]]]
        }
        guard spec["behavior"] != nil else { return }
        func policy(_ type: String, _ value: Int64) -> Value {
            ["type": .string(type), "value": .int(value), "periodSeconds": 15]
        }
        let directions: [(String, Value)] = [
            (
                "scaleUp",
                [
                    "stabilizationWindowSeconds": 0, "selectPolicy": "Max",
                    "policies": [policy("Pods", 4), policy("Percent", 100)],
                ]
            ), ("scaleDown", ["selectPolicy": "Max", "policies": [policy("Percent", 100)]]),
        ]
        for (direction, standard) in directions {
            var rules = spec[path: ["behavior", direction]] ?? .emptyObject
            for entry in standard.object ?? [:] { rules.fill(entry.key, entry.value) }
            spec[path: ["behavior", direction]] = rules
        }
    }

    private static func fillLimit(_ limit: inout Value) {
        guard limit["type"] == "Container" else { return }
        for (from, to) in [("max", "default"), ("default", "defaultRequest"), ("min", "defaultRequest")] {
            for entry in limit[from]?.object ?? [:] where limit[to]?[entry.key] == nil {
                limit[path: [to, entry.key]] = entry.value
            }
        }
    }

    private static func fillWorkload(_ spec: inout Value, _ kind: String) {
        spec.update(["template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
        let strategy = kind == "Deployment" ? "strategy" : "updateStrategy"
        spec.update([strategy]) { strategy in
            guard strategy["type"]?.string == "RollingUpdate", strategy["rollingUpdate"] == nil else { return }
            switch kind {
            case "Deployment": strategy["rollingUpdate"] = ["maxSurge": "25%", "maxUnavailable": "25%"]
            case "DaemonSet": strategy["rollingUpdate"] = ["maxSurge": 0, "maxUnavailable": 1]
            default: strategy["rollingUpdate"] = ["partition": 0]
            }
        }
        spec.updateElements("volumeClaimTemplates") { claim in
            claim.fill("apiVersion", "v1")
            claim.fill("kind", "PersistentVolumeClaim")
            claim.fill("status", ["phase": "Pending"])
        }
    }

    private static func fillController(_ object: inout Value) {
        object.update(["spec", "template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
        guard let labels = object[path: ["spec", "template", "metadata", "labels"]], labels != .emptyObject else {
            return
        }
        if object[path: ["spec", "selector"]] ?? .emptyObject == .emptyObject {
            object[path: ["spec", "selector"]] = labels
        }
        if object[path: ["metadata", "labels"]] ?? .emptyObject == .emptyObject {
            object[path: ["metadata", "labels"]] = labels
        }
    }

    private static func fillJob(_ spec: inout Value) {
        if spec["completions"] == nil, spec["parallelism"] == nil { spec["completions"] = 1 }
        spec.fill("parallelism", 1)
        spec.fill("backoffLimit", 6)
        spec.fill("completionMode", "NonIndexed")
        spec.fill("suspend", false)
        spec.fill("manualSelector", false)
        spec.fill("podReplacementPolicy", spec["podFailurePolicy"] == nil ? "TerminatingOrFailed" : "Failed")
        spec.update(["template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
    }

    private static func fillPolicy(_ spec: inout Value) {
        guard spec["policyTypes"] == nil else { return }
        spec["policyTypes"] = spec["egress"] == nil ? ["Ingress"] : ["Ingress", "Egress"]
    }

    private static func fillSubject(_ subject: inout Value) {
        guard let kind = subject["kind"]?.string, kind == "User" || kind == "Group" else { return }
        subject.fill("apiGroup", "rbac.authorization.k8s.io")
    }
}
