// SPDX-License-Identifier: MIT

internal import NIOCore

/// Tells HTTP/2 with prior knowledge from HTTP/1 by the first bytes of a connection without TLS, then makes way.
final class ProtocolSniffer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// How a client of HTTP/2 begins (RFC 9113, 3.4).
    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    private let configure: (_ isHTTP2: Bool, _ context: ChannelHandlerContext) -> Void
    private var seen: ByteBuffer?
    private var isDecided = false

    /// - Parameter configure: Adds the handlers of the protocol behind this one.
    init(configure: @escaping (_ isHTTP2: Bool, _ context: ChannelHandlerContext) -> Void) {
        self.configure = configure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if seen == nil { seen = bytes } else { seen?.writeBuffer(&bytes) }
        guard !isDecided, let seen else { return }
        let start = seen.readableBytesView.prefix(Self.preface.count)
        let isPreface = start.elementsEqual(Self.preface.prefix(start.count))
        guard !isPreface || start.count == Self.preface.count else { return }
        isDecided = true
        configure(isPreface, context)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func removeHandler(context: ChannelHandlerContext, removalToken: ChannelHandlerContext.RemovalToken) {
        if let seen {
            self.seen = nil
            context.fireChannelRead(wrapInboundOut(seen))
            context.fireChannelReadComplete()
        }
        context.leavePipeline(removalToken: removalToken)
    }
}
