// SPDX-License-Identifier: MIT

/// How long a failing key waits: 5 ms, doubled at each failure, 1,000 s at most, as client-go's rate limiter has it.
package struct Backoff: Hashable, Sendable {
    /// The first wait, in milliseconds.
    package var first: Int64 = 5
    /// The longest wait, in milliseconds.
    package var longest: Int64 = 1_000_000

    /// client-go's waits.
    package init() {}

    /// The wait in milliseconds after `failures` failures in a row, counted from 1.
    package func delay(afterFailures failures: Int) -> Int64 {
        guard failures > 1 else { return min(first, longest) }
        guard failures < 40 else { return longest }
        return min(first << Int64(failures - 1), longest)
    }
}
