// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Who is master and who replicates: what Orchestrator and the node controller find out upstream, judged here from
/// which Pods are ready. A new master is the ready node with the lowest ordinal
/// (`bitpoke/mysql-operator:pkg/controller/orchestrator/orchestrator_reconcile.go@v0.6.3`).
struct MysqlTopology {
    private let cluster: MysqlCluster
    private let readyNodes: Int64
    private let pods: [Int64: Object]
    private let healthy: [Int64]
    private let master: Int64?

    /// The topology of `cluster` as `world` shows it.
    init(_ cluster: MysqlCluster, _ world: MysqlClusterPlan.World) {
        self.cluster = cluster
        readyNodes = world.statefulSet?["status", "readyReplicas"]?.int ?? 0
        var pods: [Int64: Object] = [:]
        let prefix = "\(cluster.resourceName)-"
        for pod in world.pods where pod.name.hasPrefix(prefix) {
            if let ordinal = Int64(pod.name.dropFirst(prefix.count)) { pods[ordinal] = pod }
        }
        self.pods = pods
        // Where nobody runs Pods, the StatefulSet's count stands for them.
        if pods.isEmpty {
            healthy = Array(0..<max(0, min(readyNodes, cluster.replicas)))
        } else {
            healthy = pods.filter { $0.key < cluster.replicas && MysqlTopology.isReady($0.value) }.keys.sorted()
        }
        let before = cluster.object["status", "nodes"]?.array?.first { node in
            StatusConditions(node["conditions"]).isTrue("Master")
        }
        let kept = healthy.first { cluster.host($0) == before?["name"]?.string }
        master = kept ?? healthy.first
    }

    private static func isReady(_ pod: Object) -> Bool {
        !pod.isBeingDeleted && StatusConditions(pod["status", "conditions"]).isTrue("Ready")
    }

    /// The labels that steer the Services, replicas first and the master last.
    var podLabels: [(pod: String, labels: [String: String])] {
        let ordinals = pods.keys.sorted().filter { $0 != master } + [master].compactMap(\.self)
        return ordinals.compactMap { ordinal in
            guard let pod = pods[ordinal], !pod.isBeingDeleted else { return nil }
            let labels = [
                "role": ordinal == master ? "master" : "replica",
                "healthy": healthy.contains(ordinal) ? "yes" : "no",
            ]
            return labels.allSatisfy { pod.labels[$0.key] == $0.value } ? nil : (pod.name, labels)
        }
    }

    /// The cluster's status.
    func status(at now: Timestamp) -> Value {
        var conditions = StatusConditions(cluster.object["status", "conditions"])
        if readyNodes != cluster.replicas {
            conditions.set("Ready", false, reason: "StatefulSetNotReady", message: "StatefulSet is not ready", at: now)
        } else if master == nil, !cluster.readOnly, cluster.replicas > 0 {
            let message = "Cluster has no designated master"
            conditions.set("Ready", false, reason: "NoMaster", message: message, at: now)
        } else {
            conditions.set("Ready", true, reason: "ClusterReady", message: "Cluster is ready", at: now)
        }
        if cluster.replicas == 0, readyNodes == 0 {
            let message = "cluster is not running"
            conditions.set("FailoverInProgress", false, reason: "ClusterNotRunning", message: message, at: now)
        } else if master != nil {
            let message = "Master is healthy in orchestrator"
            conditions.set("FailoverInProgress", false, reason: "ClusterMasterHealthy", message: message, at: now)
            let none = "no pending ack"
            conditions.set("PendingFailoverAck", false, reason: "NoPendingFailoverAckExists", message: none, at: now)
        }
        if let master {
            if cluster.readOnly {
                let message = "read-only nodes: \(healthy.map(cluster.host).joined(separator: " "))"
                conditions.set("ReadOnly", true, reason: "ClusterReadOnlyTrue", message: message, at: now)
            } else {
                let message = "writable nodes: \(cluster.host(master))"
                conditions.set("ReadOnly", false, reason: "ClusterReadOnlyFalse", message: message, at: now)
            }
        }
        return [
            "readyNodes": .int(readyNodes), "conditions": conditions.value,
            "nodes": .array(healthy.map { node($0, at: now) }),
        ]
    }

    private func node(_ ordinal: Int64, at now: Timestamp) -> Value {
        let name = cluster.host(ordinal)
        let before = cluster.object["status", "nodes"]?.array?.first { $0["name"]?.string == name }
        var conditions = StatusConditions(before?["conditions"])
        let isMaster = ordinal == master
        for (type, status) in [
            ("Lagged", false), ("Replicating", !isMaster), ("Master", isMaster),
            ("ReadOnly", cluster.readOnly || !isMaster),
        ] {
            conditions.set(type, status, reason: "", message: "", at: now)
        }
        return ["name": .string(name), "conditions": conditions.value]
    }
}
