// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What a Deployment wants of its ReplicaSets, and what its status is (`kubernetes:pkg/controller/deployment`).
struct DeploymentPlan: Sendable {
    static let hashLabel = "pod-template-hash"
    static let revision = "deployment.kubernetes.io/revision"

    let deployment: Object
    /// The ReplicaSets the Deployment controls, ordered by key.
    let replicaSets: [Object]
    let now: Timestamp
    /// The hash of the Pod template, ten characters as Kubernetes writes it.
    let templateHash: String

    init(deployment: Object, replicaSets: [Object], now: Timestamp) {
        self.deployment = deployment
        self.replicaSets = replicaSets
        self.now = now
        templateHash = StableHash.name(of: deployment["spec", "template"] ?? .emptyObject, length: 10)
    }

    var replicas: Int64 { deployment["spec", "replicas"]?.int ?? 1 }
    var isPaused: Bool { deployment["spec", "paused"]?.bool ?? false }

    /// The ReplicaSet of the present template; nil before it is made.
    var current: Object? { replicaSets.first { $0.labels[Self.hashLabel] == templateHash } }

    var old: [Object] { replicaSets.filter { $0.labels[Self.hashLabel] != templateHash } }

    /// The revision that the present template has or gets.
    var currentRevision: Int64 {
        let highestOld = old.map(Self.revision(of:)).max() ?? 0
        guard let current, Self.revision(of: current) > highestOld else { return highestOld + 1 }
        return Self.revision(of: current)
    }

    /// The ReplicaSet of the present template as it should be.
    var desired: Object {
        let hash = templateHash
        var set = Object(.replicaSet, namespace: deployment.namespace, name: "\(deployment.name)-\(hash)")
        var template = deployment["spec", "template"] ?? .emptyObject
        template[path: ["metadata", "labels", Self.hashLabel]] = .string(hash)
        set["metadata", "labels"] = template[path: ["metadata", "labels"]]
        set.annotations = [
            Self.revision: String(currentRevision),
            "deployment.kubernetes.io/desired-replicas": String(replicas),
        ]
        set.ownerReferences = [deployment.asController]
        var selector = deployment["spec", "selector"] ?? .emptyObject
        selector[path: ["matchLabels", Self.hashLabel]] = .string(hash)
        set["spec"] = ["replicas": .int(replicas), "selector": selector, "template": template]
        if let seconds = deployment["spec", "minReadySeconds"] { set["spec", "minReadySeconds"] = seconds }
        return set
    }

    /// Whether old Pods may go: when the new ones are available, or at once under `Recreate`.
    var mayScaleOldDown: Bool {
        deployment["spec", "strategy", "type"]?.string == "Recreate"
            || (current?["status", "availableReplicas"]?.int ?? 0) >= replicas
    }

    /// Whether the new ReplicaSet must wait for the old Pods to go.
    var mustWaitForOld: Bool {
        deployment["spec", "strategy", "type"]?.string == "Recreate"
            && old.contains { ($0["status", "replicas"]?.int ?? 0) > 0 }
    }

    /// The old ReplicaSets beyond `revisionHistoryLimit`, oldest first.
    var surplus: [Object] {
        let limit = Int(max(0, deployment["spec", "revisionHistoryLimit"]?.int ?? 10))
        let idle = old.filter {
            ($0["spec", "replicas"]?.int ?? 1) == 0 && ($0["status", "replicas"]?.int ?? 0) == 0
        }
        return Array(
            idle.sorted { Self.revision(of: $0) < Self.revision(of: $1) }.dropLast(limit)
        )
    }

    private var maxUnavailable: Int64 {
        let value = deployment["spec", "strategy", "rollingUpdate", "maxUnavailable"] ?? "25%"
        if let number = value.int { return number }
        guard let text = value.string, text.hasSuffix("%"), let percent = Int64(text.dropLast()), percent >= 0,
            percent <= 100, replicas <= Int64(Int32.max)
        else { return 0 }
        return replicas * percent / 100
    }

    var status: Value {
        func sum(_ field: String) -> Int64 { replicaSets.reduce(0) { $0 + ($1["status", field]?.int ?? 0) } }
        let available = sum("availableReplicas")
        let updated = current?["status", "replicas"]?.int ?? 0
        var status: Value = [
            "replicas": .int(sum("replicas")), "updatedReplicas": .int(updated),
            "readyReplicas": .int(sum("readyReplicas")), "availableReplicas": .int(available),
            "unavailableReplicas": .int(max(0, replicas - available)),
        ]
        status = status.withoutZeros()
        status["observedGeneration"] = .int(deployment.generation)
        var conditions = Conditions(of: deployment)
        let enough = available >= replicas - maxUnavailable
        set(
            Condition(
                "Available",
                enough,
                reason: enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                message: enough
                    ? "Deployment has minimum availability." : "Deployment does not have minimum availability."
            ),
            in: &conditions
        )
        let name = "\(deployment.name)-\(templateHash)"
        let complete = updated == replicas && sum("replicas") == replicas && available >= replicas
        set(
            Condition(
                "Progressing",
                true,
                reason: complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                message: complete
                    ? "ReplicaSet \"\(name)\" has successfully progressed." : "ReplicaSet \"\(name)\" is progressing."
            ),
            in: &conditions
        )
        status["conditions"] = conditions.value
        return status
    }

    /// Puts `condition` in; `lastUpdateTime` moves with anything that a reader could see.
    private func set(_ condition: Condition, in conditions: inout Conditions) {
        var condition = condition
        let before = conditions[condition.type]
        let same =
            before.map {
                $0.status == condition.status && $0.reason == condition.reason && $0.message == condition.message
            } ?? false
        condition.more["lastUpdateTime"] = (same ? before?.more["lastUpdateTime"] : nil) ?? .string(now.description)
        conditions.set(condition, now: now)
    }

    static func revision(of set: Object) -> Int64 { Int64(set.annotations[revision] ?? "") ?? 0 }
}
