// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let topicDuplicate = PolicyRule(
        id: "kafka/topic-duplicate",
        severity: .error,
        summary: "one KafkaTopic a topic",
        remedy: "remove one of them"
    ) { set in
        var first: [String: ObjectSet.Member] = [:]
        return set.members("KafkaTopic", in: "kafka.strimzi.io").compactMap { topic in
            guard let cluster = topic.labels["strimzi.io/cluster"] else { return nil }
            let explicit = topic.value[path: ["spec", "topicName"]]?.string
            let key = "\(topic.namespace)/\(cluster)/\(explicit ?? topic.name)"
            guard let other = first[key] else {
                first[key] = topic
                return nil
            }
            return Breach(
                object: topic.index,
                message: "topic '\(explicit ?? topic.name)' is declared by KafkaTopic '\(other.name)' already; "
                    + "deleting one of them can delete the topic",
                path: explicit == nil ? FieldPath(keys: "metadata", "name") : FieldPath(keys: "spec", "topicName")
            )
        }
    }
}
