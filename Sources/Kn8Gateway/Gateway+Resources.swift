// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    static let noSuchResource = APIError(.notFound, message: "the server could not find the requested resource")
    static let methodNotAllowed = APIError(
        .methodNotAllowed,
        message: "the server does not allow this method on the requested resource"
    )

    /// The answer to a request about objects.
    func answerResource(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        let route = context.route
        let kinds = try await served()
        guard let group = kinds.group(route.group), group.versions.contains(where: { $0.name == route.version }) else {
            return Gateway.pageNotFound
        }
        guard let served = kinds.resource(group: route.group, version: route.version, plural: route.resource) else {
            if group.isCustom { return Gateway.pageNotFound }
            throw Gateway.noSuchResource
        }
        if !served.resource.namespaced, !route.namespace.isEmpty { throw Gateway.noSuchResource }
        if served.resource.namespaced, route.namespace.isEmpty, !route.name.isEmpty, !route.isWatchPath {
            throw Gateway.noSuchResource
        }
        if let part = route.subresource.first {
            guard let found = served.part(part) else {
                if served.isCustom { return Gateway.pageNotFound }
                throw Gateway.noSuchResource
            }
            return try await answerPart(context, served, found)
        }
        if !served.isStored { return try await answerReview(context, served) }
        switch (context.request.method, route.name.isEmpty) {
        case ("GET", _) where route.verb == "watch": return try await watch(context, served)
        case ("GET", true): return try list(context, served)
        case ("GET", false): return try get(context, served)
        case ("POST", true):
            if served.resource.namespaced, route.namespace.isEmpty { throw Gateway.methodNotAllowed }
            return try await create(context, served)
        case ("PUT", false): return try await update(context, served, nil)
        case ("PATCH", false): return try await patch(context, served, nil)
        case ("DELETE", false): return try await delete(context, served)
        case ("DELETE", true):
            guard served.verbs.contains("deletecollection"), !served.resource.namespaced || !route.namespace.isEmpty
            else {
                throw Gateway.methodNotAllowed
            }
            return try await deleteCollection(context, served)
        default: throw Gateway.methodNotAllowed
        }
    }

    /// The answer with one object.
    func answer(
        _ status: Int,
        _ object: Object,
        _ served: ServedResource,
        _ negotiation: Negotiation,
        _ context: RequestContext,
        warnings: [String] = []
    ) throws(APIError) -> GatewayResponse {
        let warnings = warnings + deprecations(served)
        switch negotiation.form {
        case .table(let version):
            let table = try TableShape(rules.catalog, served.resource.gvk, context.query, version: version)
            return Gateway.answer(
                status,
                table.table([object], ["resourceVersion": .string(object.resourceVersion)], at: time.now()),
                negotiation,
                warnings: warnings
            )
        case .metadata(let version):
            return Gateway.answer(status, object.partial(version: version), negotiation, warnings: warnings)
        case .object, .discovery:
            return Gateway.answer(status, object.value, negotiation, warnings: warnings)
        }
    }

    /// What every use of an old version is answered with.
    func deprecations(_ served: ServedResource) -> [String] {
        let gvk = served.resource.gvk
        guard let entry = served.entry else { return [] }
        if served.isCustom {
            return (rules.catalog.customResource(for: entry)?.version(gvk.version)?.deprecation).map { [$0] } ?? []
        }
        guard let minor = entry.lifecycle?.deprecated else { return [] }
        let text = "\(gvk.apiVersion) \(gvk.kind) is deprecated in v1.\(minor)+"
        guard let successor = entry.lifecycle?.successor else { return [text] }
        let parts = successor.split(separator: "/")
        guard let last = parts.last, last.first?.isUppercase == true else {
            return ["\(text); use \(successor) \(gvk.kind)"]
        }
        return ["\(text); use \(parts.dropLast().joined(separator: "/")) \(last)"]
    }

    func get(_ context: RequestContext, _ served: ServedResource) throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let version = context.query.text("resourceVersion")
        var wanted: Int64 = 0
        if !version.isEmpty {
            guard let number = Int64(version), number >= 0 else {
                throw APIError(
                    .internalError,
                    message: "resourceVersion: Invalid value: \(version.goQuoted): strconv.ParseUint: parsing "
                        + "\(version.goQuoted): invalid syntax"
                )
            }
            wanted = number
        }
        let (found, revision) = try server.stored(context.key, of: served.resource)
        guard wanted <= revision else { throw Gateway.tooLarge(wanted, revision) }
        guard let found else { throw .notFound(served.resource, name: context.route.name) }
        let object = found.stated(as: served.resource.gvk.apiVersion)
        return try answer(200, object, served, negotiation, context)
    }

    static func tooLarge(_ wanted: Int64, _ revision: Int64) -> APIError {
        APIError(
            .timeout,
            message: "Timeout: Too large resource version: \(wanted), current: \(revision)",
            causes: [
                APIError.Cause(
                    reason: "ResourceVersionTooLarge",
                    message: "Too large resource version",
                    field: ""
                )
            ],
            retryAfterSeconds: 1
        )
    }
}

extension Object {
    /// Everything but what the kind has of its own.
    func partial(version: String) -> Value {
        [
            "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(version)"),
            "metadata": self["metadata"] ?? .emptyObject,
        ]
    }
}
