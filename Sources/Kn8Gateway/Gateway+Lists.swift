// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// How many bytes of a list are made at once.
    private static let pieceSize = 1 << 18

    /// GET of a collection.
    func list(_ context: RequestContext, _ served: ServedResource) throws(APIError) -> GatewayResponse {
        let negotiation = try Negotiation(context.request, context.query, for: .list)
        let parameters = try ListParameters(context.query, isWatch: false)
        var query = ListQuery(scope: scope(context), options: parameters.options)
        if let token = try ContinueToken.position(parameters.options.continueToken) {
            query.after = token.key
            query.revision = token.revision < 0 ? nil : token.revision
        } else if let wanted = parameters.revision {
            let current = server.revision
            guard wanted <= current else { throw Gateway.tooLarge(wanted, current) }
            let isExact = parameters.match == "Exact" || (parameters.match.isEmpty && parameters.options.limit > 0)
            if isExact { query.revision = wanted }
        }
        let page: ListPage
        do throws(APIError) {
            page = try server.page(of: served.resource, query)
        } catch {
            guard error.reason == .expired else { throw error }
            return try expired(query, negotiation)
        }
        return try answer(page, served, parameters, negotiation, context)
    }

    // A page of a state that is gone: the client may go on from the same place in the state of now.
    private func expired(_ query: ListQuery, _ negotiation: Negotiation) throws(APIError) -> GatewayResponse {
        guard let key = query.after else {
            throw APIError(.expired, message: "The resourceVersion for the provided list is too old.")
        }
        let error = APIError(
            .expired,
            message:
                "The provided continue parameter is too old to display a consistent list result. You can start a new "
                + "list without the continue parameter, or use the continue token in this response to retrieve the remainder "
                + "of the results. Continuing with the provided token results in an inconsistent list - objects that were "
                + "created, modified, or deleted between the time the first chunk was returned and now may show up in the list."
        )
        var status = Gateway.status(of: error)
        status["metadata"] = ["continue": .string(ContinueToken(key: key, revision: -1).text)]
        return Gateway.answer(410, status, negotiation)
    }

    /// The answer with a page of objects; a long one is made as it is read.
    func answer(
        _ page: ListPage,
        _ served: ServedResource,
        _ parameters: ListParameters,
        _ negotiation: Negotiation,
        _ context: RequestContext
    ) throws(APIError) -> GatewayResponse {
        var metadata: Value = ["resourceVersion": .string(String(page.revision))]
        if let last = page.last {
            metadata["continue"] = .string(ContinueToken(key: last, revision: page.revision).text)
            if let remaining = page.remaining { metadata["remainingItemCount"] = .int(remaining) }
        } else if served.isCustom {
            metadata["continue"] = ""
        }
        let gvk = served.resource.gvk
        switch negotiation.form {
        case .table(let version):
            let table = try TableShape(rules.catalog, gvk, context.query, version: version)
            let value = table.table(page.items.map { $0.stated(as: gvk.apiVersion) }, metadata, at: time.now())
            return Gateway.answer(200, value, negotiation, warnings: deprecations(served))
        case .metadata(let version):
            let value: Value = [
                "kind": "PartialObjectMetadataList", "apiVersion": .string("meta.k8s.io/\(version)"),
                "metadata": metadata,
                "items": .array(
                    page.items.map { ["metadata": $0["metadata"] ?? .emptyObject] }
                ),
            ]
            return Gateway.answer(200, value, negotiation, warnings: deprecations(served))
        case .object, .discovery: break
        }
        let kind = listKind(served)
        if negotiation.format == .yaml {
            let items = page.items.map { object in
                var value = object.stated(as: gvk.apiVersion).value
                if !served.isCustom {
                    value["kind"] = nil
                    value["apiVersion"] = nil
                }
                return value
            }
            let value: Value = [
                "kind": .string(kind), "apiVersion": .string(gvk.apiVersion), "metadata": metadata,
                "items": .array(items),
            ]
            return Gateway.answer(200, value, negotiation, warnings: deprecations(served))
        }
        let writer = ListWriter(
            page.items,
            kind: kind,
            apiVersion: gvk.apiVersion,
            metadata: metadata,
            statesKinds: served.isCustom,
            isPretty: negotiation.isPretty,
            cache: encodings,
            epoch: page.epoch
        )
        var response = GatewayResponse(status: 200, headers: Gateway.commonHeaders)
        response.headers.append("Content-Type", "application/json")
        for field in WarningFields.fields(deprecations(served)) { response.headers.append("Warning", field) }
        let first = writer.piece(Gateway.pieceSize) ?? []
        response.body = writer.isDone ? .bytes(first) : .stream(writer.stream(first, pieceSize: Gateway.pieceSize))
        return response
    }

    func listKind(_ served: ServedResource) -> String { served.resource.gvk.kind + "List" }
}
