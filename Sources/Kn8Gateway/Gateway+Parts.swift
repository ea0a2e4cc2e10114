// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// The answer to a request about a part of an object.
    func answerPart(
        _ context: RequestContext,
        _ served: ServedResource,
        _ part: ServedResource.Part
    ) async throws(APIError) -> GatewayResponse {
        let method = context.request.method
        switch (part.name, method) {
        case ("status", "GET"), ("approval", "GET"), ("ephemeralcontainers", "GET"), ("resize", "GET"):
            return try get(context, served)
        case ("status", "PUT"), ("approval", "PUT"): return try await update(context, served, .status)
        case ("status", "PATCH"), ("approval", "PATCH"): return try await patch(context, served, .status)
        case ("ephemeralcontainers", "PUT"), ("resize", "PUT"): return try await update(context, served, nil)
        case ("ephemeralcontainers", "PATCH"), ("resize", "PATCH"): return try await patch(context, served, nil)
        case ("scale", "GET"), ("scale", "PUT"), ("scale", "PATCH"): return try await scale(context, served)
        case ("finalize", "PUT"): return try await finalize(context, served)
        case ("token", "POST"): return try await token(context, served)
        case ("eviction", "POST"): return try await evict(context, served)
        case ("binding", "POST"): return try await bind(context, served, pod: context.key)
        case ("log", "GET"), ("exec", _), ("attach", _), ("portforward", _), ("proxy", _):
            return try noKubelet(context, served, part)
        default: throw Gateway.methodNotAllowed
        }
    }

    private func noKubelet(
        _ context: RequestContext,
        _ served: ServedResource,
        _ part: ServedResource.Part
    ) throws(APIError) -> GatewayResponse {
        guard try server.stored(context.key, of: served.resource).object != nil else {
            throw .notFound(served.resource, name: context.route.name)
        }
        var error = APIError(
            .badRequest,
            message:
                "kn8 has no kubelet: containers do not run here, so that \(served.resource.plural)/\(part.name) has "
                + "nothing to answer with",
            name: context.route.name,
            group: served.resource.gvk.group,
            kind: served.resource.plural
        )
        error.code = 400
        throw error
    }

    private func scale(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        do throws(APIError) {
            switch context.request.method {
            case "GET":
                let negotiation = try Negotiation(context.request, context.query, for: .item)
                guard let object = try server.scale(of: context.key, of: served.resource) else {
                    throw .notFound(served.resource, name: context.route.name)
                }
                return try answer(200, object, served, negotiation, context)
            case "PATCH": return try await patch(context, served, .scale)
            default: return try await updateScale(context, served)
            }
        } catch {
            // What is wrong with the number is told of the view that was written.
            guard error.reason == .invalid, error.kind == served.resource.gvk.kind else { throw error }
            let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
            throw .invalid(kind, name: error.name, causes: error.causes)
        }
    }

    private func updateScale(
        _ context: RequestContext,
        _ served: ServedResource
    ) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let options = try RequestOptions(context.request, context.query, kind: "UpdateOptions")
        let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
        let body = try RequestBody(context.request, of: kind, isCustom: false)
        var object = Object(body.value)
        guard object.kind.isEmpty || object.kind == "Scale" else {
            throw APIError(
                .badRequest,
                message: "\(object.kind) in version \"\(object.gvk.version)\" cannot be handled as a Scale"
            )
        }
        if !object.name.isEmpty, object.name != context.route.name {
            throw APIError(
                .badRequest,
                message:
                    "the name of the object (\(object.name)) does not match the name on the URL (\(context.route.name))"
            )
        }
        object.name = context.route.name
        object.namespace = context.route.namespace
        let replicas = object["spec", "replicas"]?.int ?? 0
        if replicas < 0 {
            throw .invalid(
                kind,
                name: object.name,
                causes: [.invalid("spec.replicas", .int(replicas), "must be greater than or equal to 0")]
            )
        }
        if object["spec", "replicas"] == nil { object["spec", "replicas"] = 0 }
        let verb = WriteVerb.update(object, .scale, mayCreate: false, wantsVersion: false)
        let answer = try await server.carryOut(
            verb,
            of: served.resource,
            options: options.write,
            strictness: options.strictness
        )
        return try self.answer(200, answer.object, served, negotiation, context, warnings: answer.warnings)
    }

    // The server finishes a namespace by itself when the last of what is in it has gone.
    private func finalize(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse
    {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let body = try RequestBody(context.request, of: served.resource.gvk, isCustom: false)
        _ = try stated(body, served, namespace: "")
        guard let found = try server.stored(context.key, of: served.resource).object else {
            throw .notFound(served.resource, name: context.route.name)
        }
        return try answer(200, found, served, negotiation, context)
    }

    private func token(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .plain)
        let options = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let kind = GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest")
        let body = try RequestBody(context.request, of: kind, isCustom: false)
        guard let tokens else {
            throw APIError(
                .serviceUnavailable,
                message: "this server signs no tokens: it was started without a signing key"
            )
        }
        let answer = try await TokenRequests(tokens: tokens, reader: server, time: time)
            .answer(to: body.value, account: context.key, isDryRun: options.write.dryRun)
        return Gateway.answer(201, answer, negotiation)
    }

    private func evict(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .plain)
        let options = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let kind = GroupVersionKind(group: "policy", version: "v1", kind: "Eviction")
        let body = try RequestBody(context.request, of: kind, isCustom: false)
        if let name = body.value["metadata"]?["name"]?.string, !name.isEmpty, name != context.route.name {
            throw APIError(.badRequest, message: "name in URL does not match name in Eviction object")
        }
        guard let pod = try server.stored(context.key, of: served.resource).object else {
            throw .notFound(served.resource, name: context.route.name)
        }
        try checkBudgets(pod)
        var inner = context.request
        inner.body = (body.value["deleteOptions"] ?? .emptyObject).jsonBytes()
        inner.headers["Content-Type"] = "application/json"
        var deletion = try RequestOptions.deletion(inner, RequestQuery(""))
        deletion.dryRun = deletion.dryRun || options.write.dryRun
        _ = try await server.carryOut(
            .delete(context.key, deletion),
            of: served.resource,
            options: options.write,
            strictness: .ignore,
            user: context.user.tree
        )
        return Gateway.answer(201, Gateway.success(code: 201), negotiation)
    }

    // Pods that have ended, or never began, are of no budget's concern.
    private func checkBudgets(_ pod: Object) throws(APIError) {
        let phase = pod["status", "phase"]?.string ?? ""
        if ["Succeeded", "Failed", "Pending"].contains(phase) || pod.isBeingDeleted { return }
        let kind = GroupVersionKind(group: "policy", version: "v1", kind: "PodDisruptionBudget")
        let resource = Resource(kind, plural: "poddisruptionbudgets")
        let query = ListQuery(scope: .namespace(pod.namespace), options: ListOptions())
        for budget in try server.page(of: resource, query).items {
            guard let selector = budget["spec", "selector"], let parsed = try? LabelSelector(selector),
                parsed.matches(pod.labels), (budget["status", "disruptionsAllowed"]?.int ?? 0) <= 0
            else { continue }
            let needed = budget["status", "desiredHealthy"]?.int ?? 0
            let healthy = budget["status", "currentHealthy"]?.int ?? 0
            throw APIError(
                .tooManyRequests,
                message: "Cannot evict pod as it would violate the pod's disruption budget.",
                causes: [
                    APIError.Cause(
                        reason: "DisruptionBudget",
                        message: "The disruption budget \(budget.name) needs \(needed) healthy pods and has \(healthy) "
                            + "currently",
                        field: ""
                    )
                ]
            )
        }
    }

    /// Puts a pod on a node, as a scheduler asks.
    func bind(
        _ context: RequestContext,
        _ served: ServedResource,
        pod key: ObjectKey?
    ) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .plain)
        let options = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Binding")
        let body = try RequestBody(context.request, of: kind, isCustom: false)
        let name = key?.name ?? body.value["metadata"]?["name"]?.string ?? ""
        let place = ObjectKey(namespace: context.route.namespace, name: name)
        let node = body.value["target"]?["name"]?.string ?? ""
        guard !node.isEmpty else {
            throw .invalid(kind, name: name, causes: [.required("target.name", "")])
        }
        let pods = Resource(GroupVersionKind(group: "", version: "v1", kind: "Pod"), plural: "pods")
        guard let pod = try server.stored(place, of: pods).object else { throw .notFound(pods, name: name) }
        if let present = pod["spec", "nodeName"]?.string, !present.isEmpty {
            throw APIError(
                .conflict,
                message:
                    "Operation cannot be fulfilled on pods/binding \"\(name)\": pod \(name) is already assigned to node "
                    + "\"\(present)\"",
                name: name,
                kind: "pods/binding"
            )
        }
        let change: Value = [["op": "add", "path": "/spec/nodeName", "value": .string(node)]]
        _ = try await server.carryOut(
            .patch(place, .json(change), nil),
            of: pods,
            options: options.write,
            strictness: .ignore,
            user: context.user.tree
        )
        return Gateway.answer(201, Gateway.success(code: 201), negotiation)
    }
}
