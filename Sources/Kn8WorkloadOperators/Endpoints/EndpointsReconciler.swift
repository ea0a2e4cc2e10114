// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Service with a selector → Endpoints of the same name. Those of other Services are left to whoever made them.
struct EndpointsReconciler: Reconciler {
    var name: String { "endpoints" }
    var drives: GroupVersionKind { .service }
    var watches: [WatchRule] {
        [
            WatchRule(.pod) { before, after, cache in
                guard let namespace = (after ?? before)?.namespace else { return [] }
                let pods = [before, after].compactMap { $0 }
                return cache.objects(of: .service, in: .namespace(namespace)).filter { service in
                    guard let selector = EndpointsPlan.selector(of: service) else { return false }
                    return pods.contains(where: selector.selects)
                }.map(\.key)
            },
            WatchRule(.endpoints) { before, after, _ in [before, after].compactMap { $0?.key } },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let service = context.object(key, of: .service), !service.isBeingDeleted else {
            return try await collect(key, context)
        }
        guard let selector = EndpointsPlan.selector(of: service) else { return .settled }
        let pods = context.objects(of: .pod, in: .namespace(key.namespace)).filter(selector.selects)
        try await context.ensure(EndpointsPlan(service: service, pods: pods).desired)
        return .settled
    }

    /// Removes what this controller made for a Service that is gone.
    private func collect(_ key: ObjectKey, _ context: any ReconcileContext) async throws -> Outcome {
        guard let endpoints = context.object(key, of: .endpoints),
            endpoints.labels["endpoints.kubernetes.io/managed-by"] == EndpointsPlan.manager
        else { return .settled }
        try await context.delete(key, of: .endpoints)
        return .settled
    }
}
