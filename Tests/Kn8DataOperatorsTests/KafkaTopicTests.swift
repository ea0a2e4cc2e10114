// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8DataOperators

@Suite("KafkaTopic")
struct KafkaTopicTests {
    static func topic(_ name: String, _ spec: Value, annotations: [String: String] = [:]) -> Object {
        var topic = Object(StrimziKinds.topic, namespace: "ns", name: name, labels: ["strimzi.io/cluster": "queue"])
        topic.annotations = annotations
        topic["spec"] = spec
        return topic
    }

    static func verdict(_ world: MemoryCluster, _ name: String) -> String {
        let stored = world.object(ObjectKey(namespace: "ns", name: name), of: StrimziKinds.topic)
        return (stored?["status", "conditions"]?.array ?? []).map { condition in
            ["type", "status", "reason", "message"].compactMap { condition[$0]?.string }.joined(separator: "|")
        }.joined(separator: "; ")
    }

    static func stored(_ world: MemoryCluster, _ topic: String) -> SimulatedTopic? {
        let key = ObjectKey(namespace: "ns", name: "queue-simulated-topics")
        return world.object(key, of: CoreKinds.configMap)?["data", topic]?.string.flatMap(SimulatedTopic.init(text:))
    }

    /// One topic applied several times over: what it says, and what the broker then has.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var specs: [Value]
        var brokers: Int64?
        var verdict = "Ready|True"
        var partitions: Int64?
        var settings: [String: String] = [:]
    }

    @Test(
        arguments: [
            Row(
                testDescription: "case 20: new topic",
                specs: [["partitions": 3, "replicas": 1]],
                partitions: 3
            ),
            Row(testDescription: "broker defaults", specs: [[:]], partitions: 1),
            Row(
                testDescription: "case 22: more partitions",
                specs: [["partitions": 3, "replicas": 1], ["partitions": 5, "replicas": 1]],
                partitions: 5
            ),
            Row(
                testDescription: "case 23: fewer partitions, but the setting is made",
                specs: [
                    ["partitions": 5, "replicas": 1],
                    ["partitions": 2, "replicas": 1, "config": ["retention.ms": 1000]],
                ],
                verdict: "Ready|False|NotSupported|Decreasing partitions not supported",
                partitions: 5,
                settings: ["retention.ms": "1000"]
            ),
            Row(
                testDescription: "case 24: one setting goes, another comes",
                specs: [
                    ["config": ["retention.ms": 1000]], ["config": ["cleanup.policy": ["compact", "delete"]]],
                ],
                partitions: 1,
                settings: ["cleanup.policy": "compact,delete"]
            ),
            Row(
                testDescription: "case 26: other replicas",
                specs: [["partitions": 3, "replicas": 1], ["partitions": 3, "replicas": 2]],
                verdict:
                    "Ready|False|NotSupported|"
                    + "Replication factor change not supported, but required for partitions [0, 1, 2]",
                partitions: 3
            ),
            Row(
                testDescription: "case 29: other topic name",
                specs: [["topicName": "t"], ["topicName": "y"]],
                verdict: "Ready|False|NotSupported|Changing spec.topicName is not supported",
                partitions: 1
            ),
            Row(
                testDescription: "case 32: more replicas than brokers",
                specs: [["replicas": 3]],
                brokers: 1,
                verdict:
                    "Ready|False|KafkaError|org.apache.kafka.common.errors.InvalidReplicationFactorException: "
                    + "Replication factor: 3 larger than available brokers: 1."
            ),
            Row(
                testDescription: "case 34: upper case and underscore in the topic name",
                specs: [["topicName": "My_Topic"]]
            ),
            Row(
                testDescription: "illegal topic name",
                specs: [["topicName": "a b"]],
                verdict:
                    "Ready|False|KafkaError|org.apache.kafka.common.errors.InvalidTopicException: Topic name is "
                    + "invalid: 'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
            ),
            Row(
                testDescription: "a setting that is a mapping",
                specs: [["config": ["x": ["a": 1]]]],
                verdict: "Ready|False|InternalError|Invalid value for topic config 'x': {\"a\":1}"
            ),
        ]
    )
    func topic(_ row: Row) async throws {
        let world = MemoryCluster()
        if let brokers = row.brokers {
            var kafka = Object(StrimziKinds.kafka, namespace: "ns", name: "queue")
            kafka["spec"] = ["kafka": ["replicas": .int(brokers)], "entityOperator": ["topicOperator": [:]]]
            world.apply(kafka)
        }
        for spec in row.specs {
            world.apply(KafkaTopicTests.topic("t", spec))
            #expect(try await world.settle([KafkaTopicReconciler()]))
        }
        #expect(KafkaTopicTests.verdict(world, "t") == row.verdict)
        let stored = KafkaTopicTests.stored(world, "t")
        #expect(stored?.partitions == row.partitions)
        #expect(stored?.settings ?? [:] == row.settings)
        let object = world.object(ObjectKey(namespace: "ns", name: "t"), of: StrimziKinds.topic)
        #expect(object?.finalizers == ["strimzi.io/topic-operator"] || row.specs.count > 1)
        #expect(object?["status", "observedGeneration"] == object.map { .int($0.generation) })
    }

    @Test("case 20: the status names the topic and its id of 22 characters")
    func names() async throws {
        let world = MemoryCluster()
        world.apply(KafkaTopicTests.topic("t", ["partitions": 3, "replicas": 1]))
        #expect(try await world.settle([KafkaTopicReconciler()]))
        let object = world.object(ObjectKey(namespace: "ns", name: "t"), of: StrimziKinds.topic)
        #expect(object?["status", "topicName"] == "t")
        #expect(object?["status", "topicId"]?.string?.count == 22)
    }

    @Test("cases 27 and 28: the oldest of two owns the topic, and the other's deletion leaves it")
    func conflict() async throws {
        let world = MemoryCluster()
        world.apply(KafkaTopicTests.topic("b", ["topicName": "x"]))
        world.wait(300)
        world.apply(KafkaTopicTests.topic("a", ["topicName": "x"]))
        #expect(try await world.settle([KafkaTopicReconciler()]))
        #expect(KafkaTopicTests.verdict(world, "b") == "Ready|True")
        let managed = "Ready|False|ResourceConflict|Managed by Ref{namespace='ns', name='b'}"
        #expect(KafkaTopicTests.verdict(world, "a") == managed)
        var gone = try #require(world.object(ObjectKey(namespace: "ns", name: "a"), of: StrimziKinds.topic))
        #expect(gone.finalizers.isEmpty)
        gone["metadata", "deletionTimestamp"] = "2026-01-01T01:00:00Z"
        #expect(KafkaTopicPlan(KafkaTopic(gone), .init(), now: world.now).change == .none)
    }

    @Test("a deleted topic leaves the broker and then the cluster; an unmanaged one stays in the broker")
    func deletion() async throws {
        for managed in [true, false] {
            let world = MemoryCluster()
            world.apply(KafkaTopicTests.topic("t", [:]))
            #expect(try await world.settle([KafkaTopicReconciler()]))
            if !managed {
                world.apply(KafkaTopicTests.topic("t", [:], annotations: ["strimzi.io/managed": "false"]))
                #expect(try await world.settle([KafkaTopicReconciler()]))
                #expect(KafkaTopicTests.verdict(world, "t") == "Unmanaged|True")
            }
            var gone = try #require(world.object(ObjectKey(namespace: "ns", name: "t"), of: StrimziKinds.topic))
            gone["metadata", "deletionTimestamp"] = "2026-01-01T01:00:00Z"
            try await world.update(gone)
            #expect(try await world.settle([KafkaTopicReconciler()]))
            #expect((KafkaTopicTests.stored(world, "t") == nil) == managed)
            #expect(world.objects(of: StrimziKinds.topic, in: .all).isEmpty)
        }
    }

    @Test("a topic without the cluster label, or of a Kafka without topic operator, is left alone")
    func ignored() async throws {
        let world = MemoryCluster()
        var kafka = Object(StrimziKinds.kafka, namespace: "ns", name: "queue")
        kafka["spec"] = ["kafka": ["replicas": 1], "entityOperator": ["userOperator": [:]]]
        world.apply(kafka)
        world.apply(KafkaTopicTests.topic("t", [:]))
        var orphan = KafkaTopicTests.topic("o", [:])
        orphan.labels = [:]
        world.apply(orphan)
        #expect(try await world.settle([KafkaTopicReconciler()]))
        #expect(KafkaTopicTests.verdict(world, "t") == "")
        #expect(KafkaTopicTests.verdict(world, "o") == "")
    }
}
