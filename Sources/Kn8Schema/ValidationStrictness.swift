// SPDX-License-Identifier: MIT

package import Kn8Value

/// What becomes of fields that a schema does not know, and of fields that are set twice (`fieldValidation`).
package enum ValidationStrictness: String, Hashable, Sendable, CaseIterable {
    /// They are errors.
    case strict
    /// They are warnings.
    case warn
    /// They are passed over.
    case ignore

    /// The strictness that `word` asks for on a command line: `strict` or `true`, `warn`, `ignore` or `false`; nil for any
    /// other word (`kubectl:pkg/cmd/util/helpers.go`, `GetValidationDirective`).
    package init?(word: String) {
        switch word {
        case "strict", "true": self = .strict
        case "warn": self = .warn
        case "ignore", "false": self = .ignore
        default: return nil
        }
    }

    /// How bad such a field is; nil when nothing is said of it.
    package var severity: Severity? {
        switch self {
        case .strict: .error
        case .warn: .warning
        case .ignore: nil
        }
    }
}
