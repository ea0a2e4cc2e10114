// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value
internal import Synchronization

/// One watch: what its client has got so far, and what comes next. It does nothing unless it is asked.
final class WatchSession: LiveBody {
    /// How a watch shows objects.
    enum Form: Sendable {
        case object
        case table(TableShape)
        case metadata(String)
    }

    private enum Phase {
        /// The objects there are, from this one on.
        case initial(Int)
        /// The end of the initial objects is to be told.
        case mark
        /// Writes that were made before the watch began, from this one on.
        case missed(Int)
        case live
        case ended
    }

    private struct Progress {
        var phase: Phase
        var revision: Int64
        var nextBookmark: ContinuousClock.Instant
        var hasToldColumns = false
        var listener: (any LiveListener)?
    }

    /// What a watch begins with.
    struct Beginning: Sendable {
        var objects: [Object] = []
        var missed: [WatchHub.Event] = []
        /// Whether the end of the objects is told.
        var isMarked = false
        /// The revision that objects and missed writes lead to.
        var revision: Int64
        /// Whether the objects are told at all.
        var tellsObjects: Bool
    }

    private static let pieceSize = 1 << 16
    private static let bookmarkInterval = Duration.seconds(60)

    private let hub: WatchHub
    private let resource: Resource
    private let collection: CollectionName
    private let filter: ObjectFilter
    private let form: Form
    private let beginning: Beginning
    private let allowsBookmarks: Bool
    private let deadline: ContinuousClock.Instant
    private let time: any TimeSource
    private let progress: Mutex<Progress>

    /// A watch that `hub` has been told of, and is told of again when it ends.
    init(
        _ hub: WatchHub,
        _ resource: Resource,
        _ filter: ObjectFilter,
        _ form: Form,
        _ beginning: Beginning,
        allowsBookmarks: Bool,
        seconds: Int64,
        time: any TimeSource
    ) {
        self.hub = hub
        self.resource = resource
        collection = CollectionName(resource)
        self.filter = filter
        self.form = form
        self.beginning = beginning
        self.allowsBookmarks = allowsBookmarks
        deadline = ContinuousClock.now + .seconds(seconds)
        self.time = time
        progress = Mutex(
            Progress(
                phase: beginning.tellsObjects ? .initial(0) : .missed(0),
                revision: beginning.revision,
                nextBookmark: ContinuousClock.now + WatchSession.bookmarkInterval
            )
        )
    }

    deinit { hub.leave(collection, progress.withLock(\.listener)) }

    var topic: String { collection.topic }

    func follow(_ listener: any LiveListener) {
        progress.withLock { $0.listener = listener }
        hub.follow(collection, listener)
    }

    func next() -> LiveStep {
        while true {
            let (phase, revision, nextBookmark) = progress.withLock { ($0.phase, $0.revision, $0.nextBookmark) }
            switch phase {
            case .ended: return .end
            case .initial(let index):
                let piece = initial(from: index)
                if !piece.isEmpty { return .piece(piece) }
            case .mark:
                progress.withLock { $0.phase = .missed(0) }
                if beginning.isMarked { return .piece(line("BOOKMARK", bookmark(beginning.revision, isMark: true))) }
            case .missed(let index):
                let piece = missed(from: index)
                if !piece.isEmpty { return .piece(piece) }
            case .live:
                if let step = live(after: revision, nextBookmark) { return step }
            }
        }
    }

    /// What has happened after `revision`; nil when it was nothing to this watch, and there may be more.
    private func live(after revision: Int64, _ nextBookmark: ContinuousClock.Instant) -> LiveStep? {
        switch hub.events(of: collection, after: revision, limit: 256) {
        case .closed: return end()
        case .lapsed:
            _ = end()
            return .piece(WatchSession.tooOld(revision, oldest: revision))
        case .events(let events, let reached):
            progress.withLock { $0.revision = reached }
            if events.count == 1, let event = events.first {
                let line = encoded(event)
                return line.isEmpty ? nil : .piece(line)
            }
            let lines = events.reduce(into: [UInt8]()) { $0 += encoded($1) }
            if !lines.isEmpty { return .piece(lines) }
            if !events.isEmpty { return nil }
            let now = ContinuousClock.now
            guard now < deadline else { return end() }
            guard allowsBookmarks else { return .quiet(until: deadline) }
            guard now >= nextBookmark else { return .quiet(until: min(deadline, nextBookmark)) }
            progress.withLock { $0.nextBookmark = now + WatchSession.bookmarkInterval }
            return .piece(line("BOOKMARK", bookmark(reached, isMark: false)))
        }
    }

    private func end() -> LiveStep {
        progress.withLock { $0.phase = .ended }
        return .end
    }

    private func initial(from start: Int) -> [UInt8] {
        var lines: [UInt8] = []
        var index = start
        while index < beginning.objects.count, lines.count < WatchSession.pieceSize {
            lines += line("ADDED", beginning.objects[index].stated(as: resource.gvk.apiVersion))
            index += 1
        }
        let isLast = index == beginning.objects.count
        progress.withLock { $0.phase = isLast ? .mark : .initial(index) }
        return lines
    }

    private func missed(from start: Int) -> [UInt8] {
        var lines: [UInt8] = []
        var index = start
        while index < beginning.missed.count, lines.count < WatchSession.pieceSize {
            lines += encoded(beginning.missed[index])
            index += 1
        }
        let isLast = index == beginning.missed.count
        progress.withLock { $0.phase = isLast ? .live : .missed(index) }
        return lines
    }

    /// What the write is to this watch; empty when it is nothing.
    private func encoded(_ event: WatchHub.Event) -> [UInt8] {
        let change = event.change
        let before = change.before.map(filter.matches) ?? false
        let after = change.after.map(filter.matches) ?? false
        let version = resource.gvk.apiVersion
        let kind: String
        var object: Object
        switch (before, after) {
        case (false, true): (kind, object) = ("ADDED", change.last)
        case (true, true): (kind, object) = ("MODIFIED", change.last)
        case (true, false):
            // The last state that matched, under the revision of the change.
            (kind, object) = ("DELETED", change.before ?? change.last)
            object["metadata", "resourceVersion"] = .string(String(change.revision))
        case (false, false): return []
        }
        guard case .object = form else { return line(kind, object.stated(as: version)) }
        return event.line(kind, version) { WatchSession.line(kind, object.stated(as: version).value) }
    }

    private func line(_ kind: String, _ object: Object) -> [UInt8] {
        switch form {
        case .object: return WatchSession.line(kind, object.value)
        case .metadata(let version): return WatchSession.line(kind, object.partial(version: version))
        case .table(let shape):
            if kind == "BOOKMARK" { return WatchSession.line(kind, shape.bookmark(object)) }
            let isFirst = progress.withLock { progress in
                defer { progress.hasToldColumns = true }
                return !progress.hasToldColumns
            }
            let metadata: Value = ["resourceVersion": .string(object.resourceVersion)]
            return WatchSession.line(kind, shape.table([object], metadata, at: time.now(), hasColumns: isFirst))
        }
    }

    private func bookmark(_ revision: Int64, isMark: Bool) -> Object {
        var object = Object([
            "kind": .string(resource.gvk.kind), "apiVersion": .string(resource.gvk.apiVersion),
            "metadata": ["resourceVersion": .string(String(revision))],
        ])
        if isMark { object["metadata", "annotations"] = ["k8s.io/initial-events-end": "true"] }
        return object
    }

    static func line(_ kind: String, _ object: Value) -> [UInt8] {
        var json = JSONBytes(capacity: 1_024)
        json.raw("{\"type\":")
        json.string(kind)
        json.raw(",\"object\":")
        json.write(object: object)
        json.raw("}\n")
        return json.taken()
    }

    /// The line that tells that the writes after `revision` are no longer kept.
    static func tooOld(_ revision: Int64, oldest: Int64) -> [UInt8] {
        let error = APIError(.expired, message: "too old resource version: \(revision) (\(oldest))")
        return line("ERROR", Gateway.status(of: error))
    }
}
