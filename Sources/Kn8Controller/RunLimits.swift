// SPDX-License-Identifier: MIT

/// Where a one-shot run of controllers ends though there is still work.
package struct RunLimits: Hashable, Sendable {
    /// How far the virtual clock may move, in seconds; what is due later is left alone.
    package var virtualSeconds: Int64 = 3600
    /// How many rounds may follow one another at one moment before the keys still moving count as never settling.
    package var roundsPerMoment = 2000
    /// How often one key may run in a whole run before it counts as never settling.
    package var runsPerKey = 10_000
    /// How often a failing key is tried.
    package var attempts = 8

    /// The usual limits.
    package init() {}
}
