// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What the MySQL operator makes of one MysqlBackup: a Job, and a status copied from it
/// (`bitpoke/mysql-operator:pkg/controller/mysqlbackup@v0.6.3`). Removing what is in the bucket is not modelled.
struct MysqlBackupPlan {
    static let gvk = GroupVersionKind(group: "mysql.presslabs.org", version: "v1alpha1", kind: "MysqlBackup")
    static let job = GroupVersionKind(group: "batch", version: "v1", kind: "Job")

    /// The Job to create; nil when there is one or none can be made.
    private(set) var job: Object?
    /// Why no Job can be made; nil when one can.
    private(set) var refusal: String?
    /// The new status; nil to leave it.
    private(set) var status: Value?

    /// Plans `backup` of `cluster`; `stored` is the Job there is.
    init(_ backup: Object, cluster: MysqlCluster?, stored: Object?, now: Timestamp) {
        guard backup["status", "completed"] != true else { return }
        if let stored {
            status = MysqlBackupPlan.status(of: backup, from: stored, at: now)
            return
        }
        guard let cluster else {
            refusal = "cluster not found"
            return
        }
        guard let address = MysqlBackupPlan.address(of: backup, cluster: cluster) else {
            refusal = "can't get backupURL"
            return
        }
        var job = Object(MysqlBackupPlan.job, namespace: backup.namespace, name: MysqlBackupPlan.jobName(backup.name))
        job.labels = [MysqlCluster.clusterLabel: cluster.name]
        job.ownerReferences = [backup.asController]
        var container: Value = [
            "name": "backup", "image": "docker.io/bitpoke/mysql-operator-sidecar-5.7:v0.6.3",
            "args": ["take-backup-to", .string(MysqlBackupPlan.source(in: cluster)), .string(address)],
        ]
        let secret = backup["spec", "backupSecretName"] ?? cluster.object["spec", "backupSecretName"]
        if let secret { container["envFrom"] = [["secretRef": ["name": secret]]] }
        job["spec"] = ["template": ["spec": ["restartPolicy": "Never", "containers": [container]]]]
        self.job = job
    }

    /// The name of the Job of the backup `name`: one of 56 characters or more is cut and told apart by its FNV-1a.
    static func jobName(_ name: String) -> String {
        guard name.utf8.count >= 56 else { return "\(name)-backup" }
        var hash: UInt32 = 0x811c_9dc5
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return "\(name.prefix(44))-\(String(hash, radix: 16))"
    }

    /// Where the backup goes: its own address, whole or as a base, else below the cluster's; nil without either.
    static func address(of backup: Object, cluster: MysqlCluster) -> String? {
        let own = backup["spec", "backupURL"]?.string ?? ""
        if own.hasSuffix("xbackup.gz") { return own }
        let base = own.isEmpty ? cluster.object["spec", "backupURL"]?.string ?? "" : own
        guard !base.isEmpty else { return nil }
        return "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/\(backup.name).xbackup.gz"
    }

    /// The node to copy from: the first that replicates without lag, else the master, else the first of all.
    private static func source(in cluster: MysqlCluster) -> String {
        let nodes = cluster.object["status", "nodes"]?.array ?? []
        func host(_ suits: (StatusConditions) -> Bool) -> String? {
            nodes.first { suits(StatusConditions($0["conditions"])) }?["name"]?.string
        }
        return host { $0.isTrue("Replicating") && !$0.isTrue("Lagged") && !$0.isTrue("Master") }
            ?? host { $0.isTrue("Master") } ?? cluster.host(0)
    }

    private static func status(of backup: Object, from job: Object, at now: Timestamp) -> Value {
        var conditions = StatusConditions(backup["status", "conditions"])
        let outcome = StatusConditions(job["status", "conditions"])
        for type in ["Complete", "Failed"] {
            guard let condition = outcome.condition(type) else { continue }
            conditions.set(
                type,
                status: condition["status"]?.string ?? "Unknown",
                reason: condition["reason"]?.string ?? "",
                message: condition["message"]?.string ?? "",
                at: now,
                writingEmpty: true
            )
        }
        let isDone = outcome.isTrue("Complete") || outcome.isTrue("Failed")
        return ["completed": .bool(isDone), "conditions": conditions.value]
    }
}
