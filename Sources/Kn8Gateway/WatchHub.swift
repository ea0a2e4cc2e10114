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
        private let lines = Mutex<[(kind: String, version: String, bytes: [UInt8])]>([])

        init(_ change: ServerChange) { self.change = change }

        /// The line that tells of it as a change of `kind` to an object of `version`, made by `body` the first time.
        func line(_ kind: String, _ version: String, _ body: () -> [UInt8]) -> [UInt8] {
            let known = lines.withLock { lines in lines.first { $0.kind == kind && $0.version == version }?.bytes }
            if let known { return known }
            let made = body()
            lines.withLock { $0.append((kind, version, made)) }
            return made
        }
    }

    /// What a watch finds.
    enum Found: Sendable {
        /// The events so far, and the revision that they lead to.
        case events([Event], revision: Int64)
        /// Some are no longer kept.
        case lapsed
        /// The server stops.
        case closed
    }

    fileprivate struct Ring {
        var events: [Event] = []
        var start: Int64  // everything after this revision is kept
        var watches = 0
        var listeners: [ObjectIdentifier: (listener: any LiveListener, watches: Int)] = [:]
    }

    private typealias News = (topic: String, listener: any LiveListener)

    private struct State {
        var rings: [CollectionName: Ring] = [:]
        var revision: Int64 = 0
        var count = 0
        var isClosed = false
        var pump: Task<Void, Never>?

        /// Who is to be told of news of `collections`.
        func news(of collections: some Sequence<CollectionName>) -> [News] {
            collections.flatMap { collection in
                (rings[collection]?.listeners.values.map(\.listener) ?? []).map { (collection.topic, $0) }
            }
        }
    }

    /// How many events of one collection are kept for those who lag.
    private let ringSize: Int
    private let server: EmbeddedServer
    private let state = Mutex(State())

    init(_ server: EmbeddedServer, ringSize: Int) {
        self.server = server
        self.ringSize = ringSize
    }

    deinit { state.withLock { $0.pump?.cancel() } }

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
            }
            state.rings[collection, default: Ring(start: state.revision)].watches += 1
            state.count += 1
            return true
        }
    }

    /// Has `listener` hear of writes to `collection`, for one more watch.
    func follow(_ collection: CollectionName, _ listener: any LiveListener) {
        state.withLock { state in
            let id = ObjectIdentifier(listener)
            state.rings[collection]?.listeners[id, default: (listener, 0)].watches += 1
        }
    }

    /// Ends what `open`, and perhaps `follow`, began.
    func leave(_ collection: CollectionName, _ listener: (any LiveListener)?) {
        state.withLock { state in
            state.count -= 1
            if let id = listener.map(ObjectIdentifier.init) {
                state.rings[collection]?.listeners[id]?.watches -= 1
                if state.rings[collection]?.listeners[id]?.watches == 0 { state.rings[collection]?.listeners[id] = nil }
            }
            state.rings[collection]?.watches -= 1
            if state.rings[collection]?.watches == 0 { state.rings[collection] = nil }
        }
    }

    func close() {
        let news = state.withLock { state in
            state.isClosed = true
            state.pump?.cancel()
            return state.news(of: state.rings.keys)
        }
        tell(news)
    }

    private func tell(_ news: [News]) {
        for (topic, listener) in news { listener.hasNews(of: topic) }
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
        let news = state.withLock { state -> [News] in
            guard let found else {
                state.revision = server.durableRevision
                for collection in state.rings.keys { state.rings[collection]?.restart(at: state.revision) }
                return state.news(of: state.rings.keys)
            }
            guard found.revision > state.revision else { return [] }
            for change in found.changes where change.revision > state.revision {
                state.rings[change.collection]?.append(Event(change), most: ringSize)
            }
            state.revision = found.revision
            return state.news(of: Set(found.changes.map(\.collection)))
        }
        tell(news)
    }

    /// The events of `collection` after `revision`, at most `limit`.
    func events(of collection: CollectionName, after revision: Int64, limit: Int) -> Found {
        state.withLock { state in
            guard let ring = state.rings[collection], ring.start <= revision else { return .lapsed }
            let events = ring.events(after: revision, limit: limit)
            if events.isEmpty, state.isClosed { return .closed }
            if events.count == limit, let last = events.last { return .events(events, revision: last.change.revision) }
            return .events(events, revision: max(revision, state.revision))
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

    fileprivate mutating func restart(at revision: Int64) {
        events = []
        start = revision
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

extension CollectionName {
    /// What watches of the collection are about.
    var topic: String { "\(plural).\(group)" }
}
