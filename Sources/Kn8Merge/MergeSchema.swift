// SPDX-License-Identifier: MIT

package import Kn8Value

/// What server-side apply must know of the values at one place of an object (`structured-merge-diff:schema`).
package protocol MergeSchema: Sendable {
    /// What the values are and how they merge.
    var mergeForm: MergeForm { get }

    /// The named field `name` of a mapping; nil when the mapping has no field of that name.
    func mergeField(_ name: String) -> MergeField?

    /// What is known of the values at `key` of a mapping; nil when nothing is.
    func below(_ key: String) -> (any MergeSchema)?

    /// What is known of a list's elements, or of a mapping's values at keys that are no named fields; nil when a
    /// mapping takes named fields only.
    var mergeElements: (any MergeSchema)? { get }

    /// The named fields that the server's own encoding always has, with what stands there when nothing was said: `{}` for
    /// a struct, null for a list or mapping that must be there. Ascending by name.
    var standingFields: [(name: String, value: Value)] { get }

    /// Whether the values are amounts (`Quantity`), which mean the same in many spellings.
    var isAmount: Bool { get }
}

extension MergeSchema {
    /// No, unless a schema says so.
    package var isAmount: Bool { false }
}

/// How the values at one place merge.
package enum MergeForm: Hashable, Sendable {
    case text
    case number
    case flag
    /// Any plain value: an `IntOrString`, a `Quantity`.
    case scalar
    /// A list that is one value.
    case atomicList
    /// A list of distinct plain values.
    case set
    /// A list whose elements are told apart by the values at these keys.
    case keyedList([String])
    case mapping
    /// A mapping that is one value.
    case atomicMapping
    /// Anything: mappings merge, and so do those in them; lists are one value.
    case untyped
    /// Anything, as one value.
    case untypedAtomic
}

/// One named field.
package struct MergeField: Sendable {
    /// What is known of its values.
    package let schema: any MergeSchema
    /// What a list's key stands for when the element lacks it; nil when for nothing.
    package let defaultValue: Value?

    /// A field of `schema`.
    package init(_ schema: any MergeSchema, defaultValue: Value? = nil) {
        self.schema = schema
        self.defaultValue = defaultValue
    }
}

/// The schema of what no schema says anything of.
package struct UntypedSchema: MergeSchema {
    /// Anything at all.
    package var mergeForm: MergeForm { isAtomic ? .untypedAtomic : .untyped }
    /// No field has a name that counts.
    package func mergeField(_ name: String) -> MergeField? { nil }
    /// More of the same.
    package var mergeElements: (any MergeSchema)? { self }
    /// None.
    package var standingFields: [(name: String, value: Value)] { [] }
    private let isAtomic: Bool

    /// A schema of anything, merged field by field unless `isAtomic`.
    package init(isAtomic: Bool = false) { self.isAtomic = isAtomic }
}

extension MergeForm {
    /// The form of `value` itself: what is untyped takes the form of its value. Null is a mapping without entries.
    func form(of value: Value?) -> MergeForm {
        switch (self, value) {
        case (.untyped, .object?), (.untyped, .null?), (.untyped, nil): .mapping
        case (.untyped, .array?): .atomicList
        case (.untypedAtomic, .object?), (.untypedAtomic, .null?), (.untypedAtomic, nil): .atomicMapping
        case (.untypedAtomic, .array?): .atomicList
        case (.untyped, _), (.untypedAtomic, _): .scalar
        default: self
        }
    }

    /// Whether the value is owned and replaced as a whole.
    var isLeaf: Bool {
        switch self {
        case .text, .number, .flag, .scalar, .atomicList, .atomicMapping: true
        case .set, .keyedList, .mapping, .untyped, .untypedAtomic: false
        }
    }
}

extension MergeSchema {
    /// How `element` of a list that merges is told from the others; nil when it cannot be.
    package func step(of element: Value) -> FieldStep? {
        switch mergeForm {
        case .set:
            switch element {
            case .object, .array, .null: return nil
            default: return .element(element)
            }
        case .keyedList(let keys):
            guard let map = element.object else { return nil }
            let pairs = keys.compactMap { key -> FieldStep.Pair? in
                (map[key] ?? mergeElements?.mergeField(key)?.defaultValue).map { FieldStep.Pair(key, $0) }
            }
            return pairs.isEmpty ? nil : .element(pairs)
        default: return nil
        }
    }

    /// The named field's, else every value's.
    package func below(_ key: String) -> (any MergeSchema)? { mergeField(key)?.schema ?? mergeElements }
}
