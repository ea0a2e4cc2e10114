// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Server
internal import Kn8Value
internal import Synchronization

/// The Kubernetes API of an embedded server, for any transport to carry.
package final class Gateway: Sendable {
    let server: EmbeddedServer
    let rules: CatalogRules
    let authorizer: any Authorizer
    let tokens: (any TokenAuthority)?
    let time: any TimeSource
    let namespaceContents: [Object]
    let hub: WatchHub
    let rights = RightsTurn()
    let documents = DocumentCache()
    let encodings = EncodingCache(limit: 64 << 20)
    private let kinds = Mutex<(version: Int, kinds: ServedKinds)?>(nil)

    /// The API of `server`, whose admission is by `rules`.
    ///
    /// - Parameters:
    ///   - authorizer: Who decides what a user may do.
    ///   - tokens: Who signs the tokens of ServiceAccounts; nil when nobody does.
    ///   - time: The clock that ages in tables go by.
    ///   - namespaceContents: What every namespace has, without the namespace.
    ///   - watchHistory: How many writes to a collection a watch may lag behind before it is cut off.
    package init(
        _ server: EmbeddedServer,
        rules: CatalogRules,
        authorizer: any Authorizer = AllowAll(),
        tokens: (any TokenAuthority)? = nil,
        time: any TimeSource,
        namespaceContents: [Object] = [],
        watchHistory: Int = 8_192
    ) {
        self.server = server
        self.rules = rules
        self.authorizer = authorizer
        self.tokens = tokens
        self.time = time
        self.namespaceContents = namespaceContents
        hub = WatchHub(server, ringSize: watchHistory)
    }

    /// The answer to `request`. Every failure is an answer, too; a cancelled task gets one as soon as it can be made.
    package func respond(to request: GatewayRequest) async -> GatewayResponse {
        guard request.target.utf8.count <= GatewayLimits.target else {
            return Gateway.text(414, "414 URI Too Long: the limit is \(GatewayLimits.target) bytes\n")
        }
        guard let target = RequestTarget(request.target) else {
            return Gateway.text(400, "400 Bad Request: the target of the request cannot be read\n")
        }
        guard let user = request.user else {
            return Gateway.answer(refusing: APIError(.unauthorized, message: "Unauthorized"))
        }
        let route = RequestRoute(method: request.method, target: target)
        var context = RequestContext(request: request, target: target, route: route, user: user)
        var response: GatewayResponse
        do throws(APIError) {
            if let user = try await impersonated(context) { context.user = user }
            try checkTimeout(context)
            try await authorize(context)
            response = try await answer(context)
        } catch {
            let negotiation = try? Negotiation(request, target.query, for: .plain)
            var pretty = negotiation ?? Negotiation()
            pretty.form = .object
            pretty.isPretty = Negotiation.wantsLines(request, target.query)
            response = Gateway.answer(refusing: error, pretty)
        }
        response.subject = await subject(of: context)
        if request.method == "HEAD" { response.body = .bytes([]) }
        return response
    }

    /// What a write answers is safe by itself; what is only read may be a write that is not.
    private func answer(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        guard context.request.method == "GET" || context.request.method == "HEAD" else {
            return try await found(context)
        }
        return try await server.settled { () async throws(APIError) in try await found(context) }
    }

    private func found(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        try await context.route.isResource ? answerResource(context) : answerPath(context)
    }

    /// Ends all watches cleanly, and all that are asked for from now on: the server is about to stop.
    package func endWatches() { hub.close() }

    /// How many watches are open.
    package var watchCount: Int { hub.count }

    /// All that is served now.
    func served() async throws(APIError) -> ServedKinds {
        let version = server.kindsVersion
        if let known = kinds.withLock({ $0 }), known.version == version { return known.kinds }
        // The definitions in the store are learnt of at the first question.
        let resources = try await server.resources()
        let found = ServedKinds(resources, rules.catalog)
        if server.kindsVersion == version { kinds.withLock { $0 = (version, found) } }
        return found
    }

    /// What a request is about, for those who count: names that clients make up are nothing that is served.
    private func subject(of context: RequestContext) async -> RequestSubject {
        var subject = context.subject
        guard context.route.isResource else { return subject }
        let served = try? await served()
            .resource(group: subject.group, version: subject.version, plural: subject.resource)
        guard let served else { return RequestSubject(verb: subject.verb) }
        if !served.parts.contains(where: { $0.name == subject.subresource }) { subject.subresource = "" }
        return subject
    }

    private func checkTimeout(_ context: RequestContext) throws(APIError) {
        guard let text = context.query["timeout"], !text.isEmpty, context.route.verb != "watch" else { return }
        guard GoDuration.nanoseconds(text) != nil else {
            throw APIError(
                .badRequest,
                message: "invalid timeout specified in the request URL - time: invalid duration \(text.goQuoted)"
            )
        }
    }
}
