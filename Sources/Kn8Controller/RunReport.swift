// SPDX-License-Identifier: MIT

package import Kn8API

/// What a run of controllers did.
package struct RunReport: Hashable, Sendable {
    /// An object that could not be reconciled.
    package struct Failure: Hashable, Sendable, CustomStringConvertible {
        /// The reconciler's name.
        package var reconciler: String
        /// The kind it drives.
        package var kind: GroupVersionKind
        /// The object.
        package var key: ObjectKey
        /// What went wrong last.
        package var message: String
        /// How often it was tried.
        package var attempts: Int

        /// `deployment: Deployment default/web: …`.
        package var description: String { "\(reconciler): \(kind.kind) \(key): \(message)" }
    }

    /// How many times a reconciler ran.
    package var reconciles = 0
    /// How many changes the controllers saw after the start, most of them their own.
    package var changes = 0
    /// How many seconds the virtual clock moved.
    package var virtualSeconds: Int64 = 0
    /// Whether nothing was left to do, now or later, and nothing failed.
    package var isAtRest = false
    /// What still failed at the end, ordered by reconciler and key.
    package var failures: [Failure] = []

    /// The report of a run in which nothing happened.
    package init() {}
}
