// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// PodDisruptionBudget: counts the Pods it guards.
struct DisruptionBudgetReconciler: Reconciler {
    var name: String { "disruption" }
    var drives: GroupVersionKind { .disruptionBudget }
    var watches: [WatchRule] {
        [.pod, .deployment, .replicaSet, .statefulSet].map { kind in
            WatchRule(kind) { before, after, cache in
                guard let namespace = (after ?? before)?.namespace else { return [] }
                return cache.objects(of: .disruptionBudget, in: .namespace(namespace)).map(\.key)
            }
        }
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let budget = context.object(key, of: .disruptionBudget), !budget.isBeingDeleted else { return .settled }
        // No selector selects nothing, an empty one everything.
        let selector = budget["spec", "selector"].map(LabelSelector.init)
        let pods = context.objects(of: .pod, in: .namespace(key.namespace)).filter { pod in
            !PodState.hasEnded(pod) && selector?.selects(pod) ?? false
        }
        let plan = DisruptionBudgetPlan(budget: budget, pods: pods, scale: scale(of: pods, context), now: context.now)
        try await context.setStatus(plan.status, of: budget)
        return .settled
    }

    /// The sum of the replicas that the controllers of `pods` want; a Deployment stands for its ReplicaSets.
    private func scale(of pods: [Object], _ context: any ReconcileContext) -> Int64 {
        var replicas: [String: Int64] = [:]
        for pod in pods {
            guard var owner = controller(of: pod, context) else { continue }
            if let deployment = controller(of: owner, context) { owner = deployment }
            replicas[owner.uid] = min(max(0, owner["spec", "replicas"]?.int ?? 1), Int64(Int32.max))
        }
        return replicas.values.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    }

    private func controller(of object: Object, _ context: any ReconcileContext) -> Object? {
        guard let owner = object.controller else { return nil }
        let kind = GroupVersionKind(apiVersion: owner.apiVersion, kind: owner.kind)
        guard [.deployment, .replicaSet, .statefulSet].contains(kind) else { return nil }
        return context.object(ObjectKey(namespace: object.namespace, name: owner.name), of: kind)
    }
}
