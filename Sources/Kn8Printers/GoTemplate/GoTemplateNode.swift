// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A piece of a Go template.
indirect enum GoTemplateNode: Hashable, Sendable {
    /// What is done with a value that counts, or with each of its elements.
    enum Condition: String, Hashable, Sendable {
        case `if`
        case with
        case range
    }

    case text(String)
    case action(Pipeline)
    case branch(Condition, Pipeline, then: [GoTemplateNode], otherwise: [GoTemplateNode])
    case template(String, Pipeline?)
    case leave
    case next

    /// Commands of which each gets the value of the one before as its last argument.
    struct Pipeline: Hashable, Sendable {
        /// The variables that take the value; for `range` up to two.
        var variables: [String] = []
        /// Whether the variables are there already.
        var assigns = false
        var commands: [[Operand]] = []
    }

    /// A word of a command.
    indirect enum Operand: Hashable, Sendable {
        case dot
        case nothing
        case literal(Value)
        /// `$x`, or `$` with an empty name.
        case variable(String)
        case function(String)
        case pipeline(Pipeline)
        /// `.a.b` behind something.
        case fields(Operand, [String])
    }
}
