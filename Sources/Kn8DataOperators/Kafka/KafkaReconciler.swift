// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Strimzi's cluster operator, as far as `KafkaPlan` models it.
struct KafkaReconciler: Reconciler {
    let name = "kafka"
    let drives = StrimziKinds.kafka

    var watches: [WatchRule] {
        [
            .owned(CoreKinds.statefulSet, by: StrimziKinds.kafka), .owned(CoreKinds.service, by: StrimziKinds.kafka),
            WatchRule(StrimziKinds.nodePool) { before, after, _ in
                [before, after].compactMap { pool in
                    guard let pool, let cluster = pool.labels[StrimziKinds.clusterLabel] else { return nil }
                    return ObjectKey(namespace: pool.namespace, name: cluster)
                }
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let object = context.object(key, of: StrimziKinds.kafka), !object.isBeingDeleted else { return .settled }
        let kafka = KafkaCluster(object)
        var sets: [String: Object] = [:]
        for suffix in ["kafka", "zookeeper"] {
            let name = "\(key.name)-\(suffix)"
            sets[name] = context.object(ObjectKey(namespace: key.namespace, name: name), of: CoreKinds.statefulSet)
        }
        let pools = context.objects(of: StrimziKinds.nodePool, in: .namespace(key.namespace))
        let plan = KafkaPlan(kafka, sets: sets, pools: pools, now: context.now)
        for child in plan.children { try await context.ensure(child) }
        try await context.setStatus(plan.status, of: object)
        if object["status", "observedGeneration"] == nil {
            await context.event(.normal, reason: "NotModelled", message: KafkaPlan.notModelled, about: object)
        }
        return .settled
    }
}
