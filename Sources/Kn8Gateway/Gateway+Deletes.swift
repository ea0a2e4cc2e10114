// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// Kinds whose deletion is always answered with the object.
    private static let returned: Set<String> = [
        "/Namespace", "/Pod", "/Service", "/ServiceAccount", "/PersistentVolumeClaim", "/PersistentVolume",
        "/PodTemplate",
        "/ResourceQuota", "storage.k8s.io/StorageClass", "storage.k8s.io/CSIDriver", "storage.k8s.io/CSINode",
        "storage.k8s.io/VolumeAttachment", "storage.k8s.io/VolumeAttributesClass",
    ]

    /// How many objects of a collection are deleted at once.
    private static let deletionsAtOnce = 64

    /// DELETE of an object.
    func delete(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        let options = try RequestOptions.deletion(context.request, context.query)
        let gvk = served.resource.gvk
        let answer = try await server.carryOut(
            .delete(context.key, options),
            of: served.resource,
            options: WriteOptions(dryRun: options.dryRun),
            strictness: .ignore,
            user: context.user.tree
        )
        let isReturned =
            Gateway.returned.contains("\(gvk.group)/\(gvk.kind)") || gvk.group == "resource.k8s.io"
            || answer.outcome == .marked
        if isReturned { return try self.answer(200, answer.object, served, negotiation, context) }
        var details: Value = ["name": .string(answer.object.name), "kind": .string(served.resource.plural)]
        if !gvk.group.isEmpty { details["group"] = .string(gvk.group) }
        if !answer.object.uid.isEmpty { details["uid"] = .string(answer.object.uid) }
        return Gateway.answer(200, Gateway.success(details), negotiation, warnings: deprecations(served))
    }

    /// DELETE of a collection: answered with the list of what was deleted.
    func deleteCollection(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse
    {
        let negotiation = try Negotiation(context.request, context.query, for: .list)
        let parameters = try ListParameters(context.query, isWatch: false)
        let options = try RequestOptions.deletion(context.request, context.query)
        let page = try server.page(of: served.resource, ListQuery(scope: scope(context), options: parameters.options))
        var rest = page.items[...]
        while !rest.isEmpty, !Task.isCancelled {
            try await delete(rest.prefix(Gateway.deletionsAtOnce), served, options, context)
            rest = rest.dropFirst(Gateway.deletionsAtOnce)
        }
        return try answer(page, served, parameters, negotiation, context)
    }

    // At once, so that they are stored together.
    private func delete(
        _ objects: ArraySlice<Object>,
        _ served: ServedResource,
        _ options: DeleteOptions,
        _ context: RequestContext
    ) async throws(APIError) {
        let failures = await withTaskGroup(of: APIError?.self) { group in
            for object in objects {
                group.addTask {
                    var one = options
                    if one.uid.isEmpty { one.uid = object.uid }
                    do throws(APIError) {
                        _ = try await self.server.carryOut(
                            .delete(object.key, one),
                            of: served.resource,
                            options: WriteOptions(dryRun: one.dryRun),
                            strictness: .ignore,
                            user: context.user.tree
                        )
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: [APIError]()) { failures, failure in failure.map { failures.append($0) } }
        }
        // Of some of them, somebody else was faster.
        if let failure = failures.first(where: { $0.reason != .notFound && $0.reason != .conflict }) { throw failure }
    }

    func scope(_ context: RequestContext) -> Scope {
        context.route.namespace.isEmpty ? .all : .namespace(context.route.namespace)
    }
}
