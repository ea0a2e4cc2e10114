// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import Synchronization

/// What all the connections of one server share.
final class ServerCore: Sendable {
    typealias Responder = @Sendable (GatewayRequest, Peer) async -> GatewayResponse

    let limits: HTTPLimits
    let responder: Responder
    let onExchange: @Sendable (Exchange) -> Void
    let connections = Atomic<Int>(0)
    let requests = Atomic<Int>(0)
    let streams = Atomic<Int>(0)
    /// Bytes of bodies that are being read or worked on.
    let held = Atomic<Int>(0)

    init(limits: HTTPLimits, onExchange: @escaping @Sendable (Exchange) -> Void, responder: @escaping Responder) {
        self.limits = limits
        self.onExchange = onExchange
        self.responder = responder
    }
}
