// SPDX-License-Identifier: MIT

internal import NIOCore

/// The live bodies of one event loop, and who of them is to speak next. Touched on that loop's thread alone.
///
/// Thousands may have news at once. They speak in turns of some, and after each the loop belongs to requests for half as long
/// as the turn took; who has to wait has more to tell at once.
final class LiveTurns {
    private static let turnSize = 128
    private static let quietCheck = TimeAmount.milliseconds(200)

    private let loop: any EventLoop
    private var topics: [String: [ObjectIdentifier: RequestHandler]] = [:]
    private var due: [RequestHandler] = []
    private var nextTurn = NIODeadline.now()
    private var isPlanned = false
    private var quietTimer: RepeatedTask?

    init(loop: any EventLoop) { self.loop = loop }

    func add(_ handler: RequestHandler, topic: String) {
        topics[topic, default: [:]][ObjectIdentifier(handler)] = handler
        guard quietTimer == nil else { return }
        let turns = NIOLoopBound(self, eventLoop: loop)
        quietTimer = loop.scheduleRepeatedTask(initialDelay: Self.quietCheck, delay: Self.quietCheck) { _ in
            turns.value.wakeQuiet()
        }
    }

    func remove(_ handler: RequestHandler, topic: String) {
        topics[topic]?[ObjectIdentifier(handler)] = nil
        if topics[topic]?.isEmpty == true { topics[topic] = nil }
        guard topics.isEmpty else { return }
        quietTimer?.cancel()
        quietTimer = nil
    }

    /// All that follow `topic` may have something to tell.
    func news(of topic: String) {
        guard let handlers = topics[topic]?.values else { return }
        for handler in handlers { queue(handler) }
        plan()
    }

    /// `handler` has more to tell than it may at once.
    func goOnLater(_ handler: RequestHandler) {
        queue(handler)
        plan()
    }

    private func queue(_ handler: RequestHandler) {
        guard !handler.isDue else { return }
        handler.isDue = true
        due.append(handler)
    }

    private func wakeQuiet() {
        let now = ContinuousClock.now
        for handlers in topics.values {
            for handler in handlers.values where handler.isQuiet(until: now) { queue(handler) }
        }
        plan()
    }

    private func plan() {
        guard !isPlanned, !due.isEmpty else { return }
        isPlanned = true
        let turns = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(deadline: nextTurn) { turns.value.turn() }
    }

    private func turn() {
        isPlanned = false
        let began = NIODeadline.now()
        let speakers = Array(due.prefix(Self.turnSize))
        due.removeFirst(speakers.count)
        for handler in speakers {
            handler.isDue = false
            handler.speak()
        }
        let ended = NIODeadline.now()
        nextTurn = ended + .nanoseconds((ended - began).nanoseconds / 2)
        plan()
    }
}
