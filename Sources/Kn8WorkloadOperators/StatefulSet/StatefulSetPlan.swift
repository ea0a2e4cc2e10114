// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Which Pods a StatefulSet is to make and to remove now, and what its status is
/// (`kubernetes:pkg/controller/statefulset/stateful_set_control.go`).
struct StatefulSetPlan: Sendable {
    static let revisionLabel = "controller-revision-hash"

    let set: Object
    /// The Pods the set controls, in any order.
    let pods: [Object]
    /// The ControllerRevisions the set controls.
    let revisions: [Object]
    let now: Timestamp

    var replicas: Int64 { min(max(0, set["spec", "replicas"]?.int ?? 1), Int64(Int32.max)) }
    var minReadySeconds: Int64 { self.set["spec", "minReadySeconds"]?.int ?? 0 }

    private var start: Int64 { min(max(0, set["spec", "ordinals", "start"]?.int ?? 0), Int64(Int32.max)) }
    private var ordinals: Range<Int64> { start..<(start + replicas) }
    private var isOrdered: Bool { self.set["spec", "podManagementPolicy"]?.string != "Parallel" }
    private var rolls: Bool { self.set["spec", "updateStrategy", "type"]?.string != "OnDelete" }
    private var partition: Int64 {
        min(max(0, set["spec", "updateStrategy", "rollingUpdate", "partition"]?.int ?? 0), Int64(Int32.max))
    }

    /// The name of the present template's revision.
    var updateRevision: String {
        "\(set.name)-\(StableHash.name(of: set["spec", "template"] ?? .emptyObject, length: 10))"
    }

    /// The name of the revision that the Pods below the partition have.
    var currentRevision: String { self.set["status", "currentRevision"]?.string ?? updateRevision }

    /// The ControllerRevision of the present template, which remembers it for the Pods below a later partition.
    var revision: Object {
        var revision = Object(.controllerRevision, namespace: set.namespace, name: updateRevision)
        revision["metadata", "labels"] = set["spec", "template", "metadata", "labels"]
        revision.ownerReferences = [set.asController]
        var template = set["spec", "template"] ?? .emptyObject
        template["$patch"] = "replace"
        revision["data"] = ["spec": ["template": template]]
        let others = revisions.filter { $0.name != updateRevision }
        let highest = others.compactMap { $0["revision"]?.int }.max() ?? 0
        let present = revisions.first { $0.name == updateRevision }?["revision"]?.int ?? 0
        revision["revision"] = .int(present > highest ? present : highest + 1)
        return revision
    }

    /// The revisions beyond `revisionHistoryLimit` that no Pod has, oldest first.
    var surplusRevisions: [Object] {
        let limit = Int(clamping: max(0, set["spec", "revisionHistoryLimit"]?.int ?? 10))
        let live = Set(pods.compactMap { $0.labels[Self.revisionLabel] } + [updateRevision, currentRevision])
        return Array(
            revisions.filter { !live.contains($0.name) }
                .sorted { ($0["revision"]?.int ?? 0) < ($1["revision"]?.int ?? 0) }.dropLast(limit)
        )
    }

    /// The ordinal in a Pod's name; nil when the name is not one that this set gives.
    private func ordinal(of pod: Object) -> Int64? {
        guard pod.name.hasPrefix("\(set.name)-") else { return nil }
        let digits = pod.name.dropFirst(set.name.count + 1)
        return digits.allSatisfy(\.isNumber) ? Int64(digits) : nil
    }

    private var byOrdinal: [Int64: Object] {
        Dictionary(pods.compactMap { pod in ordinal(of: pod).map { ($0, pod) } }, uniquingKeysWith: { $1 })
    }

    /// Whether the Pod ended and a new one would not end at once.
    private func mustBeReplaced(_ pod: Object) -> Bool {
        PodState.hasEnded(pod) && PodPlan(pod: pod, now: now).simulation != .failed
    }

    private func isAvailable(_ pod: Object) -> Bool {
        PodState.isAvailable(pod, minReadySeconds: minReadySeconds, now: now)
    }

    /// What is to be done now; the changes it makes call for the next step.
    var step: StatefulSetStep {
        var step = StatefulSetStep()
        let present = byOrdinal
        for ordinal in ordinals {
            guard let pod = present[ordinal] else {
                step.ordinalsToCreate.append(ordinal)
                if isOrdered { return step }
                continue
            }
            if mustBeReplaced(pod), !pod.isBeingDeleted {
                step.podsToDelete.append(pod)
                if isOrdered { return step }
            }
            if isOrdered, pod.isBeingDeleted || !isAvailable(pod) { return step }
        }
        let condemned = present.filter { !ordinals.contains($0.key) }.sorted { $0.key > $1.key }.map(\.value)
        let firstUnhealthy = present.sorted { $0.key < $1.key }.first { !PodState.isReady($0.value) }?.value
        for pod in condemned {
            if isOrdered {
                // The highest goes first, and only while all others are ready.
                guard !pod.isBeingDeleted, PodState.isReady(pod) || firstUnhealthy?.name == pod.name else {
                    return step
                }
                step.podsToDelete.append(pod)
                return step
            }
            if !pod.isBeingDeleted { step.podsToDelete.append(pod) }
        }
        guard rolls, step.isEmpty else { return step }
        for ordinal in ordinals.reversed() where ordinal >= start + partition {
            guard let pod = present[ordinal] else { continue }
            if pod.labels[Self.revisionLabel] != updateRevision, !pod.isBeingDeleted {
                step.podsToDelete.append(pod)
                return step
            }
            guard !pod.isBeingDeleted, PodState.isReady(pod) else { return step }
        }
        return step
    }

    /// The Pod of `ordinal`, of the current revision below the partition and of the new one from there on.
    func pod(_ ordinal: Int64) -> StatefulPod {
        let old = revisions.first { $0.name == currentRevision }
        guard rolls, ordinal < start + partition, let template = old?["data", "spec", "template"] else {
            return StatefulPod(
                set: set,
                ordinal: ordinal,
                template: set["spec", "template"] ?? .emptyObject,
                revision: updateRevision
            )
        }
        return StatefulPod(set: set, ordinal: ordinal, template: template, revision: currentRevision)
    }

    var status: Value {
        let ready = pods.filter(PodState.isReady)
        func count(_ revision: String) -> Int {
            pods.filter { !$0.isBeingDeleted && $0.labels[Self.revisionLabel] == revision }.count
        }
        let updated = count(updateRevision)
        let complete = rolls && updated == pods.count && ready.count == pods.count && replicas == Int64(pods.count)
        let current = complete ? updateRevision : currentRevision
        var status: Value = [
            "readyReplicas": .int(Int64(ready.count)), "currentReplicas": .int(Int64(count(current))),
            "updatedReplicas": .int(Int64(updated)),
        ]
        status = status.withoutZeros()
        status["replicas"] = .int(Int64(pods.count))
        status["availableReplicas"] = .int(Int64(pods.filter(isAvailable).count))
        status["currentRevision"] = .string(current)
        status["updateRevision"] = .string(updateRevision)
        status["collisionCount"] = 0
        status["observedGeneration"] = .int(set.generation)
        return status
    }

    /// Whether some Pod is ready but not yet available, so that time alone changes what is to be done.
    var waitsForTime: Bool { minReadySeconds > 0 && pods.contains { PodState.isReady($0) && !isAvailable($0) } }
}
