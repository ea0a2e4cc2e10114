// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let clusterMissing = PolicyRule(
        id: "kafka/cluster-missing",
        severity: .error,
        summary: "the Kafka that KafkaTopics and KafkaUsers belong to is in their namespace",
        remedy: "fix the label strimzi.io/cluster, or add the Kafka to the set"
    ) { set in
        ["KafkaTopic", "KafkaUser"].flatMap { set.members($0, in: "kafka.strimzi.io") }.compactMap { member in
            guard let name = member.labels["strimzi.io/cluster"],
                set.member("Kafka", in: "kafka.strimzi.io", member.namespace, name) == nil
            else { return nil }
            return Breach(
                object: member.index,
                message: "Kafka '\(name)' not found in namespace '\(member.namespace)'",
                path: FieldPath(keys: "metadata", "labels", "strimzi.io/cluster"),
                remedy: set.suggestion("Kafka", in: "kafka.strimzi.io", member.namespace, like: name)
            )
        }
    }
}

extension ObjectSet {
    /// The Kafka that a KafkaTopic or a KafkaUser belongs to; nil when the set lacks it.
    func kafka(of member: Member) -> Member? {
        guard let name = member.labels["strimzi.io/cluster"] else { return nil }
        return self.member("Kafka", in: "kafka.strimzi.io", member.namespace, name)
    }
}
