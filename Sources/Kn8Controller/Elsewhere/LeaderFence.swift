// SPDX-License-Identifier: MIT

internal import Synchronization

/// Until when this process may write as the leader: the rest of the time that a Lease gives, less what a write may take.
package final class LeaderFence: Sendable {
    private let end = Atomic<Int64>(0)
    private let now: @Sendable () -> Int64

    /// A fence that is shut; `now` gives milliseconds of a clock that never goes back.
    package init(now: @escaping @Sendable () -> Int64) { self.now = now }

    /// Whether writes may begin.
    package var isOpen: Bool { now() < end.load(ordering: .acquiring) }

    /// Opens it until `moment`.
    package func open(until moment: Int64) { end.store(moment, ordering: .releasing) }

    /// Shuts it.
    package func shut() { end.store(0, ordering: .releasing) }
}
