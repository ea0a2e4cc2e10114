// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let userAuthorization = PolicyRule(
        id: "kafka/user-authorization",
        severity: .error,
        summary: "a KafkaUser's rights are honoured by its Kafka",
        remedy: "set spec.kafka.authorization of the Kafka, for example to type: simple"
    ) { set in
        set.members("KafkaUser", in: "kafka.strimzi.io").compactMap { user in
            guard user.value[path: ["spec", "authorization"]]?.object != nil, let kafka = set.kafka(of: user),
                kafka.value[path: ["spec", "kafka", "authorization"]]?.object == nil
            else { return nil }
            return Breach(
                object: user.index,
                message: "KafkaUser '\(user.name)' defines ACLs but Kafka '\(kafka.name)' has no authorization",
                path: FieldPath(keys: "spec", "authorization"),
                part: .key
            )
        }
    }
}
