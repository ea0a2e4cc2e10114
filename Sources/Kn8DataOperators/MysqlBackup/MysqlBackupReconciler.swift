// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The operator of single backups; the schedule of a cluster is not modelled.
struct MysqlBackupReconciler: Reconciler {
    let name = "mysqlbackup"
    let drives = MysqlBackupPlan.gvk

    var watches: [WatchRule] {
        [
            .owned(MysqlBackupPlan.job, by: MysqlBackupPlan.gvk),
            WatchRule(MysqlCluster.gvk) { before, after, cache in
                guard let cluster = after ?? before else { return [] }
                return cache.objects(of: MysqlBackupPlan.gvk, in: .namespace(cluster.namespace))
                    .filter { $0["spec", "clusterName"]?.string == cluster.name }.map(\.key)
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let backup = context.object(key, of: MysqlBackupPlan.gvk), !backup.isBeingDeleted else {
            return .settled
        }
        let cluster = ObjectKey(namespace: key.namespace, name: backup["spec", "clusterName"]?.string ?? "")
        let job = ObjectKey(namespace: key.namespace, name: MysqlBackupPlan.jobName(key.name))
        let plan = MysqlBackupPlan(
            backup,
            cluster: context.object(cluster, of: MysqlCluster.gvk).map(MysqlCluster.init),
            stored: context.object(job, of: MysqlBackupPlan.job),
            now: context.now
        )
        if let job = plan.job { try await context.ensure(job) }
        if let refusal = plan.refusal {
            await context.event(.warning, reason: "ReconcileFailed", message: refusal, about: backup)
        }
        guard let status = plan.status, status != backup["status"] else { return .settled }
        // The kind has no status subresource: the status is a field like the others.
        var changed = backup
        changed["status"] = status
        try await context.update(changed)
        return .settled
    }
}
