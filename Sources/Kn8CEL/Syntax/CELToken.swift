// SPDX-License-Identifier: MIT

/// One word of a source text.
struct CELToken: Sendable {
    enum Kind: Hashable, Sendable {
        case identifier
        /// A name between backticks; the text is without them.
        case quotedIdentifier
        case int
        case uint
        case double
        case string
        case bytes
        /// An operator, a bracket, or one of `in`, `true`, `false`, `null`; the text says which.
        case fixed
        case end
    }

    let kind: Kind
    /// As it was written.
    let text: String
    /// Code points before it.
    let offset: Int

    /// As messages quote it.
    var shown: String { kind == .end ? "<EOF>" : text }
}
