// SPDX-License-Identifier: MIT

internal import Kn8Crypto
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2
internal import NIOSSL
internal import NIOTLS

/// Builds the pipeline of each connection of one listener.
struct ConnectionSetup: Sendable {
    let tls: NIOSSLContext?
    /// Whose client certificates are believed; without them none is asked for.
    let clientAuthorities: CertificateAuthorities?
    let isLocal: Bool
    let guardsBrowsers: Bool

    /// Prepares `channel`, which has just been accepted; fails when there is no room for it.
    func prepare(_ channel: any Channel, _ loops: [ObjectIdentifier: NIOLoopBound<LoopState>]) -> EventLoopFuture<Void>
    {
        channel.eventLoop.makeCompletedFuture {
            guard let state = loops[ObjectIdentifier(channel.eventLoop)]?.value else {
                throw ChannelError.alreadyClosed
            }
            try build(on: channel, state)
        }
    }

    /// Builds the pipeline of `channel`, on its loop's thread; fails when there is no room for it.
    func build(on channel: any Channel, _ state: LoopState) throws {
        guard state.admit(channel) else { throw ChannelError.alreadyClosed }
        let pipeline = channel.pipeline.syncOperations
        let watch = ConnectionGuard(state: state, channel: channel)
        try pipeline.addHandler(watch)
        if let tls {
            try pipeline.addHandler(handshake(tls))
            try pipeline.addHandler(
                ApplicationProtocolNegotiationHandler { result, channel in
                    channel.eventLoop.makeCompletedFuture {
                        let isHTTP2 = if case .negotiated("h2") = result { true } else { false }
                        try speak(isHTTP2: isHTTP2, on: channel, watch, state)
                    }
                }
            )
        } else {
            try pipeline.addHandler(
                ProtocolSniffer { isHTTP2, context in
                    do {
                        try speak(isHTTP2: isHTTP2, on: context.channel, watch, state)
                    } catch {
                        context.close(promise: nil)
                    }
                }
            )
        }
    }

    private func speak(isHTTP2: Bool, on channel: any Channel, _ watch: ConnectionGuard, _ state: LoopState) throws {
        watch.becameReady()
        let peer = try peer(of: channel)
        if isHTTP2 {
            watch.clock.stop()
            try speakHTTP2(on: channel, peer, watch, state)
        } else {
            try speakHTTP1(on: channel, peer, watch.clock, state)
        }
        if state.isStopping { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    // A certificate that nobody vouches for does not end the handshake: the requests on the connection may have tokens, and
    // those that have none are told that nobody knows them.
    private func handshake(_ tls: NIOSSLContext) -> NIOSSLServerHandler {
        guard let clientAuthorities else { return NIOSSLServerHandler(context: tls) }
        return NIOSSLServerHandler(context: tls) { shown, verdict in
            let chain = clientAuthorities.vouch(for: shown) ? ValidatedCertificateChain(shown) : nil
            verdict.succeed(.certificateVerified(VerificationMetadata(chain)))
        }
    }

    private func peer(of channel: any Channel) throws -> Peer {
        guard !isLocal else { return Peer(transport: .local, address: "", certificate: nil) }
        let address = channel.remoteAddress?.ipAddress ?? ""
        guard tls != nil else { return Peer(transport: .plain, address: address, certificate: nil) }
        let handler = try channel.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
        var certificate = handler.peerValidatedCertificateChain?.leaf
        // A session that is taken up again remembers the client's certificate, but not what was found out about it.
        if certificate == nil, let shown = handler.peerCertificate, clientAuthorities?.vouch(for: [shown]) == true {
            certificate = shown
        }
        return Peer(transport: .tls, address: address, certificate: try certificate?.toDERBytes())
    }

    private func speakHTTP1(
        on channel: any Channel,
        _ peer: Peer,
        _ clock: ConnectionClock,
        _ state: LoopState
    ) throws {
        let limits = state.core.limits
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = limits.headers
        decoding.maxHeaderListSize = limits.headers
        decoding.maxHeaderFieldCount = limits.headerCount
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoding)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers([
            HTTPResponseEncoder(),
            ByteToMessageHandler(decoder, maximumBufferSize: limits.headers + limits.target),
            HTTPServerPipelineHandler(),
            NIOHTTPResponseHeadersValidator(),
            RequestHandler(
                state: state,
                rules: RequestRules(limits: limits, guardsBrowsers: guardsBrowsers),
                peer: peer,
                isHTTP2: false,
                clock: clock
            ),
        ])
    }

    private func speakHTTP2(
        on channel: any Channel,
        _ peer: Peer,
        _ watch: ConnectionGuard,
        _ state: LoopState
    ) throws {
        let limits = state.core.limits
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: limits.streams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.headers),
            HTTP2Setting(parameter: .initialWindowSize, value: 1 << 20),
        ]
        connection.targetWindowSize = 4 << 20
        var stream = NIOHTTP2Handler.StreamConfiguration()
        stream.targetWindowSize = 1 << 20
        stream.outboundBufferSizeHighWatermark = 256 * 1_024
        stream.outboundBufferSizeLowWatermark = 64 * 1_024
        // Clients end their watches by resetting streams; a thousand informers may do so together.
        stream.streamResetFrameRateLimit.maximumCount = 5_000
        connection.maximumRecentlyResetStreams = 1_000

        let management = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: channel.eventLoop,
            configuration: .init(
                maxIdleTime: .seconds(limits.idleSeconds),
                maxAge: nil,
                maxGraceTime: nil,
                // A client may look at its connection only when it wants something, as libcurl does, and leave pings unanswered;
                // whether the other end is still there, TCP finds out.
                keepalive: nil
            )
        )
        let streams = StreamCount(management.http2StreamDelegate)
        let rules = RequestRules(limits: limits, guardsBrowsers: guardsBrowsers)
        let bound = NIOLoopBound(state, eventLoop: channel.eventLoop)
        let handler = NIOHTTP2Handler(
            mode: .server,
            eventLoop: channel.eventLoop,
            connectionConfiguration: connection,
            streamConfiguration: stream,
            streamDelegate: streams
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers([
                    HTTP2FramePayloadToHTTP1ServerCodec(),
                    RequestHandler(state: bound.value, rules: rules, peer: peer, isHTTP2: true, clock: nil),
                ])
            }
        }
        try channel.pipeline.syncOperations.addHandlers([
            handler, management, IdleEnd(streams, watch), ConnectionErrorHandler(),
        ])
    }
}

extension CertificateAuthorities {
    fileprivate func vouch(for chain: [NIOSSLCertificate]) -> Bool {
        guard let chain = try? chain.map({ try $0.toDERBytes() }) else { return false }
        return vouch(for: chain)
    }
}
