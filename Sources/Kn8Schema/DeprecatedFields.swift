// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What the API server warns of in built-in kinds, in its words (`kubernetes:pkg/api/{pod,node,service,persistentvolume,
/// ingress,…}/warnings.go`).
struct DeprecatedFields {
    private var violations: [Violation] = []

    static func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        var rules = DeprecatedFields()
        switch entry.kind {
        case "Pod": rules.checkPod(object, FieldPath(), isTemplate: false)
        case "PodTemplate": rules.checkTemplate(object["template"], FieldPath(keys: "template"))
        case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "DeploymentConfig":
            rules.checkTemplate(object["spec"]?["template"], FieldPath(keys: "spec", "template"))
        case "CronJob":
            let path = FieldPath(keys: "spec", "jobTemplate", "spec", "template")
            rules.checkTemplate(object.value(at: path), path)
        case "Service" where entry.group.isEmpty: rules.checkService(object)
        case "PersistentVolume": rules.checkPersistentVolume(object)
        case "PersistentVolumeClaim":
            rules.checkAnnotation(object, "volume.beta.kubernetes.io/storage-class", storageClassWords)
        case "Ingress" where object["metadata"]?["annotations"]?[ingressClass] != nil:
            let path = FieldPath(keys: "metadata", "annotations", ingressClass)
            rules.add(
                "annotation \"\(ingressClass)\" is deprecated, please use 'spec.ingressClassName' instead",
                path,
                .key
            )
        case "Node": rules.checkNode(object)
        case "ServiceAccount":
            rules.checkAnnotation(
                object,
                "kubernetes.io/enforce-mountable-secrets",
                "deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets"
            )
        default: break
        }
        return rules.violations
    }

    /// What kustomize warns of in a kustomization (`kustomize:api/types/fix.go`).
    static func violations(ofKustomization object: Value) -> [Violation] {
        var rules = DeprecatedFields()
        let successors = [
            ("bases", "resources"), ("patchesStrategicMerge", "patches"), ("patchesJson6902", "patches"),
            ("commonLabels", "labels"), ("vars", "replacements"), ("imageTags", "images"),
        ]
        for (field, successor) in successors where object[field] != nil {
            rules.add("'\(field)' is deprecated. Please use '\(successor)' instead.", FieldPath(keys: field), .key)
        }
        return rules.violations
    }

    private static let ingressClass = "kubernetes.io/ingress.class"
    private static let storageClassWords = "deprecated since v1.8; use \"storageClassName\" attribute instead"

    private mutating func add(_ message: String, _ path: FieldPath, _ part: Violation.Part = .value) {
        violations.append(
            Violation(rule: "schema/deprecated-field", severity: .warning, message: message, path: path, part: part)
        )
    }

    private mutating func checkAnnotation(
        _ object: Value,
        _ key: String,
        _ words: String,
        _ base: FieldPath = FieldPath()
    ) {
        guard object["metadata"]?["annotations"]?[key] != nil else { return }
        let path = base.key("metadata").key("annotations").key(key)
        add("\(base.key("metadata").key("annotations"))[\(key)]: \(words)", path, .key)
    }

    private mutating func checkTemplate(_ template: Value?, _ path: FieldPath) {
        if let template { checkPod(template, path, isTemplate: true) }
    }

    private mutating func checkPod(_ pod: Value, _ base: FieldPath, isTemplate: Bool) {
        let spec = pod["spec"] ?? .null
        let path = base.key("spec")
        for entry in spec["nodeSelector"]?.object ?? ValueMap() {
            guard let words = NodeLabels.deprecated[entry.key] else { continue }
            let place = path.key("nodeSelector")
            add("\(place)[\(entry.key)]: \(words)", place.key(entry.key), .key)
        }
        checkAffinity(spec, path)
        for (index, constraint) in (spec["topologySpreadConstraints"]?.array ?? []).enumerated() {
            let place = path.key("topologySpreadConstraints").index(index).key("topologyKey")
            if let key = constraint["topologyKey"]?.string, let words = NodeLabels.deprecated[key] {
                add("\(place): \(key) is \(words)", place)
            }
        }
        for (index, volume) in (spec["volumes"]?.array ?? []).enumerated() {
            let place = path.key("volumes").index(index)
            for (field, shown, words) in VolumeSources.ofPods where volume[field] != nil {
                add("\(place.key(shown)): \(words)", place.key(field), .key)
            }
        }
        checkAnnotations(pod, spec, base, isTemplate: isTemplate)
    }

    private mutating func checkAffinity(_ spec: Value, _ path: FieldPath) {
        guard let affinity = spec["affinity"]?["nodeAffinity"] else { return }
        let base = path.key("affinity").key("nodeAffinity")
        let required = "requiredDuringSchedulingIgnoredDuringExecution"
        let preferred = "preferredDuringSchedulingIgnoredDuringExecution"
        let terms = (affinity[required]?["nodeSelectorTerms"]?.array ?? []).enumerated().map { index, term in
            (term, base.key(required).key("nodeSelectorTerms").index(index))
        }
        let preferences = (affinity[preferred]?.array ?? []).enumerated().map { index, term in
            (term["preference"] ?? .null, base.key(preferred).index(index).key("preference"))
        }
        for (term, place) in terms + preferences {
            for (index, expression) in (term["matchExpressions"]?.array ?? []).enumerated() {
                guard let key = expression["key"]?.string, let words = NodeLabels.deprecated[key] else { continue }
                let field = place.key("matchExpressions").index(index).key("key")
                add("\(field): \(key) is \(words)", field)
            }
        }
    }

    private mutating func checkAnnotations(_ pod: Value, _ spec: Value, _ base: FieldPath, isTemplate: Bool) {
        guard let annotations = pod["metadata"]?["annotations"]?.object, !annotations.isEmpty else { return }
        for (key, words) in PodAnnotations.deprecated { checkAnnotation(pod, key, words, base) }
        let seccomp = "non-functional in v1.27+; use the \"seccompProfile\" field instead"
        if spec["securityContext"]?["seccompProfile"] == nil {
            checkAnnotation(pod, "seccomp.security.alpha.kubernetes.io/pod", seccomp, base)
        }
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            for container in spec[list]?.array ?? [] {
                guard let name = container["name"]?.string else { continue }
                let context = container["securityContext"]
                if context?["seccompProfile"] == nil {
                    checkAnnotation(pod, "container.seccomp.security.alpha.kubernetes.io/\(name)", seccomp, base)
                }
                if isTemplate, context?["appArmorProfile"] == nil, spec["securityContext"]?["appArmorProfile"] == nil {
                    let words = "deprecated since v1.30; use the \"appArmorProfile\" field instead"
                    checkAnnotation(pod, "container.apparmor.security.beta.kubernetes.io/\(name)", words, base)
                }
            }
        }
    }

    private mutating func checkService(_ service: Value) {
        let hints = "service.kubernetes.io/topology-aware-hints"
        if service["metadata"]?["annotations"]?[hints] != nil {
            let path = FieldPath(keys: "metadata", "annotations", hints)
            add("annotation \(hints) is deprecated, please use service.kubernetes.io/topology-mode instead", path, .key)
        }
        let spec = service["spec"] ?? .null
        let isHeadless = spec["clusterIP"] == "None"
        if spec["externalIPs"]?.array?.isEmpty == false, !isHeadless, spec["type"] != "ExternalName" {
            add(
                "spec.externalIPs is deprecated and may no longer be implemented in some clusters",
                FieldPath(keys: "spec", "externalIPs"),
                .key
            )
        }
        if spec["trafficDistribution"] == "PreferClose" {
            let path = FieldPath(keys: "spec", "trafficDistribution")
            add("\(path): \"PreferClose\" is deprecated; use \"PreferSameZone\"", path)
        }
    }

    private mutating func checkPersistentVolume(_ volume: Value) {
        checkAnnotation(volume, "volume.beta.kubernetes.io/storage-class", DeprecatedFields.storageClassWords)
        checkAnnotation(
            volume,
            "volume.beta.kubernetes.io/mount-options",
            "deprecated since v1.31; use \"mountOptions\" attribute instead"
        )
        let spec = volume["spec"] ?? .null
        if spec["persistentVolumeReclaimPolicy"] == "Recycle" {
            let path = FieldPath(keys: "spec", "persistentVolumeReclaimPolicy")
            add(
                "\(path): The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.",
                path
            )
        }
        for (field, shown, words) in VolumeSources.ofPersistentVolumes where spec[field] != nil {
            let path = FieldPath(keys: "spec", field)
            add("spec.\(shown): \(words)", path, .key)
        }
    }

    private mutating func checkNode(_ node: Value) {
        if node["spec"]?["configSource"] != nil {
            add("spec.configSource: the feature is no longer available", FieldPath(keys: "spec", "configSource"), .key)
        }
        if node["spec"]?["externalID"] != nil {
            let words = "spec.externalID: this field is deprecated, and is unused by Kubernetes"
            add(words, FieldPath(keys: "spec", "externalID"), .key)
        }
    }
}

/// The labels of nodes that newer ones took the place of.
private enum NodeLabels {
    static let deprecated: [String: String] = [
        "beta.kubernetes.io/arch": "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        "beta.kubernetes.io/os": "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        "failure-domain.beta.kubernetes.io/region":
            "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        "failure-domain.beta.kubernetes.io/zone": "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
        "beta.kubernetes.io/instance-type":
            "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
    ]
}

/// The annotations of pods that fields took the place of.
private enum PodAnnotations {
    static let deprecated = [
        (
            "scheduler.alpha.kubernetes.io/critical-pod",
            "non-functional in v1.16+; use the \"priorityClassName\" field instead"
        ),
        ("security.alpha.kubernetes.io/sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
        ("security.alpha.kubernetes.io/unsafe-sysctls", "non-functional in v1.11+; use the \"sysctls\" field instead"),
    ]
}

/// The volume sources that are no more: the field, the field as the server spells it there, and its words.
private enum VolumeSources {
    private static let both = [
        ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"),
        ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
        ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
        ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
    ]
    static let ofPods = both + [("gitRepo", "gitRepo", "deprecated in v1.11")]
    static let ofPersistentVolumes = both
}
