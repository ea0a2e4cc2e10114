// SPDX-License-Identifier: MIT

internal import Synchronization

/// How many warnings came.
final class WarningTally: Sendable {
    private let number = Mutex(0)

    /// How many came so far.
    var count: Int { number.withLock { $0 } }

    /// Counts one more.
    func add() { number.withLock { $0 += 1 } }
}
