// SPDX-License-Identifier: MIT

internal import NIOCore

/// Stands at the socket's end of each connection's pipeline: keeps the connection's clock and its place in the books.
final class ConnectionGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let clock: ConnectionClock
    private let state: LoopState
    private var isReady = false

    init(state: LoopState, channel: any Channel) {
        self.state = state
        clock = ConnectionClock(limits: state.core.limits, channel: channel)
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

    func channelInactive(context: ChannelHandlerContext) {
        clock.stop()
        state.forget(context.channel)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, !isReady {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(error)
    }
}
