// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Which Pods a ReplicaSet is to make and to remove, and what its status is.
struct ReplicaSetPlan: Sendable {
    let set: Object
    /// The Pods the set controls, ordered by key.
    let pods: [Object]
    let now: Timestamp

    var replicas: Int { Int(clamping: max(0, set["spec", "replicas"]?.int ?? 1)) }
    var minReadySeconds: Int64 { self.set["spec", "minReadySeconds"]?.int ?? 0 }

    private var living: [Object] { pods.filter { !PodState.hasEnded($0) && !$0.isBeingDeleted } }

    /// The names of the Pods that should be there; a suffix follows from the set's name and a count.
    private var wanted: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        var ordinal = 0
        while names.count < replicas, ordinal < replicas + 1000 {
            let name = "\(set.name)-\(StableHash.name(of: "\(set.namespace)/\(set.name)#\(ordinal)", length: 5))"
            if seen.insert(name).inserted { names.append(name) }
            ordinal += 1
        }
        return names
    }

    /// The Pods to create.
    var missing: [Object] {
        let present = Set(pods.map(\.name))
        return wanted.filter { !present.contains($0) }.prefix(max(0, replicas - living.count))
            .map { PodState.pod(named: $0, from: set["spec", "template"], of: set) }
    }

    /// The Pods to delete: those that are not ready first.
    var surplus: [Object] {
        let excess = living.count - replicas
        guard excess > 0 else { return [] }
        let order = Dictionary(wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        return Array(
            living.sorted {
                let left = (PodState.isReady($0) ? 1 : 0, -(order[$0.name] ?? .max), $0.key)
                let right = (PodState.isReady($1) ? 1 : 0, -(order[$1.name] ?? .max), $1.key)
                return left < right
            }
            .prefix(excess)
        )
    }

    var status: Value {
        let labels = LabelSelector(["matchLabels": set["spec", "template", "metadata", "labels"] ?? .emptyObject])
        let available = living.filter { PodState.isAvailable($0, minReadySeconds: minReadySeconds, now: now) }
        var status: Value = [
            "fullyLabeledReplicas": .int(Int64(living.filter(labels.selects).count)),
            "readyReplicas": .int(Int64(living.filter(PodState.isReady).count)),
            "availableReplicas": .int(Int64(available.count)),
        ]
        status = status.withoutZeros()
        status["replicas"] = .int(Int64(living.count))
        status["observedGeneration"] = .int(set.generation)
        return status
    }

    /// Whether some Pod is ready but not yet available, so that time alone changes the status.
    var waitsForTime: Bool {
        minReadySeconds > 0
            && living.contains {
                PodState.isReady($0) && !PodState.isAvailable($0, minReadySeconds: minReadySeconds, now: now)
            }
    }
}
