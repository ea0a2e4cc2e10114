// SPDX-License-Identifier: MIT
package import Kn8Value

/// A trap of YAML 1.1 and the place it stands at.
package struct UnquotedScalar: Sendable {
    /// The trap.
    package let hazard: ScalarHazard
    /// The field, from the object's root; of a key, the field that the key names.
    package let path: FieldPath
    /// Whether the key is the trap, and not its value.
    package let isKey: Bool
}
