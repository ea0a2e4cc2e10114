// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8DataOperators

@Suite("MysqlBackup")
struct MysqlBackupTests {
    static func backup(_ url: String?) -> Object {
        var backup = Object(MysqlBackupPlan.gvk, namespace: "ns", name: "b1")
        backup["spec"] = ["clusterName": "shop"]
        backup["spec", "backupURL"] = url.map { .string($0) }
        return backup
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var own: String?
        var cluster: String?
        var address: String?
        var testDescription: String { "cases 15 and 16: \(own ?? "none") of \(cluster ?? "none")" }
    }

    @Test(
        arguments: [
            Row(own: "s3://x/a.xbackup.gz", address: "s3://x/a.xbackup.gz"),
            Row(own: "s3://x/", address: "s3://x/b1.xbackup.gz"),
            Row(cluster: "s3://y", address: "s3://y/b1.xbackup.gz"),
            Row(cluster: "s3://y/a.xbackup.gz", address: "s3://y/a.xbackup.gz/b1.xbackup.gz"),
            Row(),
        ]
    )
    func address(_ row: Row) async throws {
        let world = MemoryCluster()
        var cluster = MysqlClusterTests.cluster(["secretName": "shop-cred"])
        cluster["spec", "backupURL"] = row.cluster.map { .string($0) }
        world.apply(cluster)
        world.apply(MysqlBackupTests.backup(row.own))
        #expect(try await world.settle([MysqlBackupReconciler()]))
        let job = world.objects(of: MysqlBackupPlan.job, in: .all).first
        let arguments = job?["spec", "template", "spec", "containers"]?[0]?["args"]
        #expect(arguments?[2]?.string == row.address)
        #expect(arguments?[1]?.string == row.address.map { _ in "shop-mysql-0.mysql.ns" })
        #expect((world.events.last == "Warning ReconcileFailed can't get backupURL") == (row.address == nil))
    }

    @Test("the outcome of the Job is the backup's", arguments: ["Complete", "Failed"])
    func outcome(_ type: String) async throws {
        let world = MemoryCluster()
        world.apply(MysqlClusterTests.cluster(["secretName": "shop-cred"]))
        world.apply(MysqlBackupTests.backup("s3://x"))
        #expect(try await world.settle([MysqlBackupReconciler()]))
        let job = try #require(world.objects(of: MysqlBackupPlan.job, in: .all).first)
        #expect(job.name == "b1-backup")
        try await world.setStatus(["conditions": [["type": .string(type), "status": "True"]]], of: job)
        #expect(try await world.settle([MysqlBackupReconciler()]))
        let backup = world.objects(of: MysqlBackupPlan.gvk, in: .all).first
        #expect(backup?["status", "completed"] == true)
        let conditions = StatusConditions(backup?["status", "conditions"])
        #expect(conditions.isTrue(type))
        // The schema asks for both, and upstream writes them empty.
        #expect(conditions.condition(type)?["reason"] == "")
        #expect(conditions.condition(type)?["message"] == "")
    }
}
