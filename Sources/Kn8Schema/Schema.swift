// SPDX-License-Identifier: MIT

package import Kn8Value

/// What the values at one place of an object may be: a node of a structural schema.
///
/// A node made from the catalogue reaches its children through `SchemaLink`, which parses a definition on first use;
/// so definitions may be recursive.
package final class Schema: Sendable {
    /// The kind of value.
    package enum ValueType: Hashable, Sendable {
        case any
        case object
        case array
        case string
        case integer
        case number
        case boolean
        /// `x-kubernetes-int-or-string`, and Kubernetes' `IntOrString`.
        case intOrString
        /// Kubernetes' `Quantity`: a string or a number.
        case quantity
    }

    /// How a list is merged (`x-kubernetes-list-type`).
    package enum ListType: Hashable, Sendable {
        case atomic
        case set
        /// Elements are told apart by the values at these keys.
        case map(keys: [String])
    }

    /// The kind of value.
    package let type: ValueType
    /// `int32`, `date-time`, `byte`, …; empty when there is none.
    package let format: String
    /// The named fields, ascending by name.
    package let fields: [SchemaField]
    /// What the values of all other keys may be; nil when there are none but `fields`.
    package let additional: SchemaLink?
    /// What the elements of a list may be; nil when anything.
    package let items: SchemaLink?
    /// Whether fields that the schema does not name are kept.
    package let preservesUnknown: Bool
    /// Whether null is a value here.
    package let nullable: Bool
    /// Whether this is a whole object with `apiVersion`, `kind` and `metadata`.
    package let isEmbeddedResource: Bool
    /// How a list is merged; nil when the schema does not say.
    package let listType: ListType?
    /// Whether a mapping is replaced as a whole (`x-kubernetes-map-type: atomic`).
    package let isAtomic: Bool
    /// The narrower rules; nil when there are none.
    package let constraints: SchemaConstraints?
    /// The definition's short name, for example `core.v1.PodSpec`; empty for a node inside a definition or of a CRD.
    package let definition: String
    /// Whether the node comes from the catalogue, where the server decodes into Go structs.
    package let isNative: Bool
    /// The last part of the definition's name.
    let structName: String
    /// Where in `fields` those with a default are.
    let defaultPositions: [Int]
    /// The fields that must be there and have no default.
    let requiredNames: [String]
    /// The fields that the server's own encoding always has, and what stands there when nothing was said: `{}` for a struct,
    /// null for a list or mapping that must be there. Ascending by name.
    package let standingFields: [(name: String, value: Value)]
    // The names of the fields by themselves: a search touches nothing else of them.
    private let names: [String]

    init(
        type: ValueType,
        format: String = "",
        fields: [SchemaField] = [],
        additional: SchemaLink? = nil,
        items: SchemaLink? = nil,
        preservesUnknown: Bool = false,
        nullable: Bool = false,
        isEmbeddedResource: Bool = false,
        listType: ListType? = nil,
        isAtomic: Bool = false,
        constraints: SchemaConstraints? = nil,
        definition: String = "",
        isNative: Bool
    ) {
        self.type = type
        self.format = format
        let fields = fields.sorted { $0.name < $1.name }
        self.fields = fields
        names = fields.map(\.name)
        defaultPositions = fields.indices.filter { fields[$0].defaultValue != nil }
        requiredNames = fields.filter { $0.isRequired && $0.defaultValue == nil }.map(\.name)
        standingFields = isNative ? fields.compactMap(\.standing) : []
        self.additional = additional
        self.items = items
        self.preservesUnknown = preservesUnknown
        self.nullable = nullable
        self.isEmbeddedResource = isEmbeddedResource
        self.listType = listType
        self.isAtomic = isAtomic
        self.constraints = constraints
        self.definition = definition
        structName =
            definition.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(definition[definition.index(after: $0)...]) }
            ?? definition
        self.isNative = isNative
    }

    /// The named field `name`; nil when the schema names no such field (`additional` may still allow it).
    package func field(_ name: String) -> SchemaField? {
        let (index, found) = position(of: name, from: 0)
        return found ? fields[index] : nil
    }

    /// The node of the named field `name`, and whether the field makes a mapping one value; nil when there is no such field.
    package func node(of name: String) -> (schema: Schema, isAtomic: Bool)? {
        let (index, found) = position(of: name, from: 0)
        return found ? (fields[index].link.schema, fields[index].isAtomic) : nil
    }

    /// Where the field `name` is among `fields`, or would be, and whether it is there; it is not looked for before `first`.
    func position(of name: String, from first: Int) -> (index: Int, found: Bool) {
        var low = first
        var high = names.count
        while low < high {
            let middle = low + (high - low) / 2
            if names[middle] < name { low = middle + 1 } else { high = middle }
        }
        return (low, low < names.count && names[low] == name)
    }

    /// The node below `step`: of a key the field's or the additional one, of an index the element's. Nil when unknown.
    package func child(_ step: FieldPath.Step) -> Schema? {
        switch step {
        case .key(let key): field(key)?.schema ?? additional?.schema
        case .index: items?.schema
        }
    }

    /// Whether any key may be there, because nothing is said of the fields.
    package var isOpen: Bool { preservesUnknown || (fields.isEmpty && additional == nil && isNative) }
}
