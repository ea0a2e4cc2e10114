// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store
internal import Kn8Value

/// The open watches of one server.
struct WatcherTable: Sendable {
    typealias Continuation = AsyncThrowingStream<WatchEvent, any Error>.Continuation

    /// How many undelivered changes a watch may have before it is ended.
    static let bufferLimit = 4_096

    struct Watcher: Sendable {
        let collection: StorageKey
        let apiVersion: String
        let filter: ObjectFilter
        let continuation: Continuation

        /// What `change` is to this watch; nil when it is nothing.
        func event(_ change: StoredChange) -> WatchEvent? {
            guard change.collection == collection else { return nil }
            let before =
                change.previous.map(filter.matches) ?? (change.kind == .deleted && filter.matches(change.object))
            let after = change.kind != .deleted && filter.matches(change.object)
            switch (before, after) {
            case (false, true): return WatchEvent(.added, change.object.stated(as: apiVersion))
            case (true, true): return WatchEvent(.modified, change.object.stated(as: apiVersion))
            case (true, false):
                // The last state that matched, under the revision of the change.
                var last = change.previous ?? change.object
                last["metadata", "resourceVersion"] = change.object["metadata", "resourceVersion"]
                return WatchEvent(.deleted, last.stated(as: apiVersion))
            case (false, false): return nil
            }
        }
    }

    private var watchers: [Int: Watcher] = [:]
    private var signals: [Int: AsyncStream<Void>.Continuation] = [:]
    private var count = 0

    var isEmpty: Bool { watchers.isEmpty }

    /// Whoever only wants to know that something was written.
    mutating func add(_ signal: AsyncStream<Void>.Continuation) -> Int {
        count += 1
        signals[count] = signal
        return count
    }

    mutating func removeSignal(_ id: Int) { signals[id] = nil }

    func signal() { for continuation in signals.values { continuation.yield() } }

    mutating func add(_ watcher: Watcher) -> Int {
        count += 1
        watchers[count] = watcher
        return count
    }

    mutating func remove(_ id: Int) { watchers[id] = nil }

    /// Hands the changes on; returns the watchers that had no room and are no longer served.
    mutating func deliver(_ changes: [StoredChange]) -> [Watcher] {
        var lagging: [Watcher] = []
        for (id, watcher) in watchers {
            for change in changes {
                guard let event = watcher.event(change) else { continue }
                if case .dropped = watcher.continuation.yield(event) {
                    lagging.append(watcher)
                    watchers[id] = nil
                    break
                }
            }
        }
        return lagging
    }
}
