// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Controller
internal import Kn8Gateway
internal import Kn8HTTP
internal import Kn8Server
internal import Kn8WorkloadOperators

/// A server at work: the gateway to the state, who may do what there, the reconcilers, and the transport that requests come over.
struct ServeProgram {
    /// How it is to work.
    struct Settings {
        /// Whether nobody is asked who they are.
        var isOpen: Bool
        /// Whether roles decide who may do what.
        var asksRoles: Bool
        var tokens: StaticTokens?
        var reconcilers: [any Reconciler]
        /// The certificates that programs in namespaces know the server by, in PEM; nil when it needs none.
        var authority: String?
        /// Whether each request is told of.
        var isVerbose: Bool
    }

    let gateway: Gateway
    let transport: HTTPServer
    private let reconcilers: ServeReconcilers?
    /// What is done now and then, whoever asks for what.
    private let upkeep: Task<Void, Never>

    init(_ settings: Settings, on site: ServeSite, in session: Session) async throws {
        let (server, console, metrics) = (site.server, session.console, ServeMetrics())
        let tokens = KnownTokens(
            ServiceAccountTokens(
                signers: [try TokenKey(site.material.tokenKey)],
                reader: server,
                time: session.time
            ),
            listed: settings.tokens
        )
        let authorizer: any Authorizer =
            settings.asksRoles
            ? RoleAuthorizer(AccessStore(reader: server, feed: server, defaults: DefaultAccess.objects)) : AllowAll()
        let gateway = Gateway(
            server,
            rules: site.rules,
            authorizer: authorizer,
            tokens: tokens,
            time: session.time,
            namespaceContents: AccessOperators.namespaceContents(authority: settings.authority)
        )
        let service = ServeService(
            gateway: gateway,
            server: server,
            access: ServeAccess(
                Authentication(staticTokens: settings.tokens, tokens: tokens),
                authorizer: authorizer,
                everybody: settings.isOpen ? .owner : nil
            ),
            authorizer: authorizer,
            metrics: metrics
        )
        let reconcilers =
            settings.reconcilers.isEmpty
            ? nil
            : ServeReconcilers(settings.reconcilers, on: server, time: session.time, metrics: metrics) {
                console.say($0)
            }
        transport = await HTTPServer(
            onExchange: { exchange in
                metrics.count(exchange)
                reconcilers?.notice(exchange)
                if settings.isVerbose { console.say(AccessLine.text(exchange)) }
            },
            responder: { request, peer in await service.respond(to: request, from: peer) }
        )
        service.observe(transport)
        self.gateway = gateway
        self.reconcilers = reconcilers
        let asksRoles = settings.asksRoles && !settings.isOpen
        upkeep = Task {
            if asksRoles { await Self.establishRights(in: server, console) }
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                try? await server.removeOldEvents()
            }
        }
    }

    // Decisions count the default roles from the first request on; that they are stored is for those who look at them.
    private static func establishRights(in server: EmbeddedServer, _ console: Console) async {
        do throws(APIError) {
            try await DefaultAccess.establish(in: server)
        } catch {
            console.say("Warning: the default roles are not stored: \(error.message)")
        }
    }

    /// Ends watches cleanly and lets what is under work be finished for up to `seconds`; whether everybody let go in time.
    func stop(within seconds: Int64 = 10) async -> Bool {
        upkeep.cancel()
        gateway.endWatches()
        let isQuiet = await transport.stop(within: seconds)
        await reconcilers?.stop()
        return isQuiet
    }
}
