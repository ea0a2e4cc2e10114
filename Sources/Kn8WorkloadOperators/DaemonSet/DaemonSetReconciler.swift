// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// DaemonSet → a Pod on the simulated node.
struct DaemonSetReconciler: Reconciler {
    var name: String { "daemonset" }
    var drives: GroupVersionKind { .daemonSet }
    var watches: [WatchRule] { [.owned(.pod, by: .daemonSet)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let set = context.object(key, of: .daemonSet), !set.isBeingDeleted else { return .settled }
        for pod in plan(set, context).surplus { try await context.delete(pod.key, of: .pod) }
        if let pod = plan(set, context).missing { try await context.ensure(pod) }
        let after = plan(set, context)
        try await context.setStatus(after.status, of: set)
        return after.waitsForTime ? .again(afterSeconds: max(1, after.minReadySeconds)) : .settled
    }

    private func plan(_ set: Object, _ context: any ReconcileContext) -> DaemonSetPlan {
        DaemonSetPlan(set: set, pods: context.objects(of: .pod, controlledBy: set.uid), now: context.now)
    }
}
