// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The operator of MysqlClusters: asks the cache, plans, writes.
struct MysqlClusterReconciler: Reconciler {
    let name = "mysqlcluster"
    let drives = MysqlCluster.gvk

    var watches: [WatchRule] {
        [CoreKinds.configMap, CoreKinds.secret, CoreKinds.service, CoreKinds.statefulSet, CoreKinds.disruptionBudget]
            .map { .owned($0, by: MysqlCluster.gvk) } + [
                WatchRule(CoreKinds.secret) { before, after, cache in
                    guard let secret = after ?? before else { return [] }
                    return cache.objects(of: MysqlCluster.gvk, in: .namespace(secret.namespace))
                        .filter { MysqlCluster($0).secretName == secret.name }.map(\.key)
                },
                WatchRule(CoreKinds.pod) { before, after, _ in
                    guard let pod = after ?? before, let cluster = pod.labels[MysqlCluster.clusterLabel] else {
                        return []
                    }
                    return [ObjectKey(namespace: pod.namespace, name: cluster)]
                },
            ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let object = context.object(key, of: MysqlCluster.gvk), !object.isBeingDeleted else { return .settled }
        let cluster = MysqlCluster(object)
        let scope = Scope.namespace(key.namespace)
        func named(_ name: String, _ kind: GroupVersionKind) -> Object? {
            context.object(ObjectKey(namespace: key.namespace, name: name), of: kind)
        }
        let world = MysqlClusterPlan.World(
            credentials: named(cluster.secretName, CoreKinds.secret),
            operated: named("\(cluster.resourceName)-operated", CoreKinds.secret),
            statefulSet: named(cluster.resourceName, CoreKinds.statefulSet),
            hasBudget: named(cluster.resourceName, CoreKinds.disruptionBudget) != nil,
            pods: context.objects(of: CoreKinds.pod, in: scope)
                .filter { $0.labels[MysqlCluster.clusterLabel] == cluster.name },
            claims: context.objects(of: CoreKinds.claim, in: scope)
        )
        let plan = MysqlClusterPlan(cluster, world, now: context.now, password: { Password.random(18) })
        for child in plan.children { try await context.ensure(child) }
        for (pod, labels) in plan.podLabels {
            try await context.ensure(Object(CoreKinds.pod, namespace: key.namespace, name: pod, labels: labels))
        }
        for claim in plan.surplusClaims {
            try await context.delete(claim.key, of: CoreKinds.claim)
            let message = "delete Claim \(claim.name) in StatefulSet \(cluster.resourceName) successful"
            await context.event(.normal, reason: "SuccessfulPVCCleanup", message: message, about: object)
        }
        if let status = plan.status { try await context.setStatus(status, of: object) }
        if let refusal = plan.refusal {
            // The operator only logs and tries again; the watches wake this one when there is something to try.
            await context.event(.warning, reason: "ReconcileFailed", message: refusal, about: object)
        }
        return .settled
    }
}
