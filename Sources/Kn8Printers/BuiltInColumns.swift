// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The table columns of built-in kinds, as the API server defines them
/// (`kubernetes:pkg/printers/internalversion/printers.go`).
package enum BuiltInColumns {
    /// The columns of `kind`; nil for a kind without columns of its own, which shows name and age.
    package static func columns(of kind: GroupVersionKind) -> [Column]? {
        switch (kind.group, kind.kind) {
        case ("", "Pod"): pod
        case ("apps", "Deployment"): deployment
        case ("apps", "ReplicaSet"), ("", "ReplicationController"): replicaSet
        case ("apps", "StatefulSet"): statefulSet
        case ("apps", "DaemonSet"): daemonSet
        case ("batch", "Job"): job
        case ("", "Service"): service
        case ("", "Endpoints"): endpoints
        case ("", "ConfigMap"): [.objectName, Column("Data") { object, _ in "\(dataCount(object))" }, .age]
        case ("", "Secret"):
            [
                .objectName, Column("Type") { object, _ in object["type"]?.string ?? "Opaque" },
                Column("Data") { object, _ in "\(dataCount(object))" }, .age,
            ]
        case ("", "Namespace"): [.objectName, Column("Status") { object, _ in text(object, "status", "phase") }, .age]
        case ("", "PersistentVolumeClaim"): persistentVolumeClaim
        case ("policy", "PodDisruptionBudget"): podDisruptionBudget
        case ("", "Event"), ("events.k8s.io", "Event"): event
        case ("apiextensions.k8s.io", "CustomResourceDefinition"), ("rbac.authorization.k8s.io", "Role"),
            ("rbac.authorization.k8s.io", "ClusterRole"), ("", "LimitRange"):
            [.objectName, Column("Created At") { object, _ in text(object, "metadata", "creationTimestamp") }]
        case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
            [
                .objectName,
                Column("Role") { object, _ in text(object, "roleRef", "kind") + "/" + text(object, "roleRef", "name") },
                .age, subjects("Users", "User"), subjects("Groups", "Group"),
                subjects("ServiceAccounts", "ServiceAccount"),
            ]
        case ("networking.k8s.io", "Ingress"): ingress
        case ("networking.k8s.io", "NetworkPolicy"):
            [.objectName, Column("Pod-Selector") { object, _ in selector(object["spec", "podSelector"]) }, .age]
        case ("storage.k8s.io", "StorageClass"): storageClass
        default: cluster(kind) ?? openShift(kind)
        }
    }

    private static func subjects(_ name: String, _ kind: String) -> Column {
        Column(name, wide: true) { object, _ in
            let all = (object["subjects"]?.array ?? []).filter { $0["kind"]?.string == kind }
            return all.map { subject in
                let own = subject["name"]?.string ?? ""
                return kind == "ServiceAccount" ? "\(subject["namespace"]?.string ?? "")/\(own)" : own
            }.joined(separator: ", ")
        }
    }

    static func text(_ object: Object, _ keys: String...) -> String { object.value[path: keys]?.string ?? "" }

    static func number(_ object: Object, _ keys: String...) -> Int64 { object.value[path: keys]?.int ?? 0 }

    /// `<none>` for an empty text.
    static func orNone(_ text: String) -> String { text.isEmpty ? "<none>" : text }

    private static func dataCount(_ object: Object) -> Int {
        (object["data"]?.object?.count ?? 0) + (object["binaryData"]?.object?.count ?? 0)
    }

    /// A label selector in kubectl's string form; `<none>` when it selects by nothing.
    static func selector(_ value: Value?) -> String {
        guard let value else { return "<none>" }
        guard value["matchLabels"] != nil || value["matchExpressions"] != nil else {
            return orNone(equalities(value))
        }
        var parts = [equalities(value["matchLabels"])]
        for expression in value["matchExpressions"]?.array ?? [] {
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.array ?? []).compactMap(\.string).joined(separator: ",")
            switch expression["operator"]?.string {
            case "In": parts.append("\(key) in (\(values))")
            case "NotIn": parts.append("\(key) notin (\(values))")
            case "DoesNotExist": parts.append("!\(key)")
            default: parts.append(key)
            }
        }
        return orNone(parts.filter { !$0.isEmpty }.joined(separator: ","))
    }

    private static func equalities(_ value: Value?) -> String {
        (value?.object ?? ValueMap()).map { "\($0.key)=\($0.value.string ?? "")" }.joined(separator: ",")
    }
}
