// SPDX-License-Identifier: MIT
package import Kn8Value

/// A cross-object rule that an object of the set breaks.
package struct PolicyViolation: Hashable, Sendable {
    /// The object's index in the list that was checked.
    package var object: Int
    /// The breach, its path counted from that object's root.
    package var violation: Violation
}
