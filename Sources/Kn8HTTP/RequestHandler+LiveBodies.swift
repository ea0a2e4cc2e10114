// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import NIOCore

/// Bodies that go on until either side has enough.
extension RequestHandler {
    private static let mostPieces = 16

    func begin(_ body: any LiveBody, of answer: GatewayResponse, _ context: ChannelHandlerContext) {
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

    func endLive() {
        guard let body = live?.body else { return }
        live = nil
        stallTimer?.cancel()
        state.turns.remove(self, topic: body.topic)
        state.remove(stream: self)
    }
}
