// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The objects that an object's fields name, as far as the field says what kind they are: what must be there before it is.
struct ObjectReferences {
    /// An object as others name it: kinds are told apart by their group, not by their version.
    struct Name: Hashable {
        let group: String
        let kind: String
        /// Empty for what has no namespace, or when that is not known.
        let namespace: String
        let name: String
    }

    private static let depthLimit = 100
    private let namespace: String
    private let group: String
    private(set) var found: Set<Name> = []

    /// The references of `object`, which stands in `namespace`.
    init(of object: Object, in namespace: String) {
        self.namespace = namespace
        group = object.gvk.group
        for entry in object.value.object ?? [:] where !["metadata", "status", "kind"].contains(entry.key) {
            look(at: entry.value, under: entry.key, depth: 0)
        }
        if let owner = object.labels["strimzi.io/cluster"] {
            add("kafka.strimzi.io", object.kind == "KafkaConnector" ? "KafkaConnect" : "Kafka", owner)
        }
        for owner in object.ownerReferences {
            add(GroupVersionKind(apiVersion: owner.apiVersion, kind: owner.kind).group, owner.kind, owner.name)
        }
    }

    private mutating func add(_ group: String, _ kind: String, _ name: String?, in namespace: String? = nil) {
        guard let name, !name.isEmpty else { return }
        found.insert(Name(group: group, kind: kind, namespace: namespace ?? self.namespace, name: name))
    }

    private mutating func look(at value: Value, under key: String, depth: Int) {
        guard depth < ObjectReferences.depthLimit else { return }
        switch value {
        case .string(let text): note(text, under: key)
        case .array(let elements):
            if key == "imagePullSecrets" { elements.forEach { add("", "Secret", $0["name"]?.string) } }
            for element in elements {
                switch element {
                case .object, .array: look(at: element, under: key, depth: depth + 1)
                default: break
                }
            }
        case .object(let map):
            note(map, under: key)
            for entry in map { look(at: entry.value, under: entry.key, depth: depth + 1) }
        default: break
        }
    }

    private mutating func note(_ text: String, under key: String) {
        switch key {
        case "secretName": add("", "Secret", text)
        case "serviceAccountName": add("", "ServiceAccount", text)
        case "claimName": add("", "PersistentVolumeClaim", text)
        case "serviceName": add("", "Service", text)
        case "storageClassName": add("storage.k8s.io", "StorageClass", text, in: "")
        case "priorityClassName": add("scheduling.k8s.io", "PriorityClass", text, in: "")
        case "ingressClassName": add("networking.k8s.io", "IngressClass", text, in: "")
        case "configurationName" where group == "serving.knative.dev": add(group, "Configuration", text)
        case "clusterName" where group.hasPrefix("mysql."): add(group, "MysqlCluster", text)
        default: break
        }
    }

    private mutating func note(_ map: ValueMap, under key: String) {
        let name = map["name"]?.string
        switch key {
        case "configMapRef", "configMapKeyRef", "configMap": return add("", "ConfigMap", name)
        case "secretRef", "secretKeyRef", "secret": return add("", "Secret", name)
        case "service", "services": return add("", "Service", name)
        case "includes" where group == "projectcontour.io":
            return add(group, "HTTPProxy", name, in: map["namespace"]?.string)
        case "clusterRef" where group.hasPrefix("mysql."): return add(group, "MysqlCluster", name)
        default: break
        }
        guard let name, let kind = map["kind"]?.string else { return }
        let version = map["apiVersion"]?.string
        let group =
            map["apiGroup"]?.string
            ?? version.map { GroupVersionKind(apiVersion: $0, kind: kind).group }
            ?? (["Role", "ClusterRole"].contains(kind) ? "rbac.authorization.k8s.io" : "")
        add(group, kind, name, in: kind.hasPrefix("Cluster") ? "" : map["namespace"]?.string)
    }
}
