// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8DataOperators

@Suite("Data operators under the controllers")
struct DataInvariantTests {
    static let reconcilers = DataOperators.all + [EverythingUp("StatefulSet")]

    /// The passwords are given, since made-up ones differ from run to run.
    static let objects: [Object] = {
        var operated = Object(CoreKinds.secret, namespace: "ns", name: "shop-mysql-operated")
        for account in ["OPERATOR", "REPLICATION", "METRICS_EXPORTER", "BACKUP", "ORC_TOPOLOGY"] {
            operated["data", "\(account)_PASSWORD"] = "cGFzcw=="
        }
        var kafka = KafkaTests.kafka([
            "kafka": ["replicas": 1, "listeners": ["plain": [:]]], "zookeeper": ["replicas": 1],
            "entityOperator": ["topicOperator": [:]],
        ])
        // The server keeps objects in the version they came in; the operators must not mind.
        kafka["apiVersion"] = "kafka.strimzi.io/v1beta1"
        return [
            MysqlClusterTests.cluster(["secretName": "shop-cred", "replicas": 2]),
            MysqlClusterTests.credentials("ROOT_PASSWORD"), operated, kafka,
            KafkaTopicTests.topic("t", ["partitions": 3, "replicas": 1]),
            KafkaTopicTests.topic("too-many", ["partitions": 3, "replicas": 2]),
        ]
    }()

    @Test("changes alone bring everything to Ready")
    func ready() async throws {
        let world = try await settle(DataInvariantTests.objects, DataInvariantTests.reconcilers)
        for (kind, name) in [("MysqlCluster", "shop"), ("Kafka", "queue"), ("KafkaTopic", "t")] {
            let object = try #require(world.get(kind, name, namespace: "ns"))
            #expect(StatusConditions(object["status", "conditions"]).isTrue("Ready"), "\(kind) \(name)")
        }
    }

    @Test("a settled world is not written to")
    func settled() async throws {
        try await expectSettledWorldWritesNothing(DataInvariantTests.objects, DataInvariantTests.reconcilers)
    }

    @Test("the order of applying does not matter")
    func order() async throws {
        try await expectOrderDoesNotMatter(DataInvariantTests.objects, DataInvariantTests.reconcilers)
    }
}
