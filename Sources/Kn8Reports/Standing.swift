// SPDX-License-Identifier: MIT

/// What a finding means for the run.
package enum Standing: Hashable, Sendable {
    /// It counts.
    case new
    /// It is in the baseline: known, shown by no text, no reason to fail.
    case known
    /// Somebody said beside it that it is to be passed over, and why.
    case suppressed(Suppression.Source, reason: String)

    /// Whether it counts.
    package var isNew: Bool { self == .new }
}
