// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// ReplicationController → Pods: a ReplicaSet of the core group, with a plain selector.
struct ReplicationControllerReconciler: Reconciler {
    var name: String { "replicationcontroller" }
    var drives: GroupVersionKind { .replicationController }
    var watches: [WatchRule] { [.owned(.pod, by: .replicationController)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let controller = context.object(key, of: .replicationController), !controller.isBeingDeleted else {
            return .settled
        }
        let plan = plan(controller, context)
        for pod in plan.missing { try await context.ensure(pod) }
        for pod in plan.surplus { try await context.delete(pod.key, of: .pod) }
        let after = self.plan(controller, context)
        try await context.setStatus(after.status, of: controller)
        return after.waitsForTime ? .again(afterSeconds: max(1, plan.minReadySeconds)) : .settled
    }

    private func plan(_ controller: Object, _ context: any ReconcileContext) -> ReplicaSetPlan {
        ReplicaSetPlan(set: controller, pods: context.objects(of: .pod, controlledBy: controller.uid), now: context.now)
    }
}
