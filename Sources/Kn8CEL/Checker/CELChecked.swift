// SPDX-License-Identifier: MIT

/// A tree whose names and calls are resolved and whose every node has a type.
struct CELChecked: Sendable {
    enum Reference: Sendable {
        /// A variable of a macro.
        case local(String)
        /// A declared variable.
        case variable(String)
        case constant(CELValue)
        /// The overloads that may be meant, of the function called `name`. `usesReceiver` is false when what looks like a
        /// receiver is the namespace of the function.
        case overloads([CELOverload], name: String, usesReceiver: Bool)
        /// A type that a message literal makes.
        case message(CELShape)
        /// Found out at run time only (unchecked programs).
        case missing(String)
    }

    var syntax: CELSyntax
    var types: [CELType]
    var references: [CELSyntax.ID: Reference]
    /// Nodes under a name with dots or a namespace, which stand for nothing themselves.
    var resultType: CELType { types[syntax.root] }
}
