// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Fields of built-in kinds that may not change once they are stored (`kubernetes:pkg/apis/*/validation`).
enum ImmutableFields {
    private static let paths: [String: [[String]]] = [
        "apps/Deployment": [["spec", "selector"]],
        "apps/ReplicaSet": [["spec", "selector"]],
        "apps/DaemonSet": [["spec", "selector"]],
        "batch/Job": [["spec", "selector"], ["spec", "template"], ["spec", "completionMode"]],
        "/Secret": [["type"]],
        "rbac.authorization.k8s.io/RoleBinding": [["roleRef"]],
        "rbac.authorization.k8s.io/ClusterRoleBinding": [["roleRef"]],
        "apiextensions.k8s.io/CustomResourceDefinition": [
            ["spec", "scope"], ["spec", "group"], ["spec", "names", "kind"], ["spec", "names", "plural"],
        ],
        "storage.k8s.io/StorageClass": [["provisioner"], ["parameters"], ["reclaimPolicy"]],
    ]

    static func causes(_ object: Object, old: Object, _ kind: ServedKind) -> [APIError.Cause] {
        guard !kind.isCustom else { return [] }
        let name = "\(kind.resource.gvk.group)/\(kind.resource.gvk.kind)"
        var causes: [APIError.Cause] = []
        for path in paths[name] ?? [] {
            guard let before = old.value[path: path], object.value[path: path] != before else { continue }
            let after = object.value[path: path] ?? .null
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \(after.json()): field is immutable",
                    field: path.joined(separator: ".")
                )
            )
        }
        switch name {
        case "/Service": causes += serviceCauses(object, old)
        case "/ConfigMap", "/Secret": causes += frozenCauses(object, old)
        case "apps/StatefulSet": causes += statefulSetCauses(object, old)
        default: break
        }
        return causes
    }

    private static func serviceCauses(_ object: Object, _ old: Object) -> [APIError.Cause] {
        guard let before = old["spec", "clusterIP"]?.string, !before.isEmpty,
            object["spec", "type"]?.string != "ExternalName", old["spec", "type"]?.string != "ExternalName",
            let after = object["spec", "clusterIP"]?.string, after != before
        else { return [] }
        return [
            APIError.Cause(
                reason: "FieldValueInvalid",
                message: "Invalid value: \(Value.array([.string(after)]).json()): may not change once set",
                field: "spec.clusterIPs[0]"
            )
        ]
    }

    private static func frozenCauses(_ object: Object, _ old: Object) -> [APIError.Cause] {
        guard old["immutable"]?.bool == true else { return [] }
        return ["data", "binaryData", "immutable"].compactMap { field in
            guard object[field] != old[field] else { return nil }
            return APIError.Cause(
                reason: "FieldValueForbidden",
                message: "Forbidden: field is immutable when `immutable` is set",
                field: field
            )
        }
    }

    private static func statefulSetCauses(_ object: Object, _ old: Object) -> [APIError.Cause] {
        let mutable: Set<String> = [
            "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
        ]
        func rest(_ object: Object) -> [ValueMap.Entry] {
            (object["spec"]?.object ?? [:]).filter { !mutable.contains($0.key) }
        }
        guard rest(object) != rest(old) else { return [] }
        return [
            APIError.Cause(
                reason: "FieldValueForbidden",
                message: "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', "
                    + "'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                    + "'minReadySeconds' are forbidden",
                field: "spec"
            )
        ]
    }
}
