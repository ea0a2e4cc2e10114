// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Gateway
internal import Kn8Zlib
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Reads the requests of an HTTP/1 connection, or the one of an HTTP/2 stream, and writes the answers.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The size of the pieces in which long answers are written; what is smaller is not worth compressing, either
    /// (`kubernetes:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/writers.go`).
    static let pieceSize = 128 * 1_024

    let state: LoopState
    private let rules: RequestRules
    let peer: Peer
    let isHTTP2: Bool
    let clock: ConnectionClock?

    var context: ChannelHandlerContext?
    var phase = RequestPhase.idle
    private var body: [UInt8] = []
    var held = 0  // bytes of the body that are counted as held
    private var count = 0  // of the requests so far
    var nesting = 0
    var task: Task<Void, Never>?
    private var bodyTimer: Scheduled<Void>?
    var stallTimer: Scheduled<Void>?
    var waiter: CheckedContinuation<Bool, Never>?
    var unflushed = 0
    var isFlushDue = false
    var live: (body: any LiveBody, status: Int)?  // the answer under way, when it is a live one
    var isSpeaking = false
    var quietUntil = ContinuousClock.now
    /// Whether its live body waits for its turn.
    var isDue = false
    var isCounted = false  // among the requests under work
    var keepsAlive = true
    var isHTTP10 = false
    var takesGzip = false
    var exchange = Exchange()
    var began = NIODeadline.now()

    init(state: LoopState, rules: RequestRules, peer: Peer, isHTTP2: Bool, clock: ConnectionClock?) {
        self.state = state
        self.rules = rules
        self.peer = peer
        self.isHTTP2 = isHTTP2
        self.clock = clock
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    /// The client is gone: nobody waits for what is under work.
    private func leave() {
        context = nil
        if task == nil { release() }
        bodyTimer?.cancel()
        stallTimer?.cancel()
        task?.cancel()
        wake(false)
        if let live {
            endLive()
            report(live.status, isCut: true)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closed = phase { return }  // what came with that which closed it
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let buffer): take(buffer, context)
        case .end:
            bodyTimer?.cancel()
            bodyTimer = nil
            switch phase {
            case .reading(let head): dispatch(head, context)
            case .refused: if isHTTP2 || !keepsAlive { close(context) } else { phase = .idle }
            case .idle, .answering, .closed: break
            }
        }
    }

    /// Nothing more has come for now; what is missing of a request has to come in time, whether it has begun or not.
    func channelReadComplete(context: ChannelHandlerContext) {
        if case .reading = phase, bodyTimer == nil { startBodyTimer(context) }
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { wake(true) }
        speak()
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isHTTP2, !state.isStopping, case .idle = phase, let answer = GatewayResponse.malformed(error) else {
            close(context)
            return
        }
        start("", "", context)
        refuse(answer, context)
        close(context)
    }
}

// MARK: Reading

extension RequestHandler {
    private func start(_ method: String, _ target: String, _ context: ChannelHandlerContext) {
        clock?.headIsRead()
        count += 1
        began = .now()
        exchange = Exchange()
        exchange.method = method
        exchange.target = target
        exchange.isHTTP2 = isHTTP2
        exchange.address = peer.address
        body = []
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        start(head.method.rawValue, head.uri, context)
        exchange.userAgent = head.headers.first(name: "user-agent") ?? ""
        // After an upgrade, which there is none to, the decoder takes in nothing more.
        isHTTP10 = head.version == .http1_0
        takesGzip = RequestRules.takesGzip(head.headers["accept-encoding"])
        keepsAlive = head.isKeepAlive && !head.headers.contains(name: "upgrade")
        if let refusal = rules.refusal(of: head, isHTTP2: isHTTP2) {
            keepsAlive = false
            refuse(refusal, context)
            return
        }
        phase = .reading(head)
        // A client of HTTP/1.0 knows nothing of it (RFC 9110, 10.1.1).
        if !isHTTP10, head.headers.contains(name: "expect") {
            let words = head.headers["expect"]
            guard words.count == 1, words[0].lowercased() == "100-continue" else {
                keepsAlive = false
                return refuse(.text(417, "417 Expectation Failed"), context)
            }
            let go = HTTPResponseHead(version: head.version, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
        }
    }

    private func take(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        switch phase {
        case .reading:
            guard body.count + buffer.readableBytes <= state.core.limits.body else {
                keepsAlive = false
                return refuse(GatewayResponse(refusing: .bodyTooLarge), context)
            }
            held += buffer.readableBytes
            guard state.core.held.add(buffer.readableBytes, ordering: .relaxed).newValue <= state.core.limits.bodies
            else {
                keepsAlive = false
                return refuse(.tooManyRequests, context)
            }
            body.append(contentsOf: buffer.readableBytesView)
        case .refused(let left):
            guard left > buffer.readableBytes else { return close(context) }
            phase = .refused(bytesLeft: left - buffer.readableBytes)
        case .idle, .answering, .closed: break
        }
    }

    /// Takes in nothing more, not even what has been read already.
    private func close(_ context: ChannelHandlerContext) {
        phase = .closed
        context.close(promise: nil)
    }

    private func startBodyTimer(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        bodyTimer = context.eventLoop.scheduleTask(in: .seconds(state.core.limits.bodySeconds)) {
            bound.value.cut()
        }
    }

    /// Answers before the end of the request, the rest of which is thrown away.
    private func refuse(_ answer: GatewayResponse, _ context: ChannelHandlerContext) {
        phase = .refused(bytesLeft: RequestPhase.refusedBytes)
        body = []
        release()
        guard case .bytes(let bytes) = answer.body else { return }
        writeHead(answer, length: bytes.count, context)
        write(bytes, context)
        report(answer.status)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let number = count
        context.eventLoop.scheduleTask(in: .seconds(2)) {
            if bound.value.count == number { bound.value.cut() }
        }
    }

    private func dispatch(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard state.core.requests.load(ordering: .relaxed) < state.core.limits.requests else {
            phase = .answering
            finish(.tooManyRequests, context)
            return
        }
        phase = .answering
        isCounted = true
        state.core.requests.add(1, ordering: .relaxed)
        let request = GatewayRequest(
            method: exchange.method,
            target: exchange.target,
            headers: HeaderFields(head.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) }),
            body: body,
            user: nil,
            peer: peer.address
        )
        let peer = peer
        body = []
        let number = count
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let responder = state.core.responder
        nesting += 1
        defer { nesting -= 1 }
        let work = Task.immediate(executorPreference: state.executor) {
            let answer = await responder(request, peer)
            await bound.value.answer(answer)
        }
        // The answer may be out by now, and with it the next request have begun.
        if count == number, case .answering = phase { task = work }
    }
}
