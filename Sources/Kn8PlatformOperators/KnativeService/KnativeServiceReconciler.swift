// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Knative's controller of Services.
struct KnativeServiceReconciler: Reconciler {
    let name = "knative-service"
    let drives = Knative.service

    var watches: [WatchRule] {
        [.owned(Knative.configuration, by: Knative.service), .owned(Knative.route, by: Knative.service)]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let service = context.object(key, of: Knative.service), !service.isBeingDeleted else { return .settled }
        var configuration = context.object(key, of: Knative.configuration)
        var route = context.object(key, of: Knative.route)
        let name = service["spec", "template", "metadata", "name"]?.string ?? ""
        let named = context.object(ObjectKey(namespace: key.namespace, name: name), of: Knative.revision)
        func planned() -> KnativeServicePlan {
            KnativeServicePlan(service, configuration: configuration, route: route, named: named, now: context.now)
        }
        var plan = planned()
        if let wanted = plan.configuration {
            configuration = try await store(wanted, over: configuration, for: service, in: context)
        }
        if let wanted = plan.route { route = try await store(wanted, over: route, for: service, in: context) }
        // A correction that bumped a child's generation makes its status one of the past.
        if plan.configuration != nil || plan.route != nil { plan = planned() }
        try await context.setStatus(plan.status, of: service)
        if let failure = plan.failure {
            await context.event(.warning, reason: "InternalError", message: failure, about: service)
        }
        return .settled
    }

    private func store(
        _ wanted: Object,
        over stored: Object?,
        for service: Object,
        in context: any ReconcileContext
    ) async throws -> Object {
        if stored != nil { return try await context.update(wanted) }
        let created = try await context.ensure(wanted)
        let message = "Created \(wanted.kind) \"\(wanted.name)\""
        await context.event(.normal, reason: "Created", message: message, about: service)
        return created
    }
}
