// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import Kn8HTTP

/// Answers on the loopback interface how a process with reconcilers stands.
struct ControllersHealth: Sendable {
    /// Where it listens.
    let port: Int
    private let server: HTTPServer

    /// Listens on `port`; 0 is any that is free.
    init(port: Int, _ standing: ControllersStanding) async throws {
        server = await HTTPServer(threads: 1) { request, _ in
            let path = request.target.prefix { $0 != "?" }
            switch path {
            case "/healthz", "/livez": return .text("ok", status: 200)
            case "/readyz":
                return standing.isReachable
                    ? .text("ok", status: 200) : .text("the API server cannot be reached", status: 503)
            case "/metrics": return .text(standing.metrics, status: 200)
            default: return .text("404 page not found\n", status: 404)
            }
        }
        do {
            self.port = try await server.listen(
                at: .tcp(host: "127.0.0.1", port: port, tls: nil, guardsBrowsers: true)
            )
        } catch let error as HTTPServerError {
            throw CommandError(error.message, status: .unusable)
        }
    }

    func stop() async { await server.stop(within: 1) }
}

extension GatewayResponse {
    fileprivate static func text(_ text: String, status: Int) -> GatewayResponse {
        GatewayResponse(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: .bytes(Array(text.utf8))
        )
    }
}
