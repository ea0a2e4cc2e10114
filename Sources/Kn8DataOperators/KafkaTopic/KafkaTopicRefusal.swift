// SPDX-License-Identifier: MIT

/// Why a topic is not ready, as its condition says it.
struct KafkaTopicRefusal: Error, Hashable {
    /// The condition's reason.
    var reason: String
    /// The condition's message.
    var message: String

    static func notSupported(_ message: String) -> KafkaTopicRefusal {
        KafkaTopicRefusal(reason: "NotSupported", message: message)
    }

    /// A broker's refusal, with the Java class that Strimzi prints before it.
    static func broker(_ exception: String, _ message: String) -> KafkaTopicRefusal {
        KafkaTopicRefusal(reason: "KafkaError", message: "org.apache.kafka.common.errors.\(exception): \(message)")
    }
}
