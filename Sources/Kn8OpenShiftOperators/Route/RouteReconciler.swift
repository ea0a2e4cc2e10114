// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Host assignment and the router's admission, with one simulated router.
struct RouteReconciler: Reconciler {
    var name: String { "route" }
    var drives: GroupVersionKind { .route }
    var watches: [WatchRule] {
        [
            WatchRule(.route) { before, after, cache in
                let hosts = Set([before, after].compactMap { $0?["spec", "host"]?.string }.filter { !$0.isEmpty })
                guard !hosts.isEmpty else { return [] }
                return cache.objects(of: .route, in: .all)
                    .filter { hosts.contains($0["spec", "host"]?.string ?? "") }.map(\.key)
            }
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let route = context.object(key, of: .route), !route.isBeingDeleted else { return .settled }
        var stored = route
        let desired = RoutePlan.withDefaults(route)
        if desired != route { stored = try await context.update(desired) }
        let host = stored["spec", "host"]?.string ?? ""
        let rivals = context.objects(of: .route, in: .all).filter { other in
            other.key != key && !other.isBeingDeleted && !host.isEmpty && other["spec", "host"]?.string == host
        }
        let plan = RoutePlan(route: stored, rivals: rivals, now: context.now)
        try await context.setStatus(plan.status, of: stored)
        return .settled
    }
}
