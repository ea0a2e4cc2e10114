// SPDX-License-Identifier: MIT
internal import Kn8Value

/// What the rules read of an object: an object without what none of them reads, its paths as they were.
///
/// Of a kind that is not known here all is kept but annotations and status, so a rule about a new kind needs no change.
struct ObjectFacts {
    private static let pods: Set<String> = ["volumes", "initContainers", "containers", "serviceAccountName"]
    private static let containers: Set<String> = ["name", "ports", "env", "envFrom"]
    private static let metadata: Set<String> = ["name", "generateName", "namespace", "labels"]
    private static let envelope: Set<String> = ["apiVersion", "kind", "metadata", "spec"]

    /// The facts of `object`.
    static func of(_ object: Value) -> Value {
        guard case .object(let map) = object else { return .null }
        switch map["kind"]?.string {
        case "Pod"?: return of(map, spec: pod)
        case "Deployment"?, "StatefulSet"?, "DaemonSet"?, "ReplicaSet"?, "ReplicationController"?, "Job"?,
            "DeploymentConfig"?:
            return of(map) { workload($0) }
        case "CronJob"?:
            return of(map) { change($0, "jobTemplate") { change($0, "spec") { workload($0) } } }
        case "ConfigMap"?: return of(map)
        case "Secret"?:
            var facts = of(map)
            for field in ["data", "stringData"] { facts[field] = map[field].map(presence) }
            return facts
        case "CustomResourceDefinition"?: return of(map) { $0["group"].map { ["group": $0] } ?? .emptyObject }
        default:
            var facts = map
            facts["metadata"] = map["metadata"].map { only(metadata, of: $0) }
            facts["status"] = nil
            return .object(facts)
        }
    }

    private static func of(_ map: ValueMap, spec: (Value) -> Value = { $0 }) -> Value {
        .object(
            ValueMap(
                map.filter { envelope.contains($0.key) }.map { entry in
                    switch entry.key {
                    case "metadata": (entry.key, only(metadata, of: entry.value))
                    case "spec": (entry.key, spec(entry.value))
                    default: (entry.key, entry.value)
                    }
                }
            )
        )
    }

    private static func workload(_ spec: Value) -> Value {
        change(spec, "template") { template in
            guard case .object(let map) = template else { return template }
            return of(map, spec: pod)
        }
    }

    private static func pod(_ spec: Value) -> Value {
        guard case .object(let map) = spec else { return spec }
        return .object(
            ValueMap(
                map.filter { pods.contains($0.key) }.map { entry in
                    guard entry.key.hasSuffix("ontainers"), case .array(let elements) = entry.value else {
                        return (entry.key, entry.value)
                    }
                    return (entry.key, .array(elements.map(container)))
                }
            )
        )
    }

    private static func container(_ container: Value) -> Value {
        change(only(containers, of: container), "env") { env in
            guard case .array(let variables) = env else { return env }
            // An element keeps its place in the list, though nothing else of it is read.
            let facts = variables.map { $0["valueFrom"] == nil ? Value.null : $0 }
            return facts.allSatisfy(\.isNull) ? .null : .array(facts)
        }
    }

    /// Whether there is something under each key, and not what.
    private static func presence(_ data: Value) -> Value {
        guard case .object(let map) = data else { return data }
        return .object(ValueMap(map.lazy.map { ($0.key, $0.value.string?.isEmpty == false ? "*" : "") }))
    }

    private static func only(_ keys: Set<String>, of value: Value) -> Value {
        guard case .object(let map) = value else { return value }
        return .object(ValueMap(map.lazy.filter { keys.contains($0.key) }.map { ($0.key, $0.value) }))
    }

    private static func change(_ value: Value, _ key: String, _ change: (Value) -> Value) -> Value {
        guard let child = value[key] else { return value }
        var value = value
        value[key] = change(child)
        return value
    }
}
