// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// POST to a collection.
    func create(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let options = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let body = try RequestBody(context.request, of: served.resource.gvk, isCustom: served.isCustom)
        let object = try stated(body, served, namespace: context.route.namespace)
        let answer = try await carryOut(.create(object), object, nil, body, served, options, context)
        if !options.write.dryRun { await afterCreation(answer.object) }
        return try self.answer(201, answer.object, served, negotiation, context, warnings: answer.warnings)
    }

    /// PUT of an object or a part of it.
    func update(
        _ context: RequestContext,
        _ served: ServedResource,
        _ part: Subresource?
    ) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let options = try RequestOptions(context.request, context.query, kind: "UpdateOptions")
        let body = try RequestBody(context.request, of: served.resource.gvk, isCustom: served.isCustom)
        var object = try stated(body, served, namespace: context.route.namespace)
        let name = context.route.name
        if object.name.isEmpty {
            throw APIError(
                .badRequest,
                message: "the name of the object (\(name) based on URL) was undeterminable: name must be provided"
            )
        }
        guard object.name == name else {
            throw APIError(
                .badRequest,
                message: "the name of the object (\(object.name)) does not match the name on the URL (\(name))"
            )
        }
        let kind = served.resource.gvk
        let mayCreate = part == nil && UpdateRules.mayCreate(kind)
        if mayCreate, try server.stored(context.key, of: served.resource).object == nil {
            try await authorizeCreation(context)
        }
        object.value["metadata"] = object.value["metadata"] ?? .emptyObject
        let verb = WriteVerb.update(
            object,
            part,
            mayCreate: mayCreate,
            wantsVersion: part == nil && (served.isCustom || UpdateRules.wantsVersion(kind))
        )
        let answer = try await carryOut(verb, object, context.key, body, served, options, context)
        let status = answer.outcome == .created ? 201 : 200
        return try self.answer(status, answer.object, served, negotiation, context, warnings: answer.warnings)
    }

    /// `body` as an object of what is served at the URL.
    func stated(_ body: RequestBody, _ served: ServedResource, namespace: String) throws(APIError) -> Object {
        let gvk = served.resource.gvk
        var object = Object(body.value)
        if served.isCustom {
            for (field, name) in [("kind", "Kind"), ("apiVersion", "apiVersion")] where text(object, field).isEmpty {
                throw APIError(
                    .badRequest,
                    message:
                        "\(gvk.kind) in version \"\(gvk.version)\" cannot be handled as a \(gvk.kind): unmarshalerDecoder: "
                        + "Object '\(name)' is missing in '\(String(decoding: body.json, as: UTF8.self))'"
                )
            }
        }
        let (kind, version) = (object.kind, object.apiVersion)
        if !version.isEmpty, version != gvk.apiVersion, kind.isEmpty || kind == gvk.kind {
            throw APIError(
                .badRequest,
                message: "the API version in the data (\(version)) does not match the expected API version "
                    + "(\(gvk.apiVersion))"
            )
        }
        if !kind.isEmpty, kind != gvk.kind {
            if served.isCustom {
                throw .invalid(
                    gvk,
                    name: object.name,
                    causes: [.invalid("kind", .string(kind), "must be \(gvk.kind)")]
                )
            }
            let group = gvk.group.isEmpty ? "core" : gvk.group.prefix { $0 != "." }[...].description
            throw APIError(
                .badRequest,
                message:
                    "\(kind) in version \"\(object.gvk.version.isEmpty ? gvk.version : object.gvk.version)\" cannot be "
                    + "handled as a \(gvk.kind): converting (\(object.gvk.version.isEmpty ? gvk.version : object.gvk.version)."
                    + "\(kind)) to (\(group).\(gvk.kind)): unknown conversion"
            )
        }
        object.value["apiVersion"] = .string(gvk.apiVersion)
        object.value["kind"] = .string(gvk.kind)
        if served.resource.namespaced {
            if !namespace.isEmpty, !object.namespace.isEmpty, object.namespace != namespace {
                throw APIError(
                    .badRequest,
                    message: "the namespace of the provided object does not match the namespace sent on the request"
                )
            }
            if object["metadata"]?.object == nil { object["metadata"] = .emptyObject }
            if !namespace.isEmpty { object.namespace = namespace }
        } else if object["metadata"] != nil {
            object.namespace = ""
        }
        if !served.isCustom, NullFields.areIn(object.value),
            let entry = rules.catalog.kind(group: gvk.group, version: gvk.version, kind: gvk.kind),
            let schema = rules.catalog.schema(for: entry)
        {
            object = Object(NullFields.dropped(object.value, schema))
        }
        return object
    }

    private func text(_ object: Object, _ field: String) -> String { object.value[field]?.string ?? "" }

    /// Carries `verb` out, which stores `object` at `key` (nil: as a new one); of what gives rights, one at a time.
    private func carryOut(
        _ verb: WriteVerb,
        _ object: Object,
        _ key: ObjectKey?,
        _ body: RequestBody,
        _ served: ServedResource,
        _ options: RequestOptions,
        _ context: RequestContext
    ) async throws(APIError) -> WriteAnswer {
        guard served.givesRights else { return try await carryOut(verb, body, served, options, context) }
        return try await rights.alone { () async throws(APIError) -> WriteAnswer in
            let old = try key.flatMap { (key) throws(APIError) in
                try self.server.stored(key, of: served.resource).object
            }
            try await self.checkEscalation(object, old, served, context)
            return try await self.carryOut(verb, body, served, options, context)
        }
    }

    /// Carries `verb` out, and tells of what `body` has that the kind has not.
    func carryOut(
        _ verb: WriteVerb,
        _ body: RequestBody,
        _ served: ServedResource,
        _ options: RequestOptions,
        _ context: RequestContext
    ) async throws(APIError) -> WriteAnswer {
        var write = options.write
        let isRefused = options.strictness == .strict && !body.duplicates.isEmpty
        if isRefused { write.dryRun = true }  // only what else there is to say
        do throws(APIError) {
            let answer = try await server.carryOut(
                verb,
                of: served.resource,
                options: write,
                strictness: options.strictness,
                user: context.user.tree
            )
            if isRefused { throw DecodingFaults.refusal(body.duplicates, of: served.resource.gvk) }
            guard options.strictness == .warn, !body.duplicates.isEmpty || answer.warnings.count > 1 else {
                return answer
            }
            return answer.adding(DecodingFaults.ordered(answer.warnings + body.duplicates, body))
        } catch {
            guard options.strictness == .strict, let unknown = DecodingFaults.unknown(in: error) else { throw error }
            let own = body.duplicates.filter { !unknown.contains($0) }
            throw DecodingFaults.refusal(DecodingFaults.ordered(unknown + own, body), of: served.resource.gvk)
        }
    }

    /// Refuses a role or binding that would give more than the user has.
    func checkEscalation(
        _ object: Object,
        _ old: Object?,
        _ served: ServedResource,
        _ context: RequestContext
    ) async throws(APIError) {
        let refusal = await authorizer.escalation(
            of: object,
            replacing: old,
            resource: served.resource,
            by: context.user
        )
        if let refusal { throw refusal }
    }
}

/// Which kinds a PUT may create, and which it must name a resourceVersion for
/// (`kubernetes:pkg/registry/*/*/strategy.go`).
enum UpdateRules {
    private static let creatable: Set<String> = [
        "/Service", "/Endpoints", "/Event", "/LimitRange", "events.k8s.io/Event", "coordination.k8s.io/Lease",
        "coordination.k8s.io/LeaseCandidate", "rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/RoleBinding",
        "rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/ClusterRoleBinding",
        "node.k8s.io/RuntimeClass",
    ]
    private static let versioned: Set<String> = [
        "apiextensions.k8s.io/CustomResourceDefinition", "apiregistration.k8s.io/APIService",
        "coordination.k8s.io/Lease", "coordination.k8s.io/LeaseCandidate", "policy/PodDisruptionBudget",
        "node.k8s.io/RuntimeClass", "storage.k8s.io/VolumeAttachment", "storage.k8s.io/CSIDriver",
        "storage.k8s.io/CSINode",
        "storage.k8s.io/CSIStorageCapacity", "certificates.k8s.io/ClusterTrustBundle",
        "certificates.k8s.io/PodCertificateRequest",
    ]

    static func mayCreate(_ kind: GroupVersionKind) -> Bool { creatable.contains("\(kind.group)/\(kind.kind)") }

    static func wantsVersion(_ kind: GroupVersionKind) -> Bool {
        kind.group == "admissionregistration.k8s.io" || versioned.contains("\(kind.group)/\(kind.kind)")
    }
}

extension WriteAnswer {
    func adding(_ warnings: [String]) -> WriteAnswer {
        WriteAnswer(object: object, outcome: outcome, warnings: warnings)
    }
}
