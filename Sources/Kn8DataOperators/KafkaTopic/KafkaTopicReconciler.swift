// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The topic operator, over topics that a ConfigMap remembers instead of a broker.
struct KafkaTopicReconciler: Reconciler {
    let name = "kafkatopic"
    let drives = StrimziKinds.topic

    var watches: [WatchRule] {
        [
            StrimziKinds.members(StrimziKinds.topic),
            // A topic's name may have become free, or taken.
            WatchRule(StrimziKinds.topic) { before, after, cache in
                guard let changed = after ?? before else { return [] }
                let names = Set([before, after].compactMap { $0.map { KafkaTopic($0).topicName } })
                return cache.objects(of: StrimziKinds.topic, in: .namespace(changed.namespace))
                    .filter { $0.key != changed.key && names.contains(KafkaTopic($0).topicName) }.map(\.key)
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let object = context.object(key, of: StrimziKinds.topic) else { return .settled }
        let topic = KafkaTopic(object)
        guard let cluster = topic.cluster else { return .settled }
        let kafka = context.object(ObjectKey(namespace: key.namespace, name: cluster), of: StrimziKinds.kafka)
        let view = kafka.map(KafkaCluster.init)
        // Without its operator the topics of a Kafka stay as they are. Without a Kafka they may be those of a
        // stand-alone operator, whose brokers are elsewhere.
        if let view, !view.hasTopicOperator { return .settled }
        let pools = context.objects(of: StrimziKinds.nodePool, in: .namespace(key.namespace))
        let store = ObjectKey(namespace: key.namespace, name: SimulatedTopic.storeName(of: cluster))
        let stored = context.object(store, of: CoreKinds.configMap)
        let world = KafkaTopicPlan.World(
            siblings: context.objects(of: StrimziKinds.topic, in: .namespace(key.namespace)).map(KafkaTopic.init)
                .filter { $0.cluster == cluster && $0.object.key != key },
            stored: stored?["data", topic.topicName]?.string.flatMap(SimulatedTopic.init(text:)),
            brokers: view?.brokers(pools: pools),
            defaultPartitions: view?.number("num.partitions") ?? 1,
            defaultReplicas: view?.number("default.replication.factor") ?? 1
        )
        let plan = KafkaTopicPlan(topic, world, now: context.now)
        switch plan.change {
        case .none: break
        case .store(let topicInKafka):
            var map = Object(CoreKinds.configMap, namespace: key.namespace, name: store.name)
            map.labels = [StrimziKinds.clusterLabel: cluster]
            map["data"] = .object(ValueMap([(topic.topicName, .string(topicInKafka.text))]))
            try await context.ensure(map)
        case .remove:
            if var map = stored {
                map["data", topic.topicName] = nil
                try await context.update(map)
            }
        }
        if let finalizers = plan.finalizers {
            var changed = object
            changed.finalizers = finalizers
            if object.isBeingDeleted {
                try await context.update(changed)
                return .settled
            }
            var desired = Object(object.gvk, namespace: key.namespace, name: key.name)
            desired.finalizers = finalizers
            try await context.ensure(desired)
        }
        if let status = plan.status { try await context.setStatus(status, of: object) }
        return .settled
    }
}
