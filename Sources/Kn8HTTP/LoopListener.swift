// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import NIOCore

/// Brings news to the live bodies of one event loop, once for all of them.
final class LoopListener: LiveListener {
    private let state: NIOLoopBound<LoopState>

    init(_ state: LoopState, on loop: any EventLoop) { self.state = NIOLoopBound(state, eventLoop: loop) }

    func hasNews(of topic: String) { state.execute { $0.turns.news(of: topic) } }
}
