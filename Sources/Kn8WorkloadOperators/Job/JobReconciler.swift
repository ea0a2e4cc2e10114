// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Job → Pods that run to their end.
struct JobReconciler: Reconciler {
    var name: String { "job" }
    var drives: GroupVersionKind { .job }
    var watches: [WatchRule] { [.owned(.pod, by: .job)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let job = context.object(key, of: .job), !job.isBeingDeleted else { return .settled }
        let plan = plan(job, context)
        guard !plan.isFinished else { return .settled }
        for pod in plan.missing { try await context.ensure(pod) }
        for pod in plan.surplus { try await context.delete(pod.key, of: .pod) }
        try await context.setStatus(self.plan(job, context).status, of: job)
        return .settled
    }

    private func plan(_ job: Object, _ context: any ReconcileContext) -> JobPlan {
        JobPlan(job: job, pods: context.objects(of: .pod, controlledBy: job.uid), now: context.now)
    }
}
