// SPDX-License-Identifier: MIT

/// What becomes of fields that a schema does not know (`fieldValidation`).
package enum ValidationStrictness: Hashable, Sendable {
    /// They are errors.
    case strict
    /// They are warnings.
    case warn
    /// They are passed over.
    case ignore
}
