// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8DataOperators

@Suite("Kafka and KafkaUser")
struct KafkaTests {
    static func kafka(_ spec: Value) -> Object {
        var object = Object(StrimziKinds.kafka, namespace: "ns", name: "queue")
        object["spec"] = spec
        return object
    }

    static func conditions(_ object: Object?) -> [String] {
        (object?["status", "conditions"]?.array ?? []).map { condition in
            ["type", "status", "reason", "message"].compactMap { condition[$0]?.string }.joined(separator: "|")
        }
    }

    @Test("a Kafka of the testbed's era is being created, then ready with its listeners")
    func testbed() async throws {
        let world = MemoryCluster()
        let key = ObjectKey(namespace: "ns", name: "queue")
        world.apply(
            KafkaTests.kafka([
                "kafka": [
                    "replicas": 3, "listeners": ["plain": [:], "tls": [:]], "storage": ["type": "ephemeral"],
                ],
                "zookeeper": ["replicas": 3, "storage": ["type": "persistent-claim", "size": "1Gi"]],
            ])
        )
        #expect(try await world.settle([KafkaReconciler()]))
        let waiting = world.object(key, of: StrimziKinds.kafka)
        #expect(KafkaTests.conditions(waiting) == ["NotReady|True|Creating|Kafka cluster is being deployed"])
        #expect(try await world.settle([EverythingUp("StatefulSet"), KafkaReconciler()]))
        let ready = world.object(key, of: StrimziKinds.kafka)
        #expect(KafkaTests.conditions(ready) == ["Ready|True"])
        #expect(ready?["status", "listeners"]?[1]?["type"] == "tls")
        #expect(ready?["status", "listeners"]?[1]?["addresses"]?[0]?["port"] == 9093)
        #expect(
            world.objects(of: CoreKinds.service, in: .all).map(\.name) == [
                "queue-kafka-bootstrap", "queue-kafka-brokers", "queue-zookeeper-client", "queue-zookeeper-nodes",
            ]
        )
        let sets = world.objects(of: CoreKinds.statefulSet, in: .all)
        #expect(sets.map(\.name) == ["queue-kafka", "queue-zookeeper"])
        #expect(sets.last?["spec", "volumeClaimTemplates"]?[0]?["metadata"]?["name"] == "data")
        #expect(world.events == ["Normal NotModelled \(KafkaPlan.notModelled)"])
    }

    @Test("more copies of the offsets than brokers are refused")
    func offsets() async throws {
        let world = MemoryCluster()
        world.apply(
            KafkaTests.kafka([
                "kafka": [
                    "replicas": 1, "listeners": ["plain": [:]], "config": ["offsets.topic.replication.factor": 3],
                ],
                "zookeeper": ["replicas": 1],
            ])
        )
        #expect(try await world.settle([KafkaReconciler()]))
        let stored = world.object(ObjectKey(namespace: "ns", name: "queue"), of: StrimziKinds.kafka)
        #expect(
            KafkaTests.conditions(stored) == [
                "NotReady|True|InvalidResourceException|Kafka configuration option "
                    + "'offsets.topic.replication.factor' should be set to 1 because 'spec.kafka.replicas' is 1"
            ]
        )
    }

    struct User: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spec: Value
        var kafka: Value
        var conditions: [String]
        var username: String?
        var keys: [String] = []
    }

    @Test(
        arguments: [
            User(
                testDescription: "scram",
                spec: ["authentication": ["type": "scram-sha-512"]],
                kafka: ["entityOperator": ["userOperator": [:]]],
                conditions: ["Ready|True"],
                username: "u",
                keys: ["password", "sasl.jaas.config"]
            ),
            User(
                testDescription: "tls",
                spec: ["authentication": ["type": "tls"]],
                kafka: ["entityOperator": ["userOperator": [:]]],
                conditions: ["Ready|True"],
                username: "CN=u",
                keys: ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"]
            ),
            User(
                testDescription: "case 36: access rules without authorization in the Kafka",
                spec: ["authentication": ["type": "tls"], "authorization": ["type": "simple"]],
                kafka: ["entityOperator": ["userOperator": [:]]],
                conditions: [
                    "NotReady|True|InvalidResourceException|Simple authorization ACL rules are configured but not "
                        + "supported in the Kafka cluster configuration."
                ]
            ),
            User(
                testDescription: "no user operator",
                spec: ["authentication": ["type": "tls"]],
                kafka: [:],
                conditions: []
            ),
        ]
    )
    func user(_ row: User) async throws {
        let world = MemoryCluster()
        world.apply(KafkaTests.kafka(row.kafka))
        var user = Object(StrimziKinds.user, namespace: "ns", name: "u", labels: ["strimzi.io/cluster": "queue"])
        user["spec"] = row.spec
        world.apply(user)
        #expect(try await world.settle([KafkaUserReconciler()]))
        let stored = world.object(user.key, of: StrimziKinds.user)
        #expect(KafkaTests.conditions(stored) == row.conditions)
        #expect(stored?["status", "username"]?.string == row.username)
        let secret = world.object(user.key, of: CoreKinds.secret)
        #expect(secret?["data"]?.object.map { Array($0.keys) } ?? [] == row.keys)
    }

    @Test("Base64 pads as RFC 4648 does", arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")])
    func base64(_ plain: String, _ coded: String) { #expect(Base64.encoded(plain) == coded) }
}
