// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// The answer to a request about no resource.
    func answerPath(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        let segments = context.target.segments
        let first = segments.first ?? ""
        let isRead = context.request.method == "GET" || context.request.method == "HEAD"
        switch first {
        case "healthz", "livez", "readyz": return health(context, first, segments.dropFirst().joined(separator: "/"))
        case "" where isRead:
            let paths = try await paths()
            return answerPlain(["paths": .array(paths.map(Value.string))], context, isPretty: true)
        case "version" where segments.count == 1:
            guard isRead else { throw Gateway.methodNotAllowed }
            return answerPlain(Gateway.version, context, isPretty: true)
        case "api", "apis":
            guard context.request.method == "GET" else { throw Gateway.methodNotAllowed }
            return try await discovery(context, segments)
        case "openapi" where isRead: return try await openAPI(context, segments)
        case ".well-known" where isRead && segments == [".well-known", "openid-configuration"]:
            guard let tokens else { return Gateway.pageNotFound }
            return answerPlain(
                [
                    "issuer": .string(tokens.issuer), "jwks_uri": .string("\(tokens.issuer)/openid/v1/jwks"),
                    "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256", "ES256"],
                ],
                context
            )
        case "openid" where isRead && segments == ["openid", "v1", "jwks"]:
            guard let keys = tokens?.keySet else { return Gateway.pageNotFound }
            var response = answerPlain(keys, context)
            response.headers["Content-Type"] = "application/jwk-set+json"
            return response
        default: return Gateway.pageNotFound
        }
    }

    private func answerPlain(_ value: Value, _ context: RequestContext, isPretty: Bool = false) -> GatewayResponse {
        var negotiation = Negotiation()
        negotiation.isPretty = isPretty || Negotiation.wantsLines(context.request, context.query)
        return Gateway.answer(200, value, negotiation)
    }

    /// What the API is like: that of the Kubernetes minor that the schemas are of.
    static let version: Value = {
        let minor = Value.string(String(SchemaCatalog.currentMinor))
        return [
            "major": "1", "minor": minor, "emulationMajor": "1", "emulationMinor": minor, "minCompatibilityMajor": "1",
            "minCompatibilityMinor": .string(String(SchemaCatalog.currentMinor - 1)),
            "gitVersion": .string("v1.\(SchemaCatalog.currentMinor).0+kn8"), "gitCommit": "", "gitTreeState": "clean",
            "buildDate": "1970-01-01T00:00:00Z", "goVersion": "", "compiler": "swift", "platform": "linux/amd64",
        ]
    }()

    private func health(_ context: RequestContext, _ kind: String, _ check: String) -> GatewayResponse {
        guard check.isEmpty || check == "ping" else { return Gateway.text(404, "404 page not found\n") }
        var response = Gateway.text(200, "ok")
        if context.query["verbose"] != nil, check.isEmpty {
            let isExcluded = context.query.values("exclude").contains("ping")
            let line = isExcluded ? "[+]ping excluded: ok\n" : "[+]ping ok\n"
            response.body = .bytes(Array("\(line)\(kind) check passed\n".utf8))
        }
        return response
    }

    private func paths() async throws(APIError) -> [String] {
        var paths = ["/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/"]
        for group in try await served().groups where !group.name.isEmpty {
            paths.append("/apis/\(group.name)")
            paths += group.versions.map { "/apis/\(group.name)/\($0.name)" }
        }
        return
            (paths + [
                "/healthz", "/livez", "/metrics", "/openapi/v2", "/openapi/v3", "/openid/v1/jwks", "/readyz",
                "/version",
            ]).sorted()
    }

    private func discovery(_ context: RequestContext, _ segments: [String]) async throws(APIError) -> GatewayResponse {
        let isRoot = segments.count == 1
        let isCore = segments.first == "api"
        let negotiation = try Negotiation(context.request, context.query, for: isRoot ? .discoveryRoot : .plain)
        let documents = DiscoveryDocuments(kinds: try await served())
        let value: Value?
        switch segments.count {
        case 1:
            if case .discovery = negotiation.form { return aggregated(context, documents, isCore, negotiation) }
            value = isCore ? DiscoveryDocuments.versions : documents.groups
        case 2: value = isCore ? documents.resources(group: "", version: segments[1]) : documents.group(segments[1])
        case 3 where !isCore: value = documents.resources(group: segments[1], version: segments[2])
        default: value = nil
        }
        guard let value else { return Gateway.pageNotFound }
        var response = Gateway.answer(200, value, negotiation)
        if isRoot { response.headers.append("Vary", "Accept") }
        return response
    }

    private func aggregated(
        _ context: RequestContext,
        _ documents: DiscoveryDocuments,
        _ isCore: Bool,
        _ negotiation: Negotiation
    ) -> GatewayResponse {
        let name = "discovery \(isCore) \(negotiation.isPretty)"
        let document = self.documents.document(name, version: server.kindsVersion) {
            var json = JSONBytes(pretty: negotiation.isPretty)
            json.write(object: documents.aggregated(isCore: isCore))
            json.raw("\n")
            return json.taken()
        }
        var headers: HeaderFields = [
            "Cache-Control": "public", "Etag": "\"\(document.tag)\"", "Vary": "Accept",
        ]
        if Gateway.matches(context.request.headers["If-None-Match"], document.tag) {
            return GatewayResponse(status: 304, headers: headers)
        }
        headers.append("Content-Type", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
        return GatewayResponse(status: 200, headers: headers, body: .bytes(document.bytes))
    }

    /// Whether a client has the document with that tag already.
    static func matches(_ field: String?, _ tag: String) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { part in
            part.filter { $0 != " " && $0 != "\"" } == tag || part.contains("\"\(tag)\"")
        }
    }
}
