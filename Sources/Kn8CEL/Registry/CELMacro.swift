// SPDX-License-Identifier: MIT

/// A call that the parser replaces by other nodes before anything is checked. Macros are told apart by name, number of
/// arguments and whether there is a receiver; a call that matches none is an ordinary call.
package struct CELMacro: Sendable {
    /// How a macro is expanded. Throws a refusal for arguments it cannot take.
    package typealias Expansion =
        @Sendable (inout CELMacroContext, _ receiver: CELSyntax.ID?, _ arguments: [CELSyntax.ID])
        throws(CELMacroContext.Refusal) -> CELSyntax.ID

    /// The name; with a namespace (`math.greatest`) the macro is written as a receiver call on that namespace.
    package let name: String
    /// How many arguments it takes, the receiver not counted; nil for any number.
    package let argumentCount: Int?
    /// Whether it is written after a dot.
    package let isReceiver: Bool
    /// Makes the nodes.
    package let expand: Expansion

    /// The macro `name`.
    package init(_ name: String, argumentCount: Int?, isReceiver: Bool, expand: @escaping Expansion) {
        self.name = name
        self.argumentCount = argumentCount
        self.isReceiver = isReceiver
        self.expand = expand
    }
}
