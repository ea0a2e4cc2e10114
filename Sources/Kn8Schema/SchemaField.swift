// SPDX-License-Identifier: MIT

package import Kn8Value

/// One named field of a schema: its node, and what is said of it at this place only.
package struct SchemaField: Sendable {
    /// The key.
    package let name: String
    /// Where the node is.
    package let link: SchemaLink
    /// Whether the field must be there.
    package let isRequired: Bool
    /// What a missing field is filled with; nil when it stays missing.
    package let defaultValue: Value?
    /// The words of `x-kubernetes-patch-strategy`, comma-separated; empty when there are none.
    package let patchStrategy: String
    /// The key that tells elements apart in a strategic merge; empty when there is none.
    package let mergeKey: String
    /// Whether a strategic or server-side merge replaces the mapping here as a whole.
    package let isAtomic: Bool

    init(
        name: String,
        link: SchemaLink,
        isRequired: Bool = false,
        defaultValue: Value? = nil,
        patchStrategy: String = "",
        mergeKey: String = "",
        isAtomic: Bool = false
    ) {
        self.name = name
        self.link = link
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.patchStrategy = patchStrategy
        self.mergeKey = mergeKey
        self.isAtomic = isAtomic
    }

    /// The node; parsed on first use when it is a definition.
    package var schema: Schema { link.schema }

    /// Whether null counts as not there.
    var canBeDropped: Bool { defaultValue != nil || !isRequired }
}
