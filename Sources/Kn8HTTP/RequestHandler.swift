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

    private enum Phase {
        case idle
        case reading(HTTPRequestHead)
        /// Answered before the request's end, of which some more bytes are read and thrown away.
        case refused(bytesLeft: Int)
        case answering
    }

    /// How many bytes a refused request may go on sending before the connection is closed under it.
    private static let refusedBytes = 16 * 1_024 * 1_024
    /// The size of the pieces in which long answers are written; what is smaller is not worth compressing, either
    /// (`kubernetes:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/writers.go`).
    private static let pieceSize = 128 * 1_024

    private let state: LoopState
    private let rules: RequestRules
    private let peer: Peer
    private let isHTTP2: Bool
    private let clock: ConnectionClock?

    private var context: ChannelHandlerContext?
    private var phase = Phase.idle
    private var body: [UInt8] = []
    private var held = 0  // bytes of the body that are counted as held
    private var count = 0  // of the requests so far
    private var nesting = 0
    private var task: Task<Void, Never>?
    private var bodyTimer: Scheduled<Void>?
    private var stallTimer: Scheduled<Void>?
    private var waiter: CheckedContinuation<Bool, Never>?
    private var unflushed = 0
    private var isFlushDue = false
    private var live: (body: any LiveBody, status: Int)?  // the answer under way, when it is a live one
    private var isSpeaking = false
    private var quietUntil = ContinuousClock.now
    /// Whether its live body waits for its turn.
    var isDue = false
    private var isCounted = false  // among the requests under work
    private var keepsAlive = true
    private var isHTTP10 = false
    private var takesGzip = false
    private var exchange = Exchange()
    private var began = NIODeadline.now()

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
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let buffer): take(buffer, context)
        case .end:
            bodyTimer?.cancel()
            bodyTimer = nil
            switch phase {
            case .reading(let head): dispatch(head, context)
            case .refused: if isHTTP2 || !keepsAlive { context.close(promise: nil) } else { phase = .idle }
            case .idle, .answering: break
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
            context.close(promise: nil)
            return
        }
        start("", "", context)
        refuse(answer, context)
        context.close(promise: nil)
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
        if head.headers.contains(name: "expect") {
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
            guard left > buffer.readableBytes else { return context.close(promise: nil) }
            phase = .refused(bytesLeft: left - buffer.readableBytes)
        case .idle, .answering: break
        }
    }

    private func startBodyTimer(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        bodyTimer = context.eventLoop.scheduleTask(in: .seconds(state.core.limits.bodySeconds)) {
            bound.value.cut()
        }
    }

    /// Answers before the end of the request, the rest of which is thrown away.
    private func refuse(_ answer: GatewayResponse, _ context: ChannelHandlerContext) {
        phase = .refused(bytesLeft: Self.refusedBytes)
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
            if bound.value.count == number { bound.value.context?.close(promise: nil) }
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

// MARK: Answering

extension RequestHandler {
    private func answer(_ answer: GatewayResponse) async {
        exchange.subject = answer.subject
        guard let context else {
            report(answer.status, isCut: true)
            return
        }
        switch answer.body {
        case .bytes(let bytes) where bytes.count <= Self.pieceSize:
            // Whoever reads no answers gets no more of them.
            if !context.channel.isWritable, await !becomesWritable(context) {
                report(answer.status, isCut: true)
                return
            }
            finish(answer, context)
        case .bytes(let bytes):
            if let packer = packer(for: answer), let packed = packer.compressed(bytes[...], isLast: true) {
                var answer = answer
                answer.headers["Content-Encoding"] = "gzip"
                answer.headers.append("Vary", "Accept-Encoding")
                answer.body = .bytes(packed)
                takesGzip = false
                return await self.answer(answer)
            }
            writeHead(answer, length: bytes.count, context)
            var start = 0
            while start < bytes.count {
                let end = min(start + Self.pieceSize, bytes.count)
                guard await send(bytes[start..<end]) else {
                    report(answer.status, isCut: true)
                    return
                }
                start = end
            }
            end(answer.status)
        case .stream(let pieces):
            await follow(pieces, of: answer, context)
        case .live(let body):
            begin(body, of: answer, context)
        }
    }

    private func follow(
        _ pieces: ByteStream,
        of answer: GatewayResponse,
        _ context: ChannelHandlerContext
    ) async {
        var answer = answer
        let packer = packer(for: answer)
        if packer != nil {
            answer.headers["Content-Encoding"] = "gzip"
            answer.headers.append("Vary", "Accept-Encoding")
        }
        writeHead(answer, length: nil, context)
        for await piece in pieces {
            let bytes = packer == nil ? piece : packer?.compressed(piece[...], isLast: false) ?? []
            guard await send(bytes[...]) else { break }
        }
        if let rest = packer?.compressed([], isLast: true) { _ = await send(rest[...]) }
        if self.context == nil { report(answer.status, isCut: true) } else { end(answer.status) }
    }

    /// What compresses `answer`; nil when it goes as it is.
    private func packer(for answer: GatewayResponse) -> GzipWriter? {
        guard takesGzip, exchange.method != "HEAD", answer.headers["Content-Encoding"] == nil else { return nil }
        if case .local = peer.transport { return nil }  // nothing is as fast as memory
        return GzipWriter()
    }

    /// Writes a whole answer of a size that needs no waiting.
    private func finish(_ answer: GatewayResponse, _ context: ChannelHandlerContext) {
        guard case .bytes(let bytes) = answer.body else { return }
        writeHead(answer, length: bytes.count, context)
        if !bytes.isEmpty { write(bytes, context) }
        end(answer.status)
    }

    private func writeHead(_ answer: GatewayResponse, length: Int?, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders()
        headers.reserveCapacity(answer.headers.fields.count + 3)
        for field in answer.headers.fields { headers.add(name: field.name, value: field.value) }
        headers.add(name: "Date", value: state.date.now())
        if let length, answer.status != 204, answer.status != 304 {
            headers.add(name: "Content-Length", value: String(length))
        }
        if state.isStopping || (length == nil && isHTTP10) { keepsAlive = false }
        if !isHTTP2, !keepsAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: answer.status),
            headers: headers
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func write<Bytes: Collection>(_ bytes: Bytes, _ context: ChannelHandlerContext)
    where Bytes.Element == UInt8 {
        guard exchange.method != "HEAD", !bytes.isEmpty else { return }
        exchange.bytes += bytes.count
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }

    /// Writes a piece, and waits until the client has taken enough of what was written; false when it is gone.
    private func send(_ bytes: ArraySlice<UInt8>) async -> Bool {
        guard let context else { return false }
        write(bytes, context)
        unflushed += bytes.count
        if unflushed >= Self.pieceSize {
            unflushed = 0
            context.flush()
        } else if !isFlushDue {
            // Pieces that are ready together go out together.
            isFlushDue = true
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute {
                bound.value.isFlushDue = false
                bound.value.unflushed = 0
                bound.value.context?.flush()
            }
        }
        if context.channel.isWritable { return true }
        return await becomesWritable(context)
    }

    private func becomesWritable(_ context: ChannelHandlerContext) async -> Bool {
        context.flush()
        if context.channel.isWritable { return true }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        stallTimer = context.eventLoop.scheduleTask(in: .seconds(state.core.limits.stallSeconds)) {
            bound.value.cut()
        }
        return await withCheckedContinuation { waiter = $0 }
    }

    private func wake(_ isWritable: Bool) {
        guard let waiter else { return }
        self.waiter = nil
        stallTimer?.cancel()
        waiter.resume(returning: isWritable)
    }

    /// Closes the connection, or resets the stream, without a proper end, so that the client knows that something is missing.
    private func cut() { context?.close(promise: nil) }

    private func end(_ status: Int) {
        guard let context else { return report(status, isCut: true) }
        report(status)
        phase = .idle
        task = nil
        clock?.answerIsWritten()
        // The write below lets the next of pipelined requests in at once, and that one's answer the next…
        if nesting > 8 {
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute { if let context = bound.value.context { bound.value.writeEnd(context) } }
        } else {
            writeEnd(context)
        }
    }

    private func writeEnd(_ context: ChannelHandlerContext) {
        if keepsAlive || isHTTP2 {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        } else {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
        }
    }

    private func release() {
        guard held > 0 else { return }
        state.core.held.subtract(held, ordering: .relaxed)
        held = 0
    }

    private func uncount() {
        release()
        guard isCounted else { return }
        isCounted = false
        state.core.requests.subtract(1, ordering: .relaxed)
    }

    private func report(_ status: Int, isCut: Bool = false) {
        uncount()
        exchange.status = status
        exchange.isCut = isCut
        exchange.microseconds = (NIODeadline.now() - began).nanoseconds / 1_000
        state.core.onExchange(exchange)
    }
}

// MARK: Live bodies

extension RequestHandler {
    private static let mostPieces = 16

    private func begin(_ body: any LiveBody, of answer: GatewayResponse, _ context: ChannelHandlerContext) {
        exchange.isStream = true
        uncount()
        writeHead(answer, length: nil, context)
        context.flush()
        guard !state.isStopping else { return end(answer.status) }
        live = (body, answer.status)
        stallTimer = nil
        state.add(stream: self)
        state.turns.add(self, topic: body.topic)
        body.follow(state.listener)
        speak()
    }

    /// Whether the live body is to be asked again at `moment`, news or not.
    func isQuiet(until moment: ContinuousClock.Instant) -> Bool { quietUntil <= moment }

    /// Sends what the live body has, as long as the client takes it in.
    func speak() {
        guard !isSpeaking, live != nil else { return }
        isSpeaking = true
        defer { isSpeaking = false }
        for _ in 0..<Self.mostPieces {
            guard let live, let context else { return }
            guard isWritable(context) else { return }
            switch live.body.next() {
            case .piece(let bytes): write(bytes, context)
            case .quiet(let moment):
                quietUntil = moment
                return context.flush()
            case .end:
                isSpeaking = false  // the next request may be a watch, too
                return endStream()
            }
        }
        context?.flush()
        state.turns.goOnLater(self)
    }

    // Whoever reads nothing for long is cut off.
    private func isWritable(_ context: ChannelHandlerContext) -> Bool {
        if !context.channel.isWritable { context.flush() }
        guard !context.channel.isWritable else {
            stallTimer?.cancel()
            stallTimer = nil
            return true
        }
        guard stallTimer == nil else { return false }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        stallTimer = context.eventLoop.scheduleTask(in: .seconds(state.core.limits.stallSeconds)) { bound.value.cut() }
        return false
    }

    /// Ends the live body under way where it is, as if it had no more to tell.
    func endStream() {
        guard let live else { return }
        endLive()
        end(live.status)
    }

    private func endLive() {
        guard let body = live?.body else { return }
        live = nil
        stallTimer?.cancel()
        state.turns.remove(self, topic: body.topic)
        state.remove(stream: self)
    }
}
