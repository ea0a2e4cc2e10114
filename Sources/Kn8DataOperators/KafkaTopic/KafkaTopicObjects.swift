// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A KafkaTopic, in any of its versions.
struct KafkaTopic {
    static let finalizer = "strimzi.io/topic-operator"

    let object: Object

    /// The typed view of `object`.
    init(_ object: Object) { self.object = object }

    /// The Kafka it belongs to; nil when no operator sees it.
    var cluster: String? { object.labels[StrimziKinds.clusterLabel].flatMap { $0.isEmpty ? nil : $0 } }
    /// The topic's name in Kafka.
    var topicName: String {
        guard let name = object["spec", "topicName"]?.string, !name.isEmpty else { return object.name }
        return name
    }
    var hasSpec: Bool { object["spec"]?.object != nil }
    var partitions: Int64? { object["spec", "partitions"]?.int }
    var replicas: Int64? { object["spec", "replicas"]?.int }
    var isManaged: Bool { object.annotations["strimzi.io/managed"] != "false" }
    var isPaused: Bool { object.annotations["strimzi.io/pause-reconciliation"] == "true" }
    var hasFinalizer: Bool { object.finalizers.contains(KafkaTopic.finalizer) }
    var isReady: Bool { StatusConditions(object["status", "conditions"]).isTrue("Ready") }
    /// The name it had in Kafka when it was last ready; nil before.
    var topicNameInStatus: String? { object["status", "topicName"]?.string }

    /// The topic's settings as text, or the refusal of a value that has none.
    var settings: Result<[String: String], KafkaTopicRefusal> {
        var texts: [String: String] = [:]
        for entry in object["spec", "config"]?.object ?? ValueMap() {
            guard let text = KafkaTopic.text(entry.value) else {
                let message = "Invalid value for topic config '\(entry.key)': \(entry.value.json())"
                return .failure(KafkaTopicRefusal(reason: "InternalError", message: message))
            }
            texts[entry.key] = text
        }
        return .success(texts)
    }

    private static func text(_ value: Value) -> String? {
        switch value {
        case .string(let text): return text
        case .bool, .int, .double: return value.json()
        case .array(let elements):
            let texts = elements.compactMap { element -> String? in
                switch element {
                case .string(let text): text
                case .bool, .int, .double: element.json()
                case .null, .array, .object: nil
                }
            }
            return texts.count == elements.count ? texts.joined(separator: ",") : nil
        case .null, .object: return nil
        }
    }

    /// What Kafka says of an illegal topic name; nil for a legal one
    /// (`apache/kafka:clients/src/main/java/org/apache/kafka/common/internals/Topic.java`).
    static func complaint(aboutName name: String) -> String? {
        let legal = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        let fault: String
        switch name {
        case "": fault = "the empty string is not allowed"
        case ".", "..": fault = "'\(name)' is not allowed"
        case _ where name.utf8.count > 249:
            fault = "the length of '\(name)' is longer than the max allowed length 249"
        case _ where !legal:
            fault = "'\(name)' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
        default: return nil
        }
        return "Topic name is invalid: \(fault)"
    }
}
