// SPDX-License-Identifier: MIT

package import Kn8Value

/// What is known of a write that policies are asked about.
package struct AdmissionRequest: Sendable {
    /// What is to be done.
    package enum Operation: String, Sendable {
        case create = "CREATE"
        case update = "UPDATE"
        case delete = "DELETE"
    }

    /// What is to be done.
    package var operation: Operation
    /// The object before; nil for a new one.
    package var old: Value?
    /// Who asks, as `request.userInfo`.
    package var user: Value
    /// Whether nothing is to be stored.
    package var isDryRun: Bool
    /// The part that is written; empty for the object itself.
    package var subresource: String

    /// A request; without more, the creation of an object by kn8.
    package init(
        _ operation: Operation = .create,
        old: Value? = nil,
        user: Value = ["username": "kn8"],
        isDryRun: Bool = false,
        subresource: String = ""
    ) {
        self.operation = operation
        self.old = old
        self.user = user
        self.isDryRun = isDryRun
        self.subresource = subresource
    }
}

/// What a policy says against a request.
package struct AdmissionDenial: Hashable, Sendable {
    /// `error` when the request is refused, `warning` when it is only told.
    package let severity: Severity
    /// In the server's words.
    package let message: String
    /// The reason of the refusal; empty for `Invalid`.
    package let reason: String
}
