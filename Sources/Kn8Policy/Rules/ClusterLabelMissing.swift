// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let clusterLabelMissing = PolicyRule(
        id: "kafka/cluster-label-missing",
        severity: .error,
        summary: "KafkaTopics and KafkaUsers say which Kafka they belong to",
        remedy: "add the label strimzi.io/cluster with the name of the Kafka"
    ) { set in
        ["KafkaTopic", "KafkaUser"].flatMap { set.members($0, in: "kafka.strimzi.io") }.compactMap { member in
            guard member.labels["strimzi.io/cluster"] == nil else { return nil }
            let hasLabels = member.value[path: ["metadata", "labels"]]?.object != nil
            return Breach(
                object: member.index,
                message: "\(member.kind) '\(member.name)' has no label strimzi.io/cluster; no operator will act on it",
                path: hasLabels ? FieldPath(keys: "metadata", "labels") : FieldPath(keys: "metadata")
            )
        }
    }
}
