// SPDX-License-Identifier: MIT

/// How controllers that run for ever stand at one moment, for metrics.
package struct RunStatus: Hashable, Sendable {
    /// What one reconciler did so far.
    package struct Count: Hashable, Sendable {
        /// How often it ran.
        package var runs: Int
        /// How many of its runs failed.
        package var errors: Int
    }

    /// How many keys wait for their time.
    package var delayed = 0
    /// How many keys failed when they ran last.
    package var failing = 0
    /// What the reconcilers did, by their names; those that never ran are missing.
    package var reconciles: [String: Count] = [:]

    /// Nothing has happened.
    package init() {}
}
