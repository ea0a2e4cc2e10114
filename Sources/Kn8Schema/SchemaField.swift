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
    /// Whether the server's own encoding always has the field, an empty mapping when nothing was said: a Go struct that is
    /// no pointer.
    package let isStruct: Bool

    init(
        name: String,
        link: SchemaLink,
        isRequired: Bool = false,
        defaultValue: Value? = nil,
        patchStrategy: String = "",
        mergeKey: String = "",
        isAtomic: Bool = false,
        isStruct: Bool = false
    ) {
        self.name = name
        self.link = link
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.patchStrategy = patchStrategy
        self.mergeKey = mergeKey
        self.isAtomic = isAtomic
        self.isStruct = isStruct
    }

    /// The node; parsed on first use when it is a definition.
    package var schema: Schema { link.schema }

    /// Whether null counts as not there.
    var canBeDropped: Bool { defaultValue != nil || !isRequired }
}

extension SchemaField {
    // Asks nothing of a definition: those are parsed on first use, and may be recursive.
    fileprivate var standsAsNull: Bool {
        guard isRequired else { return false }
        switch link {
        case .definition: return true
        case .node(let schema): return schema.type == .array || schema.type == .object
        }
    }

    /// The field and what stands in it when nothing was said; nil when it is left out then.
    var standing: (name: String, value: Value)? {
        isStruct ? (name, .emptyObject) : standsAsNull ? (name, .null) : nil
    }
}
