// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The simulated scheduler and kubelet: every Pod runs on one node and becomes ready, unless it is told to fail.
struct PodReconciler: Reconciler {
    var name: String { "kubelet" }
    var drives: GroupVersionKind { .pod }
    var watches: [WatchRule] { [] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let pod = context.object(key, of: .pod), !pod.isBeingDeleted, !PodState.hasEnded(pod) else {
            return .settled
        }
        let plan = PodPlan(pod: pod, now: context.now)
        var stored = pod
        if plan.isScheduled, pod["spec", "nodeName"] == nil {
            var desired = Object(.pod, namespace: key.namespace, name: key.name)
            desired["spec"] = ["nodeName": .string(PodPlan.node)]
            stored = try await context.ensure(desired)
        }
        try await context.setStatus(plan.status, of: stored)
        return .settled
    }
}
