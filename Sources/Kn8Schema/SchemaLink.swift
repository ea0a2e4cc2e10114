// SPDX-License-Identifier: MIT

/// The way to a node: the node itself, or a definition of the catalogue that is parsed on first use.
package enum SchemaLink: Sendable {
    /// The node itself.
    case node(Schema)
    /// A definition of the catalogue.
    case definition(SchemaDefinition)

    /// The node; parsed on first use when it is a definition.
    package var schema: Schema {
        switch self {
        case .node(let schema): schema
        case .definition(let definition): definition.schema
        }
    }
}
