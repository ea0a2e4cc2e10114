// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// StatefulSet → Pods with ordinals, and the claims they keep.
struct StatefulSetReconciler: Reconciler {
    var name: String { "statefulset" }
    var drives: GroupVersionKind { .statefulSet }
    var watches: [WatchRule] {
        [
            .owned(.pod, by: .statefulSet), .owned(.controllerRevision, by: .statefulSet),
            WatchRule(.claim) { _, _, _ in [] },  // only to be read
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let set = context.object(key, of: .statefulSet), !set.isBeingDeleted else { return .settled }
        try await context.ensure(plan(set, context).revision)
        let plan = plan(set, context)
        let step = plan.step
        for ordinal in step.ordinalsToCreate {
            let member = plan.pod(ordinal)
            // A claim that is there stays as it is: someone may have enlarged it.
            for claim in member.claims where context.object(claim.key, of: .claim) == nil {
                try await context.ensure(claim)
            }
            let pod = try await context.ensure(member.pod)
            await context.event(
                .normal,
                reason: "SuccessfulCreate",
                message: "create Pod \(pod.name) in StatefulSet \(set.name) successful",
                about: set
            )
        }
        for pod in step.podsToDelete {
            try await context.delete(pod.key, of: .pod)
            await context.event(
                .normal,
                reason: "SuccessfulDelete",
                message: "delete Pod \(pod.name) in StatefulSet \(set.name) successful",
                about: set
            )
        }
        for revision in plan.surplusRevisions { try await context.delete(revision.key, of: .controllerRevision) }
        let after = self.plan(set, context)
        try await context.setStatus(after.status, of: set)
        return after.waitsForTime ? .again(afterSeconds: max(1, after.minReadySeconds)) : .settled
    }

    private func plan(_ set: Object, _ context: any ReconcileContext) -> StatefulSetPlan {
        StatefulSetPlan(
            set: set,
            pods: context.objects(of: .pod, controlledBy: set.uid),
            revisions: context.objects(of: .controllerRevision, controlledBy: set.uid),
            now: context.now
        )
    }
}
