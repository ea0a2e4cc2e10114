// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value
internal import Synchronization

/// Brings the server's writes to all open watches: each is read once from the server, and encoded once for all who want
/// it. Nobody has a queue of its own: a watch that is slow finds that the ring has gone on without it, and ends.
final class WatchHub: Sendable {
    /// One write, and what it looks like on the wire.
    final class Event: Sendable {
        let change: ServerChange
        private let encodings = Mutex<[String: [UInt8]]>([:])

        init(_ change: ServerChange) { self.change = change }

        /// The bytes under `key`, made by `body` the first time.
        func encoding(_ key: String, _ body: () -> [UInt8]) -> [UInt8] {
            if let known = encodings.withLock({ $0[key] }) { return known }
            let made = body()
            encodings.withLock { $0[key] = made }
            return made
        }
    }

    /// Why a wait is over.
    enum Wake: Sendable {
        case progress
        case deadline
        case closed
    }

    fileprivate struct Ring {
        var events: [Event] = []
        var start: Int64  // everything after this revision is kept
        var watches = 0
        var waiters: [Int: Waiter] = [:]
    }

    fileprivate struct Waiter {
        let continuation: CheckedContinuation<Wake, Never>
        let deadline: ContinuousClock.Instant
    }

    private struct State {
        var rings: [CollectionName: Ring] = [:]
        var revision: Int64 = 0
        var count = 0
        var isClosed = false
        var pump: Task<Void, Never>?
        var clock: Task<Void, Never>?
        var nextWaiter = 0
    }

    /// How many events of one collection are kept for those who lag.
    private let ringSize: Int
    private let server: EmbeddedServer
    private let state = Mutex(State())

    init(_ server: EmbeddedServer, ringSize: Int) {
        self.server = server
        self.ringSize = ringSize
    }

    deinit {
        state.withLock { state in
            state.pump?.cancel()
            state.clock?.cancel()
        }
    }

    /// How many watches are open.
    var count: Int { state.withLock(\.count) }

    /// Begins to keep the writes to `collection`, from a revision that is not after the server's; false when it is too late.
    func open(_ collection: CollectionName) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            if state.pump == nil {
                // Told of writes first, so that none is missed after the revision is read.
                let signals = server.signals()
                state.revision = server.durableRevision
                state.pump = Task { [weak self] in
                    for await _ in signals { self?.pump() }
                }
                state.clock = Task { [weak self] in
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .milliseconds(100))
                        guard let self else { return }
                        self.expire(ContinuousClock.now)
                    }
                }
            }
            state.rings[collection, default: Ring(start: state.revision)].watches += 1
            state.count += 1
            return true
        }
    }

    /// Ends what `open` began.
    func leave(_ collection: CollectionName) {
        state.withLock { state in
            state.count -= 1
            state.rings[collection]?.watches -= 1
            if state.rings[collection]?.watches == 0 { state.rings[collection] = nil }
        }
    }

    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            state.pump?.cancel()
            state.clock?.cancel()
            var all: [Waiter] = []
            for collection in state.rings.keys {
                all += state.rings[collection]?.waiters.values.map(\.self) ?? []
                state.rings[collection]?.waiters = [:]
            }
            return all
        }
        for waiter in waiters { waiter.continuation.resume(returning: .closed) }
    }

    private func pump() {
        let current = server.durableRevision
        let after: Int64? = state.withLock { state in
            guard state.rings.isEmpty else { return state.revision }
            state.revision = current  // nobody to tell
            return nil
        }
        guard let after else { return }
        // When the log does not reach back so far, the rings have a gap: those who wait must begin anew.
        let found = try? server.progress(after: after)
        let waiters = state.withLock { state -> [Waiter] in
            var woken: [Waiter] = []
            guard let found else {
                state.revision = server.durableRevision
                for collection in state.rings.keys {
                    woken += state.rings[collection]?.restart(at: state.revision) ?? []
                }
                return woken
            }
            guard found.revision > state.revision else { return [] }
            for change in found.changes where change.revision > state.revision {
                state.rings[change.collection]?.append(Event(change), most: ringSize)
            }
            state.revision = found.revision
            for collection in Set(found.changes.map(\.collection)) {
                woken += state.rings[collection]?.takeWaiters() ?? []
            }
            return woken
        }
        for waiter in waiters { waiter.continuation.resume(returning: .progress) }
    }

    private func expire(_ now: ContinuousClock.Instant) {
        let waiters = state.withLock { state in
            state.rings.keys.reduce(into: [Waiter]()) { $0 += state.rings[$1]?.takeWaiters(until: now) ?? [] }
        }
        for waiter in waiters { waiter.continuation.resume(returning: .deadline) }
    }

    /// The events of `collection` after `revision`, at most `limit`, and the revision that they lead to; nil when some are
    /// no longer kept.
    func events(of collection: CollectionName, after revision: Int64, limit: Int) -> (events: [Event], revision: Int64)?
    {
        state.withLock { state in
            guard let ring = state.rings[collection], ring.start <= revision else { return nil }
            let events = ring.events(after: revision, limit: limit)
            if events.count == limit, let last = events.last { return (events, last.change.revision) }
            return (events, max(revision, state.revision))
        }
    }

    /// Waits until there are events of `collection` after `revision`, until `deadline`, or until the task is cancelled.
    func wait(
        _ collection: CollectionName,
        after revision: Int64,
        until deadline: ContinuousClock.Instant
    ) async -> Wake {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Wake? = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return .closed }
                    guard let ring = state.rings[collection] else { return .closed }
                    if let last = ring.events.last, last.change.revision > revision { return .progress }
                    if ring.start > revision { return .progress }
                    state.rings[collection]?.waiters[id] = Waiter(continuation: continuation, deadline: deadline)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.rings[collection]?.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(returning: .closed)
        }
    }
}

extension WatchHub.Ring {
    fileprivate mutating func append(_ event: WatchHub.Event, most: Int) {
        events.append(event)
        // Cut in batches, so that the cost of moving the rest is spread.
        guard events.count > most * 2 else { return }
        let surplus = events.count - most
        start = events[surplus - 1].change.revision
        events.removeFirst(surplus)
    }

    fileprivate mutating func restart(at revision: Int64) -> [WatchHub.Waiter] {
        events = []
        start = revision
        return takeWaiters()
    }

    fileprivate mutating func takeWaiters() -> [WatchHub.Waiter] {
        defer { waiters = [:] }
        return Array(waiters.values)
    }

    fileprivate mutating func takeWaiters(until now: ContinuousClock.Instant) -> [WatchHub.Waiter] {
        let due = waiters.filter { $0.value.deadline <= now }
        for id in due.keys { waiters[id] = nil }
        return Array(due.values)
    }

    fileprivate func events(after revision: Int64, limit: Int) -> [WatchHub.Event] {
        var low = 0
        var high = events.count
        while low < high {
            let middle = low + (high - low) / 2
            if events[middle].change.revision <= revision { low = middle + 1 } else { high = middle }
        }
        return Array(events[low...].prefix(limit))
    }
}
