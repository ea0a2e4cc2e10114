// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// ReplicaSet → Pods.
struct ReplicaSetReconciler: Reconciler {
    var name: String { "replicaset" }
    var drives: GroupVersionKind { .replicaSet }
    var watches: [WatchRule] { [.owned(.pod, by: .replicaSet)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let set = context.object(key, of: .replicaSet), !set.isBeingDeleted else { return .settled }
        let plan = plan(set, context)
        for pod in plan.missing { try await context.ensure(pod) }
        for pod in plan.surplus { try await context.delete(pod.key, of: .pod) }
        let after = self.plan(set, context)
        try await context.setStatus(after.status, of: set)
        return after.waitsForTime ? .again(afterSeconds: max(1, plan.minReadySeconds)) : .settled
    }

    private func plan(_ set: Object, _ context: any ReconcileContext) -> ReplicaSetPlan {
        ReplicaSetPlan(set: set, pods: context.objects(of: .pod, controlledBy: set.uid), now: context.now)
    }
}
