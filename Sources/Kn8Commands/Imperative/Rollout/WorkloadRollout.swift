// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// How far the rollout of a Deployment, StatefulSet or DaemonSet is (`kubernetes:kubectl/pkg/polymorphichelpers`).
struct WorkloadRollout {
    let message: String
    let isDone: Bool

    /// Looks at `object`; the complaints are kubectl's.
    init(_ object: Object) throws(CommandError) {
        switch object.kind {
        case "Deployment": self = try WorkloadRollout.deployment(object)
        case "DaemonSet": self = try WorkloadRollout.daemonSet(object)
        case "StatefulSet": self = try WorkloadRollout.statefulSet(object)
        default: throw CommandError("no status viewer has been implemented for \(object.kind)")
        }
    }

    private init(_ message: String, isDone: Bool = false) {
        self.message = message
        self.isDone = isDone
    }

    private static func number(_ object: Object, _ field: String) -> Int64 { object["status", field]?.int ?? 0 }

    private static func isObserved(_ object: Object) -> Bool {
        object.generation <= number(object, "observedGeneration")
    }

    private static func deployment(_ object: Object) throws(CommandError) -> WorkloadRollout {
        guard isObserved(object) else {
            return WorkloadRollout("Waiting for deployment spec update to be observed...")
        }
        let name = "deployment \"\(object.name)\""
        let progress = (object["status", "conditions"]?.array ?? []).first { $0["type"]?.string == "Progressing" }
        guard progress?["reason"]?.string != "ProgressDeadlineExceeded" else {
            throw CommandError("\(name) exceeded its progress deadline")
        }
        let wanted = object["spec", "replicas"]?.int ?? 1
        let updated = number(object, "updatedReplicas")
        let all = number(object, "replicas")
        let available = number(object, "availableReplicas")
        let start = "Waiting for \(name) rollout to finish:"
        if updated < wanted {
            return WorkloadRollout("\(start) \(updated) out of \(wanted) new replicas have been updated...")
        }
        if all > updated {
            return WorkloadRollout("\(start) \(all - updated) old replicas are pending termination...")
        }
        if available < updated {
            return WorkloadRollout("\(start) \(available) of \(updated) updated replicas are available...")
        }
        return WorkloadRollout("\(name) successfully rolled out", isDone: true)
    }

    private static func checkStrategy(_ object: Object) throws(CommandError) {
        guard object["spec", "updateStrategy", "type"]?.string ?? "RollingUpdate" == "RollingUpdate" else {
            throw CommandError("rollout status is only available for RollingUpdate strategy type")
        }
    }

    private static func daemonSet(_ object: Object) throws(CommandError) -> WorkloadRollout {
        try checkStrategy(object)
        guard isObserved(object) else {
            return WorkloadRollout("Waiting for daemon set spec update to be observed...")
        }
        let wanted = number(object, "desiredNumberScheduled")
        let updated = number(object, "updatedNumberScheduled")
        let available = number(object, "numberAvailable")
        let start = "Waiting for daemon set \"\(object.name)\" rollout to finish:"
        if updated < wanted {
            return WorkloadRollout("\(start) \(updated) out of \(wanted) new pods have been updated...")
        }
        if available < wanted {
            return WorkloadRollout("\(start) \(available) of \(wanted) updated pods are available...")
        }
        return WorkloadRollout("daemon set \"\(object.name)\" successfully rolled out", isDone: true)
    }

    private static func statefulSet(_ object: Object) throws(CommandError) -> WorkloadRollout {
        try checkStrategy(object)
        guard number(object, "observedGeneration") > 0, isObserved(object) else {
            return WorkloadRollout("Waiting for statefulset spec update to be observed...")
        }
        let wanted = object["spec", "replicas"]?.int ?? 1
        let ready = number(object, "readyReplicas")
        let updated = number(object, "updatedReplicas")
        if ready < wanted { return WorkloadRollout("Waiting for \(wanted - ready) pods to be ready...") }
        if let partition = object["spec", "updateStrategy", "rollingUpdate", "partition"]?.int, partition > 0 {
            guard updated >= wanted - partition else {
                return WorkloadRollout(
                    "Waiting for partitioned roll out to finish: \(updated) out of \(wanted - partition) new pods have "
                        + "been updated..."
                )
            }
            return WorkloadRollout(
                "partitioned roll out complete: \(updated) new pods have been updated...",
                isDone: true
            )
        }
        let revision = object["status", "updateRevision"]?.string ?? ""
        guard revision == object["status", "currentRevision"]?.string ?? "" else {
            return WorkloadRollout(
                "waiting for statefulset rolling update to complete \(updated) pods at revision \(revision)..."
            )
        }
        let current = number(object, "currentReplicas")
        return WorkloadRollout(
            "statefulset rolling update complete \(current) pods at revision \(revision)...",
            isDone: true
        )
    }
}
