// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Knative's controllers of Routes: the one that assigns traffic and the one that labels Revisions.
struct KnativeRouteReconciler: Reconciler {
    let name = "knative-route"
    let drives = Knative.route

    var watches: [WatchRule] {
        [Knative.configuration, Knative.revision].map { kind in
            WatchRule(kind) { before, after, cache in
                guard let object = after ?? before else { return [] }
                return cache.objects(of: Knative.route, in: .namespace(object.namespace))
                    .filter { KnativeRouteReconciler.mentions($0, object) }.map(\.key)
            }
        } + [
            WatchRule(Knative.coreService) { before, after, cache in
                guard let service = after ?? before else { return [] }
                return cache.objects(of: Knative.route, in: .namespace(service.namespace))
                    .filter { service.name == $0.name || service.name.hasSuffix("-\($0.name)") }.map(\.key)
            }
        ]
    }

    /// Whether `route` sends traffic to `object`, a Configuration or a Revision, or did.
    private static func mentions(_ route: Object, _ object: Object) -> Bool {
        let names = [object.name, object.labels[Knative.key("configuration")] ?? object.name]
        let targets = (route["spec", "traffic"]?.array ?? []) + (route["status", "traffic"]?.array ?? [])
        let marked = object.annotations[Knative.key("routes")] ?? ""
        return marked.split(separator: ",").contains(Substring(route.name))
            || targets.contains { target in
                ["configurationName", "revisionName"].contains { field in
                    target[field]?.string.map(names.contains) ?? false
                }
            }
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let route = context.object(key, of: Knative.route), !route.isBeingDeleted else { return .settled }
        let scope = Scope.namespace(key.namespace)
        let world = KnativeRoutePlan.World(
            configurations: context.objects(of: Knative.configuration, in: scope),
            revisions: context.objects(of: Knative.revision, in: scope),
            services: context.objects(of: Knative.coreService, in: scope)
        )
        let plan = KnativeRoutePlan(route, world, now: context.now)
        for placeholder in plan.placeholders {
            try await context.ensure(placeholder)
            guard !world.services.contains(where: { $0.name == placeholder.name }) else { continue }
            let message = "Created placeholder service \"\(placeholder.name)\""
            await context.event(.normal, reason: "Created", message: message, about: route)
        }
        for service in plan.surplus { try await context.delete(service, of: Knative.coreService) }
        for revision in plan.marks { try await context.update(revision) }
        try await context.setStatus(plan.status, of: route)
        return .settled
    }
}
