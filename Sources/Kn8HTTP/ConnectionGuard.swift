// SPDX-License-Identifier: MIT

internal import NIOCore

/// Stands at the socket's end of each connection's pipeline: keeps the connection's clock and its place in the books.
final class ConnectionGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let clock: ConnectionClock
    private var isReady = false
    private var context: ChannelHandlerContext?

    /// Gives the place of `channel` in the books back when it is closed, which it may be before it was ever active.
    init(state: LoopState, channel: any Channel) {
        clock = ConnectionClock(limits: state.core.limits, channel: channel)
        let bound = NIOLoopBound((state: state, clock: clock, channel: channel), eventLoop: channel.eventLoop)
        channel.closeFuture.whenComplete { _ in
            bound.value.clock.stop()
            bound.value.state.forget(bound.value.channel)
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// Closes the connection when all that was written is out.
    func closeOnceWritten() {
        guard let context else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(NIOAny(ByteBuffer())).whenComplete { _ in bound.value.close(promise: nil) }
    }

    /// The pipeline speaks a protocol now, whose handlers know how to end it.
    func becameReady() { isReady = true }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        clock.bytesCame()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        clock.bytesAreRead()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, !isReady {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }
}
