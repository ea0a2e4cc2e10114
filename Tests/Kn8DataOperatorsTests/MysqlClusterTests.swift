// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8DataOperators

@Suite("MysqlCluster")
struct MysqlClusterTests {
    static func cluster(_ spec: Value) -> Object {
        var object = Object(MysqlCluster.gvk, namespace: "ns", name: "shop")
        object["spec"] = spec
        return object
    }

    static func credentials(_ key: String) -> Object {
        var object = Object(CoreKinds.secret, namespace: "ns", name: "shop-cred")
        object["data"] = .object(ValueMap([(key, Value.string("cGFzcw=="))]))
        return object
    }

    static func pod(_ ordinal: Int, ready: Bool) -> Object {
        let labels = [MysqlCluster.clusterLabel: "shop"]
        var pod = Object(CoreKinds.pod, namespace: "ns", name: "shop-mysql-\(ordinal)", labels: labels)
        pod["status"] = ["conditions": [["type": "Ready", "status": .string(ready ? "True" : "False")]]]
        return pod
    }

    static func condition(_ object: Object?, _ type: String) -> String {
        let condition = StatusConditions(object?["status", "conditions"]).condition(type)
        return ["status", "reason", "message"].map { condition?[$0]?.string ?? "" }.joined(separator: "|")
    }

    static let key = ObjectKey(namespace: "ns", name: "shop")

    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spec: Value
        var secretKey: String?
        var event: String
        var children: Int
    }

    @Test(
        "a cluster that cannot run leaves an event and no status",
        arguments: [
            Refusal(
                testDescription: "no secret name",
                spec: [:],
                event: "spec.secretName is missing",
                children: 0
            ),
            Refusal(
                testDescription: "version is none",
                spec: ["secretName": "shop-cred", "mysqlVersion": "five"],
                secretKey: "ROOT_PASSWORD",
                event: "five is not a valid MySQL version",
                children: 0
            ),
            Refusal(
                testDescription: "case 1: no Secret",
                spec: ["secretName": "shop-cred"],
                event: "ROOT_PASSWORD not set in secret: shop-cred",
                children: 2
            ),
            Refusal(
                testDescription: "case 3: Secret with another key",
                spec: ["secretName": "shop-cred"],
                secretKey: "rootPassword",
                event: "ROOT_PASSWORD not set in secret: shop-cred",
                children: 2
            ),
        ]
    )
    func refusal(_ row: Refusal) async throws {
        let world = MemoryCluster()
        world.apply(MysqlClusterTests.cluster(row.spec))
        if let key = row.secretKey { world.apply(MysqlClusterTests.credentials(key)) }
        #expect(try await world.settle([MysqlClusterReconciler()]))
        #expect(world.events.last == "Warning ReconcileFailed \(row.event)")
        #expect(world.object(MysqlClusterTests.key, of: MysqlCluster.gvk)?["status"] == nil)
        let operated = world.objects(of: CoreKinds.secret, in: .all).filter { $0.controller != nil }
        #expect(world.objects(of: CoreKinds.configMap, in: .all).count + operated.count == row.children)
        #expect(world.objects(of: CoreKinds.service, in: .all).isEmpty)
        #expect(world.objects(of: CoreKinds.statefulSet, in: .all).isEmpty)
    }

    @Test("case 4: two nodes get eight children and become ready")
    func children() async throws {
        let world = MemoryCluster()
        world.apply(MysqlClusterTests.cluster(["secretName": "shop-cred", "replicas": 2]))
        world.apply(MysqlClusterTests.credentials("ROOT_PASSWORD"))
        #expect(try await world.settle([MysqlClusterReconciler()]))
        let cluster = world.object(MysqlClusterTests.key, of: MysqlCluster.gvk)
        #expect(MysqlClusterTests.condition(cluster, "Ready") == "False|StatefulSetNotReady|StatefulSet is not ready")

        #expect(try await world.settle([MysqlClusterReconciler(), EverythingUp("StatefulSet")]))
        let services = world.objects(of: CoreKinds.service, in: .all)
        #expect(services.map(\.name) == ["mysql", "shop-mysql", "shop-mysql-master", "shop-mysql-replicas"])
        #expect(services.map { $0.controller?.name } == [nil, "shop", "shop", "shop"])
        let set = world.objects(of: CoreKinds.statefulSet, in: .all).first
        #expect(set?.name == "shop-mysql")
        let containers = set?["spec", "template", "spec", "containers"]
        #expect(containers?[0]?["resources"] == ["requests": ["cpu": "200m", "memory": "1Gi"]])
        let budget = world.objects(of: CoreKinds.disruptionBudget, in: .all).first
        #expect(budget?["spec", "minAvailable"] == "50%")
        let options = world.objects(of: CoreKinds.configMap, in: .all).first?["data", "my.cnf"]?.string ?? ""
        #expect(options.contains("\ninnodb-buffer-pool-size = 384M\ninnodb-log-file-size = 128M\n"))
        let ready = world.object(MysqlClusterTests.key, of: MysqlCluster.gvk)
        #expect(MysqlClusterTests.condition(ready, "Ready") == "True|ClusterReady|Cluster is ready")
        #expect(
            MysqlClusterTests.condition(ready, "ReadOnly")
                == "False|ClusterReadOnlyFalse|writable nodes: shop-mysql-0.mysql.ns"
        )
        #expect(ready?["status", "readyNodes"] == 2)
    }

    @Test("case 5: one node has no budget")
    func noBudget() {
        #expect(MysqlCluster(MysqlClusterTests.cluster(["secretName": "x", "replicas": 1])).minAvailable == nil)
    }

    @Test("cases 7 and 9: labels follow the ready Pods, and the lowest ready one takes over")
    func failover() async throws {
        let world = MemoryCluster()
        world.apply(MysqlClusterTests.cluster(["secretName": "shop-cred", "replicas": 2]))
        world.apply(MysqlClusterTests.credentials("ROOT_PASSWORD"))
        for ordinal in 0..<2 { world.apply(MysqlClusterTests.pod(ordinal, ready: true)) }
        func labels() -> [String] {
            world.objects(of: CoreKinds.pod, in: .all)
                .map { "\($0.labels["role"] ?? "") \($0.labels["healthy"] ?? "")" }
        }
        func ready(_ ordinal: Int, _ ready: Bool) async throws {
            let pod = MysqlClusterTests.pod(ordinal, ready: ready)
            try await world.setStatus(pod["status"] ?? .null, of: pod)
            #expect(try await world.settle([MysqlClusterReconciler(), EverythingUp("StatefulSet")]))
        }
        try await ready(0, true)
        try await ready(1, true)
        #expect(labels() == ["master yes", "replica yes"])
        try await ready(0, false)
        #expect(labels() == ["replica no", "master yes"])
        try await ready(0, true)
        #expect(labels() == ["replica yes", "master yes"])
    }

    @Test("case 10: claims of gone nodes go, the first one stays", arguments: [1, 0])
    func claims(_ replicas: Int64) async throws {
        let world = MemoryCluster()
        world.apply(MysqlClusterTests.cluster(["secretName": "shop-cred", "replicas": .int(replicas)]))
        world.apply(MysqlClusterTests.credentials("ROOT_PASSWORD"))
        for name in ["data-shop-mysql-0", "data-shop-mysql-1", "data-other-mysql-1"] {
            world.apply(Object(CoreKinds.claim, namespace: "ns", name: name))
        }
        #expect(try await world.settle([MysqlClusterReconciler(), EverythingUp("StatefulSet")]))
        let left = world.objects(of: CoreKinds.claim, in: .all).map(\.name)
        #expect(left == ["data-other-mysql-1", "data-shop-mysql-0"])
        let event = "Normal SuccessfulPVCCleanup delete Claim data-shop-mysql-1 in StatefulSet shop-mysql successful"
        #expect(world.events == [event])
    }

    struct Memory: Sendable, CustomTestStringConvertible {
        var memory: String
        var pool: String?
        var log: String
        var testDescription: String { "case 18: \(memory)" }
    }

    @Test(
        "the buffer pool follows the memory",
        arguments: [
            Memory(memory: "512Mi", pool: nil, log: "48M"), Memory(memory: "1Gi", pool: "384M", log: "128M"),
            Memory(memory: "2Gi", pool: "1344M", log: "128M"), Memory(memory: "8Gi", pool: "6G", log: "512M"),
        ]
    )
    func memory(_ row: Memory) throws {
        let memory = try #require(ByteCount(quantity: row.memory))
        let file = MysqlOptionFile(major: 5, settings: [:], memory: memory, percona: true)
        let lines = file.text.split(separator: "\n")
        let pool = lines.first { $0.hasPrefix("innodb-buffer-pool-size = ") }
        #expect(pool.map(String.init) == row.pool.map { "innodb-buffer-pool-size = \($0)" })
        #expect(lines.contains("innodb-log-file-size = \(row.log)"))
    }

    @Test("case 17: what the user sets replaces in place or comes last, sorted")
    func settings() throws {
        let file = MysqlOptionFile(
            major: 5,
            settings: ["max-connections": 100, "foo-bar": "x"],
            memory: ByteCount(bytes: ByteCount.gibi),
            storage: ByteCount(bytes: 10 * ByteCount.gibi),
            percona: true
        )
        let lines = file.text.split(separator: "\n").map(String.init)
        let place = try #require(lines.firstIndex(of: "max-connections = 100"))
        #expect(lines[place - 1] == "max-connect-errors = 1000000")
        #expect(
            lines.suffix(6) == [
                "binlog-space-limit = 5G", "foo-bar = x", "innodb-buffer-pool-size = 384M",
                "innodb-log-file-size = 128M", "max-binlog-size = 1G", "!includedir /etc/mysql/conf.d",
            ]
        )
    }
}
