// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A word of a Go template, with the line that it is on.
struct GoTemplateToken: Hashable {
    /// What the word is.
    enum Kind: Hashable {
        case text(String)
        /// `{{` and `}}`.
        case begin
        case end
        case word(String)
        case dot
        case field(String)
        case variable(String)
        case literal(Value)
        /// One of `|`, `(`, `)`, `,`, `=` and `:=`.
        case mark(String)
    }

    let kind: Kind
    let line: Int
    /// Whether there is a blank before it: `.a.b` is one operand, `.a .b` are two.
    let isApart: Bool
}
