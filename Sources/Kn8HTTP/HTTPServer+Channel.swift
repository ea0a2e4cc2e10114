// SPDX-License-Identifier: MIT

package import NIOCore

extension HTTPServer {
    /// Speaks HTTP on `channel`, which nobody's listener has accepted, as on a connection without TLS.
    ///
    /// - Throws: What keeps the pipeline from being built.
    package static func speak(
        on channel: any Channel,
        limits: HTTPLimits = HTTPLimits(),
        responder: @escaping Responder
    ) throws {
        let loop = channel.eventLoop
        let core = ServerCore(limits: limits, onExchange: { _ in }, responder: responder)
        let state = NIOLoopBound(LoopState(core: core, loop: loop), eventLoop: loop)
        let setup = ConnectionSetup(tls: nil, clientAuthorities: nil, isLocal: false, guardsBrowsers: false)
        try setup.build(on: channel, state.value)
    }
}
