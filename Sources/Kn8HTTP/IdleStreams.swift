// SPDX-License-Identifier: MIT

internal import NIOCore
internal import NIOHTTP2
internal import Synchronization

/// How many streams of an HTTP/2 connection are open; whoever else counts them is told, too.
final class StreamCount: NIOHTTP2StreamDelegate {
    private let other: any NIOHTTP2StreamDelegate
    private let open = Atomic(0)

    init(_ other: any NIOHTTP2StreamDelegate) { self.other = other }

    var isZero: Bool { open.load(ordering: .relaxed) == 0 }

    func streamCreated(_ id: HTTP2StreamID, channel: any Channel) {
        open.add(1, ordering: .relaxed)
        other.streamCreated(id, channel: channel)
    }

    func streamClosed(_ id: HTTP2StreamID, channel: any Channel) {
        open.subtract(1, ordering: .relaxed)
        other.streamClosed(id, channel: channel)
    }
}

/// Closes an HTTP/2 connection that is told to end and has no stream left. NIO's handler says GOAWAY and waits for the answer to
/// a ping first, which a client that lies idle, as libcurl does, never gives.
final class IdleEnd: ChannelInboundHandler {
    typealias InboundIn = Never

    /// Time for the streams that are on their way while GOAWAY is.
    private static let patience = TimeAmount.milliseconds(250)

    private let streams: StreamCount
    private let watch: ConnectionGuard
    private var timer: RepeatedTask?

    init(_ streams: StreamCount, _ watch: ConnectionGuard) {
        self.streams = streams
        self.watch = watch
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, timer == nil {
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            timer = context.eventLoop.scheduleRepeatedTask(initialDelay: Self.patience, delay: Self.patience) { _ in
                let end = bound.value
                if end.streams.isZero { end.watch.closeOnceWritten() }
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }
}
