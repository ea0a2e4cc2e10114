// SPDX-License-Identifier: MIT

/// Which keys wait for work: each waits at most once, none runs twice at once, delayed ones come in their time.
///
/// The rules of `client-go:util/workqueue`, without the locks: callers bring the time and the exclusion.
package struct WorkQueue<Key: Hashable & Comparable & Sendable>: Sendable {
    private var ready: Set<Key> = []
    private var running: Set<Key> = []
    private var again: Set<Key> = []
    private var delayed: [Key: Int64] = [:]

    /// An empty queue.
    package init() {}

    /// Whether nothing is ready, delayed or running.
    package var isEmpty: Bool { ready.isEmpty && delayed.isEmpty && running.isEmpty }

    /// Whether some key could run now.
    package var hasReady: Bool { !ready.isEmpty }

    /// The moment in milliseconds when the next delayed key falls due; nil when none is delayed.
    package var nextDue: Int64? { delayed.values.min() }

    /// The delayed keys in order.
    package var delayedKeys: [Key] { delayed.keys.sorted() }

    /// Makes `key` ready; one that is running runs once more afterwards, and a delay of it is forgotten.
    package mutating func add(_ key: Key) {
        delayed[key] = nil
        if running.contains(key) { again.insert(key) } else { ready.insert(key) }
    }

    /// Makes `key` ready at `milliseconds`; a key that is ready stays so, and of two delays the earlier counts.
    package mutating func add(_ key: Key, at milliseconds: Int64) {
        guard !ready.contains(key), !again.contains(key) else { return }
        delayed[key] = min(milliseconds, delayed[key] ?? milliseconds)
    }

    /// Makes the delayed keys ready that are due at `milliseconds`.
    package mutating func advance(to milliseconds: Int64) {
        for (key, due) in delayed where due <= milliseconds { add(key) }
    }

    /// Takes every ready key, in order; each is running until `finish`.
    package mutating func takeReady() -> [Key] {
        let keys = ready.sorted()
        running.formUnion(ready)
        ready.removeAll(keepingCapacity: true)
        return keys
    }

    /// Ends the run of `key`; it becomes ready at once when it was added meanwhile.
    package mutating func finish(_ key: Key) {
        running.remove(key)
        if again.remove(key) != nil { add(key) }
    }
}
