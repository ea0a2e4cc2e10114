// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import Kn8Zlib
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The answer: whole, in pieces or live.
extension RequestHandler {
    func answer(_ answer: GatewayResponse) async {
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
    func finish(_ answer: GatewayResponse, _ context: ChannelHandlerContext) {
        guard case .bytes(let bytes) = answer.body else { return }
        writeHead(answer, length: bytes.count, context)
        if !bytes.isEmpty { write(bytes, context) }
        end(answer.status)
    }

    func writeHead(_ answer: GatewayResponse, length: Int?, _ context: ChannelHandlerContext) {
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

    func write<Bytes: Collection>(_ bytes: Bytes, _ context: ChannelHandlerContext)
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

    func wake(_ isWritable: Bool) {
        guard let waiter else { return }
        self.waiter = nil
        stallTimer?.cancel()
        waiter.resume(returning: isWritable)
    }

    /// Closes the connection, or resets the stream, without a proper end, so that the client knows that something is missing.
    func cut() { context?.close(promise: nil) }

    func end(_ status: Int) {
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

    func release() {
        guard held > 0 else { return }
        state.core.held.subtract(held, ordering: .relaxed)
        held = 0
    }

    func uncount() {
        release()
        guard isCounted else { return }
        isCounted = false
        state.core.requests.subtract(1, ordering: .relaxed)
    }

    func report(_ status: Int, isCut: Bool = false) {
        uncount()
        exchange.status = status
        exchange.isCut = isCut
        exchange.microseconds = (NIODeadline.now() - began).nanoseconds / 1_000
        state.core.onExchange(exchange)
    }
}
