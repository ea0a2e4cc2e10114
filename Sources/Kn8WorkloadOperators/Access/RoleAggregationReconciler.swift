// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Controller
internal import Kn8Value

/// Writes the rules of ClusterRoles that gather those of others
/// (`kubernetes:pkg/controller/clusterroleaggregation`).
struct RoleAggregationReconciler: Reconciler {
    /// `clusterrole-aggregation`.
    var name: String { "clusterrole-aggregation" }
    /// ClusterRoles.
    var drives: GroupVersionKind { AccessKinds.clusterRole }
    /// Other ClusterRoles: any of them may be gathered.
    var watches: [WatchRule] {
        [
            WatchRule(AccessKinds.clusterRole) { _, _, cache in
                cache.objects(of: AccessKinds.clusterRole, in: .all)
                    .filter { $0["aggregationRule"]?.object != nil }
                    .map(\.key)
            }
        ]
    }

    /// Writes what the role gathers, when that is not what it has.
    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard var role = context.object(key, of: drives),
            let rules = RoleAggregation.rules(of: role, among: context.objects(of: drives, in: .all)),
            rules != PolicyRule.rules(of: role)
        else { return .settled }
        role["rules"] = .array(rules.map(\.value))
        try await context.update(role)
        return .settled
    }
}
