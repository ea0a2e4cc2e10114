// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What the unidirectional topic operator makes of one KafkaTopic
/// (`strimzi/strimzi-kafka-operator:topic-operator/…/BatchingTopicController.java`), without Cruise Control.
struct KafkaTopicPlan {
    /// What becomes of the topic in Kafka.
    enum Change: Equatable {
        case none
        case store(SimulatedTopic)
        case remove
    }

    /// What the operator looks at beside the topic.
    struct World {
        /// The other KafkaTopics of the same Kafka.
        var siblings: [KafkaTopic] = []
        /// The topic of that name in Kafka; nil when there is none.
        var stored: SimulatedTopic?
        /// How many brokers run; nil when nothing in the cluster says so.
        var brokers: Int64?
        /// The broker's defaults for a topic that names no numbers.
        var defaultPartitions: Int64 = 1
        var defaultReplicas: Int64 = 1
    }

    /// The change in Kafka.
    private(set) var change = Change.none
    /// The finalizers to store; nil to leave them.
    private(set) var finalizers: [String]?
    /// The new status; nil to leave it.
    private(set) var status: Value?

    private let topic: KafkaTopic

    /// Plans `topic`.
    init(_ topic: KafkaTopic, _ world: World, now: Timestamp) {
        self.topic = topic
        guard topic.cluster != nil else { return }
        if topic.object.isBeingDeleted {
            guard topic.hasFinalizer else { return }
            if topic.isManaged { change = world.stored == nil ? .none : .remove }
            finalizers = topic.object.finalizers.filter { $0 != KafkaTopic.finalizer }
            return
        }
        guard topic.isManaged else {
            status = settled("Unmanaged", at: now)
            return
        }
        if let refusal = conflict(with: world.siblings) {
            status = failed(refusal, at: now)
            return
        }
        guard topic.hasSpec else { return }
        guard !topic.isPaused else {
            status = settled("ReconciliationPaused", topicName: topic.topicNameInStatus, at: now)
            return
        }
        if !topic.hasFinalizer { finalizers = topic.object.finalizers + [KafkaTopic.finalizer] }
        switch topic.settings {
        case .failure(let refusal): status = failed(refusal, at: now)
        case .success(let settings): reconcile(world, settings, at: now)
        }
    }

    private mutating func reconcile(_ world: World, _ settings: [String: String], at now: Timestamp) {
        let replicas = topic.replicas ?? world.stored?.replicas ?? world.defaultReplicas
        if let brokers = world.brokers, replicas > brokers, world.stored.map({ $0.replicas > brokers }) ?? true {
            let message = "Replication factor: \(replicas) larger than available brokers: \(brokers)."
            status = failed(.broker("InvalidReplicationFactorException", message), at: now)
            return
        }
        guard var stored = world.stored else {
            create(world, replicas, settings, at: now)
            return
        }
        stored.settings = settings
        var refusal: KafkaTopicRefusal?
        if let partitions = topic.partitions, partitions != stored.partitions {
            if partitions > stored.partitions {
                stored.partitions = partitions
            } else {
                refusal = .notSupported("Decreasing partitions not supported")
            }
        }
        if replicas != stored.replicas {
            let all = (0..<stored.partitions).prefix(100_000).map(String.init).joined(separator: ", ")
            refusal = .notSupported("Replication factor change not supported, but required for partitions [\(all)]")
        }
        change = stored == world.stored ? .none : .store(stored)
        status = refusal.map { failed($0, at: now) } ?? ready(stored.id, at: now)
    }

    private mutating func create(_ world: World, _ replicas: Int64, _ settings: [String: String], at now: Timestamp) {
        let name = topic.topicName
        if let complaint = KafkaTopic.complaint(aboutName: name) {
            status = failed(.broker("InvalidTopicException", complaint), at: now)
            return
        }
        let merged = name.replacingDots
        if let twin = world.siblings.first(where: {
            $0.topicName != name && $0.topicName.replacingDots == merged && $0.isReady
        }) {
            let message = "Topic '\(name)' collides with existing topics: \(twin.topicName)"
            status = failed(.broker("InvalidTopicException", message), at: now)
            return
        }
        let place = "\(topic.object.namespace)/\(topic.cluster ?? "")"
        let id = Base64.urlSafe(Digest("topic", place, name).bytes + Digest("id", place, name).bytes)
        let partitions = topic.partitions ?? world.defaultPartitions
        change = .store(SimulatedTopic(id: id, partitions: partitions, replicas: replicas, settings: settings))
        status = ready(id, at: now)
    }

    private func conflict(with siblings: [KafkaTopic]) -> KafkaTopicRefusal? {
        if let before = topic.topicNameInStatus, before != topic.topicName {
            return .notSupported("Changing spec.topicName is not supported")
        }
        let rivals = siblings.filter {
            $0.topicName == topic.topicName && $0.isManaged && $0.object.key != topic.object.key
        }
        guard !rivals.isEmpty else { return nil }
        // The oldest wins; of equally old ones the one that is ready, and then the first by name.
        func rank(_ topic: KafkaTopic) -> (Timestamp, Int, String) {
            (topic.object.creationTimestamp ?? Timestamp(seconds: 0), topic.isReady ? 0 : 1, topic.object.name)
        }
        guard let winner = rivals.min(by: { rank($0) < rank($1) }), rank(winner) < rank(topic) else { return nil }
        let owner = "Ref{namespace='\(winner.object.namespace)', name='\(winner.object.name)'}"
        return KafkaTopicRefusal(reason: "ResourceConflict", message: "Managed by \(owner)")
    }

    private func ready(_ id: String, at now: Timestamp) -> Value {
        var status = statusOf("Ready", "True", at: now)
        status["topicName"] = .string(topic.topicName)
        status["topicId"] = .string(id)
        return status
    }

    private func failed(_ refusal: KafkaTopicRefusal, at now: Timestamp) -> Value {
        var status = statusOf("Ready", "False", reason: refusal.reason, message: refusal.message, at: now)
        status["topicName"] = topic.topicNameInStatus.map(Value.string)
        status["topicId"] = topic.object["status", "topicId"]
        return status
    }

    private func settled(_ type: String, topicName: String? = nil, at now: Timestamp) -> Value {
        var status = statusOf(type, "True", at: now)
        status["topicName"] = topicName.map(Value.string)
        return status
    }

    private func statusOf(
        _ type: String,
        _ word: String,
        reason: String = "",
        message: String = "",
        at now: Timestamp
    ) -> Value {
        var conditions = StatusConditions(topic.object["status", "conditions"])
        conditions.keepOnly([type])
        conditions.set(type, status: word, reason: reason, message: message, at: now)
        return ["conditions": conditions.value, "observedGeneration": .int(topic.object.generation)]
    }
}

extension String {
    /// The name as Kafka's metrics spell it, in which a dot and an underscore are the same.
    fileprivate var replacingDots: String { String(map { $0 == "." ? "_" : $0 }) }
}
