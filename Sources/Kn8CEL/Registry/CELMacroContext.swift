// SPDX-License-Identifier: MIT

/// Where a macro makes its nodes; all of them get the place of the call.
package struct CELMacroContext {
    /// Why a macro cannot be expanded.
    package struct Refusal: Error {
        let message: String
        let offset: Int
    }

    var syntax: CELSyntax
    let offset: Int

    /// The node `id`.
    package func node(_ id: CELSyntax.ID) -> CELSyntax.Node { syntax[id] }

    /// A refusal that says `message` about `id`, or about the call when nil.
    package func refusal(_ message: String, at id: CELSyntax.ID? = nil) -> Refusal {
        Refusal(message: message, offset: id.map { syntax.offsets[$0] } ?? offset)
    }

    /// Adds `node`.
    package mutating func add(_ node: CELSyntax.Node) -> CELSyntax.ID { syntax.add(node, at: offset) }

    /// Adds a use of the variable `name`.
    package mutating func name(_ name: String) -> CELSyntax.ID { add(.name(name)) }

    /// Adds a call of `function`, with or without a receiver.
    package mutating func call(
        _ function: String,
        receiver: CELSyntax.ID? = nil,
        _ arguments: [CELSyntax.ID]
    ) -> CELSyntax.ID {
        add(.call(function, receiver: receiver, arguments))
    }

    /// Adds `range.map(variable, transform)`.
    package mutating func mapping(
        _ range: CELSyntax.ID,
        variable: String,
        to transform: CELSyntax.ID
    ) -> CELSyntax.ID {
        add(
            .comprehension(
                CELSyntax.Comprehension(
                    kind: .map,
                    range: range,
                    variable: variable,
                    second: nil,
                    predicate: nil,
                    transform: transform
                )
            )
        )
    }

    /// Adds a `body` that sees `value` as `name`. `value` is evaluated once.
    package mutating func binding(
        _ name: String,
        to value: CELSyntax.ID,
        in body: CELSyntax.ID
    ) -> CELSyntax.ID {
        add(.bind(name, value: value, body: body))
    }

    /// The name that `id` is, for the variables of macros; refuses anything else with `message`.
    package func variable(
        _ id: CELSyntax.ID,
        otherwise message: String = "argument must be a simple name"
    ) throws(Refusal) -> String {
        guard case .name(let name) = syntax[id], !name.hasPrefix(".") else { throw refusal(message, at: id) }
        guard name != "__result__" else {
            throw refusal("iteration variable overwrites accumulator variable", at: id)
        }
        return name
    }
}
