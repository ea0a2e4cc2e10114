// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A Kafka, in any of its versions.
struct KafkaCluster {
    /// One way in for clients.
    struct Listener: Hashable {
        var name: String
        var port: Int64
        var type: String
        var tls: Bool
    }

    let object: Object

    /// The typed view of `object`.
    init(_ object: Object) { self.object = object }

    var name: String { object.name }
    var namespace: String { object.namespace }
    /// Whether ZooKeeper keeps the state, as before Strimzi 0.46.
    var usesZooKeeper: Bool { object["spec", "zookeeper"]?.object != nil }
    var replicas: Int64? { object["spec", "kafka", "replicas"]?.int }
    var zooKeeperReplicas: Int64 { object["spec", "zookeeper", "replicas"]?.int ?? 1 }

    /// Whether the operator of topics runs (0.x also spells it `spec.topicOperator`).
    var hasTopicOperator: Bool {
        object["spec", "entityOperator", "topicOperator"]?.object != nil
            || object["spec", "topicOperator"]?.object != nil
    }

    /// Whether the operator of users runs.
    var hasUserOperator: Bool { object["spec", "entityOperator", "userOperator"]?.object != nil }

    /// How many brokers there are, by the node pools where the Kafka itself does not say it; nil when nothing does.
    func brokers(pools: [Object]) -> Int64? {
        let own = pools.filter { pool in
            pool.labels[StrimziKinds.clusterLabel] == name
                && (pool["spec", "roles"]?.array ?? []).contains("broker")
        }
        guard !own.isEmpty else { return replicas }
        return own.reduce(0) { $0 + ($1["spec", "replicas"]?.int ?? 0) }
    }

    /// The broker option `key` as a number.
    func number(_ key: String) -> Int64? {
        let value = object["spec", "kafka", "config"]?[key]
        return value?.int ?? value?.string.flatMap { Int64($0) }
    }

    /// The listeners; v1beta1 has them as a mapping with fixed ports.
    var listeners: [Listener] {
        switch object["spec", "kafka", "listeners"] {
        case .array(let elements)?:
            return elements.compactMap { element in
                guard let name = element["name"]?.string, let port = element["port"]?.int else { return nil }
                let type = element["type"]?.string ?? "internal"
                return Listener(name: name, port: port, type: type, tls: element["tls"]?.bool ?? false)
            }
        case .object(let map)?:
            var all: [Listener] = []
            if map["plain"] != nil { all.append(Listener(name: "plain", port: 9092, type: "internal", tls: false)) }
            if map["tls"] != nil { all.append(Listener(name: "tls", port: 9093, type: "internal", tls: true)) }
            if let external = map["external"] {
                let type = external["type"]?.string ?? "nodeport"
                let tls = external["tls"]?.bool ?? true
                all.append(Listener(name: "external", port: 9094, type: type, tls: tls))
            }
            return all
        default: return []
        }
    }
}
