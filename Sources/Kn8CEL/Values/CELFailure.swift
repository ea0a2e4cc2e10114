// SPDX-License-Identifier: MIT

/// Why an expression has no value. The words are cel-go's, which users know from API servers.
package struct CELFailure: Error, Hashable, Sendable {
    /// What a caller must tell apart: Kubernetes words the last two differently.
    package enum Kind: Hashable, Sendable {
        /// An error of the expression: `&&`, `||` and the macros made of them absorb it.
        case evaluation
        /// An operator or function met values it is not defined for; absorbed like any other.
        case noSuchOverload
        /// The cost limit was reached. Ends the evaluation; nothing absorbs it.
        case costLimit
    }

    /// The kind of failure.
    package let kind: Kind
    /// The text, without a position.
    package let message: String

    /// A failure of an expression that says `message`.
    package init(_ message: String, kind: Kind = .evaluation) {
        self.kind = kind
        self.message = message
    }

    /// Values that the operator or function is not defined for.
    package static let noSuchOverload = CELFailure("no such overload", kind: .noSuchOverload)

    /// `no such overload: NAME`.
    package static func noSuchOverload(_ name: String) -> CELFailure {
        CELFailure("no such overload: \(name)", kind: .noSuchOverload)
    }

    /// The limit of cost was reached.
    package static let costLimit = CELFailure(
        "operation cancelled: actual cost limit exceeded",
        kind: .costLimit
    )
    /// Arithmetic left the range of int or duration.
    package static let integerOverflow = CELFailure("integer overflow")
    /// Arithmetic left the range of uint.
    package static let unsignedOverflow = CELFailure("unsigned integer overflow")
    /// A map has no entry for a key; `key` is printed as cel-go prints it.
    package static func noSuchKey(_ key: String) -> CELFailure { CELFailure("no such key: \(key)") }
}
