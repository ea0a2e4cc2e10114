// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let kafkaOperatorMissing = PolicyRule(
        id: "kafka/operator-missing",
        severity: .error,
        summary: "a Kafka with KafkaTopics or KafkaUsers runs the operator for them",
        remedy: "add the operator to the Kafka's spec.entityOperator"
    ) { set in
        [("KafkaTopic", "topicOperator", "topic"), ("KafkaUser", "userOperator", "user")].flatMap {
            kind,
            field,
            word in
            set.members(kind, in: "kafka.strimzi.io").compactMap { member -> Breach? in
                guard let kafka = set.kafka(of: member),
                    kafka.value[path: ["spec", "entityOperator", field]]?.object == nil,
                    field != "topicOperator" || kafka.value[path: ["spec", "topicOperator"]]?.object == nil
                else { return nil }
                return Breach(
                    object: member.index,
                    message: "Kafka '\(kafka.name)' runs no \(word) operator; \(word)s are never reconciled",
                    path: FieldPath(keys: "metadata", "labels", "strimzi.io/cluster"),
                    remedy: "add entityOperator.\(field): {} to the Kafka"
                )
            }
        }
    }
}
