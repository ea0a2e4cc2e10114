// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// The kinds of Strimzi, in the version that the server stores; the other versions differ in `apiVersion` only there.
enum StrimziKinds {
    static let kafka = GroupVersionKind(group: "kafka.strimzi.io", version: "v1beta2", kind: "Kafka")
    static let nodePool = GroupVersionKind(group: "kafka.strimzi.io", version: "v1beta2", kind: "KafkaNodePool")
    static let topic = GroupVersionKind(group: "kafka.strimzi.io", version: "v1beta2", kind: "KafkaTopic")
    static let user = GroupVersionKind(group: "kafka.strimzi.io", version: "v1beta2", kind: "KafkaUser")
    /// The label that says to which Kafka an object belongs.
    static let clusterLabel = "strimzi.io/cluster"

    /// A change of a Kafka touches the objects of `kind` that carry its name in their label.
    static func members(_ kind: GroupVersionKind) -> WatchRule {
        WatchRule(kafka) { before, after, cache in
            guard let kafka = after ?? before else { return [] }
            return cache.objects(of: kind, in: .namespace(kafka.namespace))
                .filter { $0.labels[clusterLabel] == kafka.name }.map(\.key)
        }
    }
}
