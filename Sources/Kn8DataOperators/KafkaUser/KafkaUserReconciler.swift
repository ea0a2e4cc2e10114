// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Strimzi's user operator, as far as `KafkaUserPlan` models it.
struct KafkaUserReconciler: Reconciler {
    let name = "kafkauser"
    let drives = StrimziKinds.user

    var watches: [WatchRule] {
        [.owned(CoreKinds.secret, by: StrimziKinds.user), StrimziKinds.members(StrimziKinds.user)]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let user = context.object(key, of: StrimziKinds.user), !user.isBeingDeleted,
            let cluster = user.labels[StrimziKinds.clusterLabel], !cluster.isEmpty
        else { return .settled }
        let object = context.object(ObjectKey(namespace: key.namespace, name: cluster), of: StrimziKinds.kafka)
        let kafka = object.map(KafkaCluster.init)
        if let kafka, !kafka.hasUserOperator { return .settled }
        let stored = context.object(key, of: CoreKinds.secret)
        let plan = KafkaUserPlan(
            user,
            kafka: kafka,
            stored: stored,
            now: context.now,
            password: { Password.random(32) }
        )
        if let secret = plan.secret { try await context.ensure(secret) }
        try await context.setStatus(plan.status, of: user)
        return .settled
    }
}
