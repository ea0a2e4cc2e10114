// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Deployment → ReplicaSets: one for each Pod template it ever had.
struct DeploymentReconciler: Reconciler {
    var name: String { "deployment" }
    var drives: GroupVersionKind { .deployment }
    var watches: [WatchRule] { [.owned(.replicaSet, by: .deployment)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let deployment = context.object(key, of: .deployment), !deployment.isBeingDeleted else {
            return .settled
        }
        var plan = plan(deployment, context)
        if plan.isPaused, plan.current == nil {
            try await context.setStatus(plan.status, of: deployment)
            return .settled
        }
        let revision = String(plan.currentRevision)
        if !plan.mustWaitForOld {
            let isNew = plan.current == nil
            let set = try await context.ensure(plan.desired)
            if isNew {
                await context.event(
                    .normal,
                    reason: "ScalingReplicaSet",
                    message: "Scaled up replica set \(set.name) from 0 to \(plan.replicas)",
                    about: deployment
                )
            }
        }
        plan = self.plan(deployment, context)
        if plan.mayScaleOldDown {
            for old in plan.old where (old["spec", "replicas"]?.int ?? 1) > 0 {
                let before = old["spec", "replicas"]?.int ?? 1
                var desired = Object(.replicaSet, namespace: old.namespace, name: old.name)
                desired["spec"] = ["replicas": 0]
                try await context.ensure(desired)
                await context.event(
                    .normal,
                    reason: "ScalingReplicaSet",
                    message: "Scaled down replica set \(old.name) from \(before) to 0",
                    about: deployment
                )
            }
        }
        for surplus in plan.surplus { try await context.delete(surplus.key, of: .replicaSet) }
        var stored = deployment
        if deployment.annotations[DeploymentPlan.revision] != revision {
            var desired = Object(.deployment, namespace: key.namespace, name: key.name)
            desired.annotations = [DeploymentPlan.revision: revision]
            stored = try await context.ensure(desired)
        }
        try await context.setStatus(self.plan(stored, context).status, of: stored)
        return .settled
    }

    private func plan(_ deployment: Object, _ context: any ReconcileContext) -> DeploymentPlan {
        DeploymentPlan(
            deployment: deployment,
            replicaSets: context.objects(of: .replicaSet, controlledBy: deployment.uid),
            now: context.now
        )
    }
}
