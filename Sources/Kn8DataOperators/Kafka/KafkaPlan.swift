// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The parts of Strimzi's cluster operator that clients see: Services, StatefulSets in ZooKeeper's days, listeners,
/// readiness (`strimzi/strimzi-kafka-operator:cluster-operator/…/KafkaAssemblyOperator.java@0.17.0`).
struct KafkaPlan {
    /// What the operator would make and this one does not.
    static let notModelled =
        "not modelled: certificate authorities, network policies, disruption budgets, rolling updates and pod sets"

    /// The objects to ensure, in order.
    private(set) var children: [Object] = []
    /// The new status.
    private(set) var status: Value = .emptyObject

    private let kafka: KafkaCluster

    /// Plans `kafka`, whose StatefulSets are those of `sets` by name.
    init(_ kafka: KafkaCluster, sets: [String: Object], pools: [Object], now: Timestamp) {
        self.kafka = kafka
        if let (reason, message) = refusal(pools) {
            status = report("NotReady", reason: reason, message: message, at: now)
            return
        }
        children = services
        if kafka.usesZooKeeper {
            children.append(statefulSet("zookeeper", kafka.zooKeeperReplicas, "\(kafka.name)-zookeeper-nodes"))
            children.append(statefulSet("kafka", kafka.replicas ?? 1, "\(kafka.name)-kafka-brokers"))
        }
        let waiting = children.contains { child in
            guard child.kind == "StatefulSet", let wanted = child["spec", "replicas"]?.int else { return false }
            return (sets[child.name]?["status", "readyReplicas"]?.int ?? 0) < wanted
        }
        guard !waiting else {
            status = report("NotReady", reason: "Creating", message: "Kafka cluster is being deployed", at: now)
            return
        }
        status = report("Ready", reason: "", message: "", at: now)
        status["listeners"] = .array(kafka.listeners.map(address))
    }

    private func refusal(_ pools: [Object]) -> (reason: String, message: String)? {
        let brokers = kafka.brokers(pools: pools)
        guard let brokers, brokers > 0 else {
            guard !kafka.usesZooKeeper else { return nil }
            let message =
                "KafkaNodePools are enabled, but KafkaNodePools for Kafka cluster \(kafka.name) either don't exist "
                + "or have 0 replicas. Please make sure at least one KafkaNodePool resource exists, is in the same "
                + "namespace as the Kafka resource, has at least one replica, and has the strimzi.io/cluster label "
                + "set to the name of the Kafka resource."
            return ("InvalidResourceException", message)
        }
        for option in [
            "offsets.topic.replication.factor", "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
        ] {
            guard let value = kafka.number(option), value > brokers else { continue }
            let bound = brokers == 1 ? "1" : "\(brokers) or less"
            let because =
                kafka.usesZooKeeper
                ? "'spec.kafka.replicas' is \(brokers)" : "this cluster has only \(brokers) Kafka broker(s)."
            let message = "Kafka configuration option '\(option)' should be set to \(bound) because \(because)"
            return ("InvalidResourceException", message)
        }
        return nil
    }

    private func child(_ gvk: GroupVersionKind, _ name: String, component: String) -> Object {
        var object = Object(gvk, namespace: kafka.namespace, name: name, labels: labels(component))
        object.ownerReferences = [kafka.object.asController]
        return object
    }

    private func labels(_ component: String) -> [String: String] {
        [
            StrimziKinds.clusterLabel: kafka.name, "strimzi.io/kind": "Kafka",
            "strimzi.io/name": "\(kafka.name)-\(component)", "app.kubernetes.io/instance": kafka.name,
            "app.kubernetes.io/managed-by": "strimzi-cluster-operator",
        ]
    }

    private func selector(_ component: String) -> [String: String] {
        labels(component).filter { $0.key.hasPrefix("strimzi.io/") }
    }

    private var services: [Object] {
        func service(_ suffix: String, _ component: String, headless: Bool, _ ports: [(String, Int64)]) -> Object {
            var service = child(CoreKinds.service, "\(kafka.name)-\(suffix)", component: component)
            var spec: Value = [
                "selector": Value(strings: selector(component)),
                "ports": .array(
                    ports.map { name, port in
                        ["name": .string(name), "port": .int(port), "targetPort": .int(port), "protocol": "TCP"]
                    }
                ),
            ]
            if headless {
                spec["clusterIP"] = "None"
                spec["publishNotReadyAddresses"] = true
            } else {
                spec["type"] = "ClusterIP"
            }
            service["spec"] = spec
            return service
        }
        let clients = kafka.listeners.filter { $0.type == "internal" }.map { listener -> (String, Int64) in
            switch listener.name {
            case "plain": ("tcp-clients", listener.port)
            case "tls": ("tcp-clientstls", listener.port)
            default: ("tcp-\(listener.name)", listener.port)
            }
        }
        let brokers: [(String, Int64)] = [("tcp-replication", 9091)] + clients
        var all = [
            service("kafka-bootstrap", "kafka", headless: false, brokers),
            service("kafka-brokers", "kafka", headless: true, brokers),
        ]
        if kafka.usesZooKeeper {
            let nodes: [(String, Int64)] = [
                ("tcp-clients", 2181), ("tcp-clustering", 2888), ("tcp-election", 3888),
            ]
            all.append(service("zookeeper-client", "zookeeper", headless: false, [("tcp-clients", 2181)]))
            all.append(service("zookeeper-nodes", "zookeeper", headless: true, nodes))
        }
        return all
    }

    private func statefulSet(_ component: String, _ replicas: Int64, _ service: String) -> Object {
        var set = child(CoreKinds.statefulSet, "\(kafka.name)-\(component)", component: component)
        let version = kafka.object["spec", "kafka", "version"]?.string ?? "2.4.0"
        let image = kafka.object["spec", component, "image"]?.string ?? "strimzi/kafka:0.17.0-kafka-\(version)"
        var spec: Value = [
            "replicas": .int(replicas), "serviceName": .string(service), "podManagementPolicy": "Parallel",
            "updateStrategy": ["type": "OnDelete"], "selector": ["matchLabels": Value(strings: selector(component))],
        ]
        var pod: Value = ["containers": [["name": .string(component), "image": .string(image)]]]
        let storage = kafka.object["spec", component, "storage"]
        let volumes = storage?["type"] == "jbod" ? storage?["volumes"]?.array ?? [] : [storage ?? .emptyObject]
        var claims: [Value] = []
        var directories: [Value] = []
        for volume in volumes {
            let name = volume["id"]?.int.map { "data-\($0)" } ?? "data"
            guard volume["type"] == "persistent-claim" else {
                directories.append(["name": .string(name), "emptyDir": [:]])
                continue
            }
            var claim: Value = ["accessModes": ["ReadWriteOnce"]]
            claim[path: ["resources", "requests", "storage"]] = volume["size"] ?? "1Gi"
            claim["storageClassName"] = volume["class"]
            claims.append(["metadata": ["name": .string(name)], "spec": claim])
        }
        if !directories.isEmpty { pod["volumes"] = .array(directories) }
        if !claims.isEmpty { spec["volumeClaimTemplates"] = .array(claims) }
        spec["template"] = ["metadata": ["labels": Value(strings: labels(component))], "spec": pod]
        set["spec"] = spec
        if component == "kafka" { set.annotations = ["strimzi.io/kafka-version": version] }
        return set
    }

    private func address(_ listener: KafkaCluster.Listener) -> Value {
        let suffix = listener.type == "internal" ? "kafka-bootstrap" : "kafka-external-bootstrap"
        let host = "\(kafka.name)-\(suffix).\(kafka.namespace).svc"
        var value: Value = ["addresses": [["host": .string(host), "port": .int(listener.port)]]]
        if case .array? = kafka.object["spec", "kafka", "listeners"] {
            value["name"] = .string(listener.name)
            value["bootstrapServers"] = .string("\(host):\(listener.port)")
        } else {
            value["type"] = .string(listener.name)
        }
        return value
    }

    private func report(_ type: String, reason: String, message: String, at now: Timestamp) -> Value {
        var conditions = StatusConditions(kafka.object["status", "conditions"])
        conditions.keepOnly([type])
        conditions.set(type, status: "True", reason: reason, message: message, at: now)
        return ["conditions": conditions.value, "observedGeneration": .int(kafka.object.generation)]
    }
}
