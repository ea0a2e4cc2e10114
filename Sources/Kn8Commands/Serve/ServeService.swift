// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Gateway
internal import Kn8HTTP
internal import Kn8Server
internal import Synchronization

/// Answers the requests that the transport reads: finds out who asks, and has the gateway do the rest.
final class ServeService: Sendable {
    private let gateway: Gateway
    private let server: EmbeddedServer
    private let access: ServeAccess
    private let authorizer: any Authorizer
    private let metrics: ServeMetrics
    private let transport = Mutex<HTTPServer?>(nil)

    init(
        gateway: Gateway,
        server: EmbeddedServer,
        access: ServeAccess,
        authorizer: any Authorizer,
        metrics: ServeMetrics
    ) {
        self.gateway = gateway
        self.server = server
        self.access = access
        self.authorizer = authorizer
        self.metrics = metrics
    }

    /// Tells of connections in the metrics.
    func observe(_ server: HTTPServer) { transport.withLock { $0 = server } }

    /// The answer to `request`.
    func respond(to request: GatewayRequest, from peer: Peer) async -> GatewayResponse {
        var request = request
        let warning: String?
        do throws(APIError) {
            warning = try await access.identify(&request, from: peer)
        } catch {
            return GatewayResponse(refusing: error)
        }
        // Who asks is settled: whoever comes next must not take the headers for a wish of that user.
        request.headers = ServeAccess.withoutImpersonation(request.headers)
        if request.target == "/metrics" || request.target.hasPrefix("/metrics?") { return await page(for: request) }
        var answer = await gateway.respond(to: request)
        if let warning { answer.headers.append("Warning", "299 - \"\(warning)\"") }
        return answer
    }

    /// The metrics, for whom the authorizer lets see them.
    private func page(for request: GatewayRequest) async -> GatewayResponse {
        guard let user = request.user else { return GatewayResponse(refusing: .unauthorized) }
        let attributes = AccessAttributes(user: user, verb: request.method.lowercased(), path: "/metrics")
        let decision = await authorizer.decision(for: attributes)
        guard decision.isAllowed else {
            return GatewayResponse(refusing: .forbidden(attributes, reason: decision.reason))
        }
        let transport = transport.withLock { $0 }
        let text = metrics.text(
            ServeMetrics.Present(
                connections: transport?.connections ?? 0,
                requests: transport?.requests ?? 0,
                streams: transport?.streams ?? 0,
                revision: server.revision,
                objects: (try? server.counts()) ?? [:]
            )
        )
        var subject = RequestSubject()
        subject.verb = request.method.lowercased()
        return GatewayResponse(
            status: 200,
            headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
            body: .bytes(Array(text.utf8)),
            subject: subject
        )
    }
}
