// SPDX-License-Identifier: MIT

internal import NIOCore
internal import Synchronization

/// What the connections of one event loop share; touched on that loop's thread alone.
final class LoopState {
    let core: ServerCore
    let executor: LoopExecutor
    private let loop: any EventLoop
    var date = HTTPDate()
    private(set) var isStopping = false
    private var connections: [ObjectIdentifier: any Channel] = [:]
    private var streams: [ObjectIdentifier: RequestHandler] = [:]
    let turns: LiveTurns
    private weak var knownListener: LoopListener?

    init(core: ServerCore, loop: any EventLoop) {
        self.core = core
        self.loop = loop
        executor = LoopExecutor(loop)
        turns = LiveTurns(loop: loop)
    }

    /// Who hears of news for this loop, the same for all who follow at the same time.
    var listener: LoopListener {
        if let knownListener { return knownListener }
        let made = LoopListener(self, on: loop)
        knownListener = made
        return made
    }

    /// Whether the server has room for one more connection; it is counted when it has.
    func admit(_ channel: any Channel) -> Bool {
        guard !isStopping, core.connections.load(ordering: .relaxed) < core.limits.connections else { return false }
        core.connections.add(1, ordering: .relaxed)
        connections[ObjectIdentifier(channel)] = channel
        return true
    }

    func forget(_ channel: any Channel) {
        guard connections.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
        core.connections.subtract(1, ordering: .relaxed)
    }

    func add(stream handler: RequestHandler) {
        streams[ObjectIdentifier(handler)] = handler
        core.streams.add(1, ordering: .relaxed)
    }

    func remove(stream handler: RequestHandler) {
        streams[ObjectIdentifier(handler)] = nil
        core.streams.subtract(1, ordering: .relaxed)
    }

    /// Ends every stream cleanly, lets the answers under work be finished, and closes what is idle.
    func stop() {
        guard !isStopping else { return }
        isStopping = true
        for handler in streams.values { handler.endStream() }
        for channel in connections.values {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    /// Closes whatever is still open.
    func closeAll() {
        for channel in connections.values { channel.close(promise: nil) }
    }
}
