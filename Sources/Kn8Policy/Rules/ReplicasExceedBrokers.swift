// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let replicasExceedBrokers = PolicyRule(
        id: "kafka/replicas-exceed-brokers",
        severity: .error,
        summary: "a KafkaTopic has at most as many replicas as its Kafka has brokers",
        remedy: "lower the topic's replicas, or raise the Kafka's"
    ) { set in
        set.members("KafkaTopic", in: "kafka.strimzi.io").compactMap { topic in
            guard let replicas = topic.value[path: ["spec", "replicas"]]?.int, let kafka = set.kafka(of: topic),
                let brokers = kafka.value[path: ["spec", "kafka", "replicas"]]?.int, replicas > brokers
            else { return nil }
            return Breach(
                object: topic.index,
                message: "replicas \(replicas) exceeds \(brokers) brokers of Kafka '\(kafka.name)'",
                path: FieldPath(keys: "spec", "replicas")
            )
        }
    }
}
