// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    private static let mostOperations = 10_000

    /// PATCH of an object or a part of it.
    func patch(
        _ context: RequestContext,
        _ served: ServedResource,
        _ part: Subresource?
    ) async throws(APIError) -> GatewayResponse {
        let type = MediaType((context.request.headers["Content-Type"] ?? "")[...]).name
        let isApply = type == "application/apply-patch+yaml"
        try checkPatchType(type, served)
        let negotiation = try Negotiation(context.request, context.query, for: .item)
        guard context.request.body.count <= GatewayLimits.body else { throw .bodyTooLarge }
        let options = try RequestOptions(context.request, context.query, kind: "PatchOptions", isApply: isApply)
        let (patch, text) = try read(context, type)
        if isApply, part == nil, try server.stored(context.key, of: served.resource).object == nil {
            try await authorizeCreation(context)
        }
        let answer: WriteAnswer
        do throws(APIError) {
            let write = { (dryRun: Bool) async throws(APIError) -> WriteAnswer in
                var options = options
                options.write.dryRun = options.write.dryRun || dryRun
                return try await self.server.carryOut(
                    .patch(context.key, patch, part),
                    of: served.resource,
                    options: options.write,
                    strictness: options.strictness,
                    user: context.user.tree
                )
            }
            if served.givesRights {
                // What the patch makes is told by trying it out, while nobody else gives rights.
                answer = try await rights.alone { () async throws(APIError) -> WriteAnswer in
                    let old = try self.server.stored(context.key, of: served.resource).object
                    try await self.checkEscalation(try await write(true).object, old, served, context)
                    return try await write(false)
                }
            } else {
                answer = try await write(false)
            }
        } catch {
            throw isApply ? error : DecodingFaults.refusal(ofPatch: text, error)
        }
        let status = answer.outcome == .created ? 201 : 200
        return try self.answer(status, answer.object, served, negotiation, context, warnings: answer.warnings)
    }

    func checkPatchType(_ type: String, _ served: ServedResource) throws(APIError) {
        switch type {
        case "application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml": return
        case "application/strategic-merge-patch+json" where !served.isCustom: return
        case _ where served.isCustom:
            throw APIError(
                .unsupportedMediaType,
                message: "the body of the request was in an unknown format - accepted media types include: "
                    + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
            )
        default: throw APIError(.unsupportedMediaType, message: "415: Unsupported Media Type")
        }
    }

    private func read(_ context: RequestContext, _ type: String) throws(APIError) -> (Patch, String) {
        let bytes = context.request.body
        if type == "application/apply-patch+yaml" {
            let config: Value
            if bytes.first(where: { $0 != 0x20 && $0 != 0x0A }) == UInt8(ascii: "{"),
                let value = try? Value(json: bytes)
            {
                config = value
            } else {
                config = try RequestBody.yaml(bytes).0
            }
            guard config.object != nil else {
                throw APIError(.badRequest, message: "error decoding YAML: the object is no mapping")
            }
            return (.apply(config, force: context.query.flag("force")), "")
        }
        let (value, text) = try RequestBody.parsed(bytes) { fault in
            APIError(.badRequest, message: "error decoding patch: \(fault)")
        }
        switch type {
        case "application/json-patch+json":
            guard let operations = value.array else {
                throw APIError(
                    .badRequest,
                    message: "error decoding patch: json: cannot unmarshal \(value.goName) into Go value of type "
                        + "jsonpatch.Patch"
                )
            }
            guard operations.count <= Gateway.mostOperations else {
                throw APIError(
                    .requestEntityTooLarge,
                    message: "Request entity too large: The allowed maximum operations in a JSON patch is "
                        + "\(Gateway.mostOperations), got \(operations.count)"
                )
            }
            return (.json(value), String(decoding: text, as: UTF8.self))
        case "application/merge-patch+json": return (.merge(value), String(decoding: text, as: UTF8.self))
        default: return (.strategic(value), String(decoding: text, as: UTF8.self))
        }
    }
}
