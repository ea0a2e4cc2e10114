// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8Gateway
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Carries the API over HTTP/1.1 and HTTP/2, on TCP with TLS or without and on sockets of this machine.
package final class HTTPServer: Sendable {
    /// Answers a request; it runs on the thread of the connection and must not block it for long.
    package typealias Responder = @Sendable (_ request: GatewayRequest, _ peer: Peer) async -> GatewayResponse

    /// Where a server listens.
    package enum Endpoint: Sendable {
        /// A TCP port of the address `host`; port 0 is any that is free. `guardsBrowsers` refuses what a web page could
        /// have its reader's browser send, for a server that asks for no credentials.
        case tcp(host: String, port: Int, tls: ServerTLS?, guardsBrowsers: Bool)
        /// A socket file that only the user who runs the server can open; one that is there is replaced.
        case local(path: String)
    }

    private let core: ServerCore
    private let group: MultiThreadedEventLoopGroup
    private let loops: [ObjectIdentifier: NIOLoopBound<LoopState>]
    private let listeners = Mutex<[(channel: any Channel, path: String?)]>([])

    /// A server that listens nowhere yet.
    ///
    /// - Parameters:
    ///   - threads: How many threads carry connections.
    ///   - onExchange: Hears of each answer when it is out; on the thread of its connection.
    package init(
        limits: HTTPLimits = HTTPLimits(),
        threads: Int = 2,
        onExchange: @escaping @Sendable (Exchange) -> Void = { _ in },
        responder: @escaping Responder
    ) async {
        let core = ServerCore(limits: limits, onExchange: onExchange, responder: responder)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, threads))
        var loops: [ObjectIdentifier: NIOLoopBound<LoopState>] = [:]
        for loop in group.makeIterator() {
            let state = try? await loop.submit { NIOLoopBound(LoopState(core: core, loop: loop), eventLoop: loop) }
                .get()
            if let state { loops[ObjectIdentifier(loop)] = state }
        }
        self.core = core
        self.group = group
        self.loops = loops
    }

    /// How many connections are open.
    package var connections: Int { core.connections.load(ordering: .relaxed) }

    /// How many requests are under work, streams not counted.
    package var requests: Int { core.requests.load(ordering: .relaxed) }

    /// How many bytes of bodies are being read or worked on.
    package var heldBytes: Int { core.held.load(ordering: .relaxed) }

    /// How many answers are streams under way.
    package var streams: Int { core.streams.load(ordering: .relaxed) }

    /// Listens at `endpoint` too; returns the port, 0 for a socket of this machine.
    ///
    /// - Throws: `HTTPServerError`.
    @discardableResult
    package func listen(at endpoint: Endpoint) async throws -> Int {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
        let loops = loops
        switch endpoint {
        case .tcp(let host, let port, let tls, let guardsBrowsers):
            let setup: ConnectionSetup
            do {
                setup = ConnectionSetup(
                    tls: try tls?.context(),
                    clientAuthorities: tls?.believed,
                    isLocal: false,
                    guardsBrowsers: guardsBrowsers
                )
            } catch {
                throw HTTPServerError(message: "cannot use the certificate or its key: \(error)")
            }
            do {
                let channel =
                    try await bootstrap
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .childChannelOption(.socketOption(.so_keepalive), value: 1)
                    .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 30)
                    .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 15)
                    .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 3)
                    .childChannelInitializer { channel in setup.prepare(channel, loops) }
                    .bind(host: host, port: port).get()
                listeners.withLock { $0.append((channel, nil)) }
                return channel.localAddress?.port ?? port
            } catch {
                throw HTTPServerError(message: "cannot listen on \(host):\(port): \(HTTPServerError.reason(of: error))")
            }
        case .local(let path):
            guard path.utf8.count < 108 else {
                throw HTTPServerError(message: "cannot listen on \(path): the path is too long for a socket")
            }
            let setup = ConnectionSetup(tls: nil, clientAuthorities: nil, isLocal: true, guardsBrowsers: false)
            try LocalSocket.makeWay(at: path)
            // The file must never be there with other rights, not for a moment.
            let mask = umask(0o177)
            defer { umask(mask) }
            do {
                let channel =
                    try await bootstrap
                    .childChannelInitializer { channel in setup.prepare(channel, loops) }
                    .bind(unixDomainSocketPath: path).get()
                listeners.withLock { $0.append((channel, path)) }
                return 0
            } catch {
                throw HTTPServerError(message: "cannot listen on \(path): \(HTTPServerError.reason(of: error))")
            }
        }
    }

    /// Accepts nothing more, ends streams cleanly, lets the answers under work be finished for up to `seconds`, and then
    /// closes what is left. Returns whether everything ended by itself.
    @discardableResult
    package func stop(within seconds: Int64 = 10) async -> Bool {
        let open = listeners.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
        for listener in open {
            try? await listener.channel.close().get()
            if let path = listener.path { unlink(path) }
        }
        for state in loops.values { state.execute { $0.stop() } }
        let deadline = NIODeadline.now() + .seconds(seconds)
        while connections > 0, NIODeadline.now() < deadline { try? await Task.sleep(for: .milliseconds(5)) }
        let isQuiet = connections == 0
        for state in loops.values { state.execute { $0.closeAll() } }
        try? await group.shutdownGracefully()
        return isQuiet
    }
}

extension NIOLoopBound where Value == LoopState {
    /// Does `work` on the loop's thread, some time.
    func execute(_ work: @escaping @Sendable (LoopState) -> Void) {
        eventLoop.execute { work(value) }
    }
}
