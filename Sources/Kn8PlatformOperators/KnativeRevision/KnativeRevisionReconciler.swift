// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Knative's controller of Revisions.
struct KnativeRevisionReconciler: Reconciler {
    let name = "knative-revision"
    let drives = Knative.revision

    var watches: [WatchRule] {
        [
            .owned(Knative.deployment, by: Knative.revision),
            WatchRule(Knative.pod) { before, after, _ in
                guard let pod = after ?? before, let revision = pod.labels[Knative.key("revision")] else { return [] }
                return [ObjectKey(namespace: pod.namespace, name: revision)]
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let revision = context.object(key, of: Knative.revision), !revision.isBeingDeleted else {
            return .settled
        }
        let child = ObjectKey(namespace: key.namespace, name: KnativeRevisionPlan.deploymentName(of: key.name))
        let pods = context.objects(of: Knative.pod, in: .namespace(key.namespace))
            .filter { $0.labels[Knative.key("revision")] == key.name && !$0.isBeingDeleted }
        let plan = KnativeRevisionPlan(
            revision,
            deployment: context.object(child, of: Knative.deployment),
            pods: pods,
            now: context.now
        )
        if let deployment = plan.deployment { try await context.ensure(deployment) }
        try await context.setStatus(plan.status, of: revision)
        if plan.becameReady {
            let message = "Revision becomes ready upon all resources being ready"
            await context.event(.normal, reason: "RevisionReady", message: message, about: revision)
        }
        return .settled
    }
}
