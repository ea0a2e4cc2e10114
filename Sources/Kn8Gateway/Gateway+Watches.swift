// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// GET of a collection that goes on.
    func watch(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .watch)
        let parameters = try ListParameters(context.query, isWatch: true, name: context.route.name)
        let resource = served.resource
        let scope = resource.namespaced ? scope(context) : .all
        let filter = try ObjectFilter(parameters.options, scope: scope, resource: resource)
        let form: WatchSession.Form =
            switch negotiation.form {
            case .table(let version):
                .table(try TableShape(rules.catalog, resource.gvk, context.query, version: version))
            case .metadata(let version): .metadata(version)
            case .object, .discovery: .object
            }
        let collection = CollectionName(resource)
        guard hub.open(collection) else {
            throw APIError(.serviceUnavailable, message: "the server is shutting down", retryAfterSeconds: 1)
        }
        let beginning: WatchSession.Beginning
        do throws(APIError) {
            beginning = try self.beginning(parameters, scope, resource)
        } catch {
            hub.leave(collection, nil)
            guard error.reason == .expired else { throw error }
            // Told in the stream, as a watch tells everything.
            let oldest = error.message.split(separator: "(").last.map { $0.prefix(while: \.isNumber) } ?? ""
            let line = WatchSession.tooOld(parameters.revision ?? 0, oldest: Int64(oldest) ?? 0)
            return watchResponse(.bytes(line), served)
        }
        let session = WatchSession(
            hub,
            resource,
            filter,
            form,
            beginning,
            allowsBookmarks: parameters.allowsBookmarks,
            seconds: parameters.timeoutSeconds.flatMap { $0 > 0 ? $0 : nil } ?? Int64.random(in: 1_800...3_600),
            time: time
        )
        return watchResponse(.live(session), served)
    }

    private func watchResponse(_ body: GatewayResponse.Body, _ served: ServedResource) -> GatewayResponse {
        var response = GatewayResponse(status: 200, headers: Gateway.commonHeaders, body: body)
        response.headers.append("Content-Type", "application/json")
        for field in WarningFields.fields(deprecations(served)) { response.headers.append("Warning", field) }
        return response
    }

    private func beginning(
        _ parameters: ListParameters,
        _ scope: Scope,
        _ resource: Resource
    ) throws(APIError) -> WatchSession.Beginning {
        let tellsObjects = parameters.sendsInitialEvents ?? (parameters.revision == nil)
        if tellsObjects {
            let page = try server.page(of: resource, ListQuery(scope: scope, options: parameters.options))
            if let wanted = parameters.revision, wanted > page.revision {
                throw Gateway.tooLarge(wanted, page.revision)
            }
            return WatchSession.Beginning(
                objects: page.items,
                isMarked: parameters.allowsBookmarks,
                revision: page.revision,
                tellsObjects: true
            )
        }
        guard let after = parameters.revision else {
            return WatchSession.Beginning(revision: server.durableRevision, tellsObjects: false)
        }
        let (changes, revision) = try server.progress(after: after)
        let collection = CollectionName(resource)
        return WatchSession.Beginning(
            missed: changes.filter { $0.collection == collection }.map(WatchHub.Event.init),
            revision: max(after, revision),
            tellsObjects: false
        )
    }
}
