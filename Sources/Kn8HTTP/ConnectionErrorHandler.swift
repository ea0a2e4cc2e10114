// SPDX-License-Identifier: MIT

internal import NIOCore

/// Stands at the far end of an HTTP/2 connection's pipeline and closes the connection when something went wrong on it.
///
/// The HTTP/2 handler has told the client by then (GOAWAY), and leaves the closing to others.
final class ConnectionErrorHandler: ChannelInboundHandler {
    typealias InboundIn = Any

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.flush()
        context.close(promise: nil)
    }
}
