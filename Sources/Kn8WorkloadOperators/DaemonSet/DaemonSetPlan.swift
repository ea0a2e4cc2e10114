// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The one Pod that a DaemonSet has on the one simulated node, and what its status is
/// (`kubernetes:pkg/controller/daemon`).
struct DaemonSetPlan: Sendable {
    let set: Object
    /// The Pods the set controls, ordered by key.
    let pods: [Object]
    let now: Timestamp

    var minReadySeconds: Int64 { self.set["spec", "minReadySeconds"]?.int ?? 0 }

    private var hash: String { StableHash.name(of: set["spec", "template"] ?? .emptyObject, length: 10) }
    private var replacesOld: Bool { self.set["spec", "updateStrategy", "type"]?.string != "OnDelete" }

    private func isUpdated(_ pod: Object) -> Bool { pod.labels[StatefulSetPlan.revisionLabel] == hash }

    /// The Pod to create, once no other is there.
    var missing: Object? {
        guard pods.isEmpty else { return nil }
        let suffix = StableHash.name(of: "\(set.namespace)/\(set.name)/\(PodPlan.node)#\(hash)", length: 5)
        var pod = PodState.pod(named: "\(set.name)-\(suffix)", from: set["spec", "template"], of: set)
        pod["metadata", "labels", StatefulSetPlan.revisionLabel] = .string(hash)
        return pod
    }

    /// The Pods to delete: those of another template.
    var surplus: [Object] {
        replacesOld ? pods.filter { !isUpdated($0) && !$0.isBeingDeleted } : []
    }

    private func isAvailable(_ pod: Object) -> Bool {
        PodState.isAvailable(pod, minReadySeconds: minReadySeconds, now: now)
    }

    var status: Value {
        let available = pods.contains(where: isAvailable)
        var status: Value = [
            "updatedNumberScheduled": pods.contains(where: isUpdated) ? 1 : 0, "numberAvailable": available ? 1 : 0,
            "numberUnavailable": available ? 0 : 1,
        ]
        status = status.withoutZeros()
        status["currentNumberScheduled"] = pods.isEmpty ? 0 : 1
        status["desiredNumberScheduled"] = 1
        status["numberMisscheduled"] = 0
        status["numberReady"] = pods.contains(where: PodState.isReady) ? 1 : 0
        status["observedGeneration"] = .int(set.generation)
        return status
    }

    /// Whether some Pod is ready but not yet available, so that time alone changes the status.
    var waitsForTime: Bool { minReadySeconds > 0 && pods.contains { PodState.isReady($0) && !isAvailable($0) } }
}
