// SPDX-License-Identifier: MIT

package import Kn8API

/// One write to the embedded server, of whatever kind.
package struct ServerChange: Hashable, Sendable {
    /// The revision that the write made.
    package let revision: Int64
    /// The object before; nil for a new one.
    package let before: Object?
    /// The object after; nil for a deleted one.
    package let after: Object?
}
