// SPDX-License-Identifier: MIT

package import Kn8Value

/// The rules of a node that narrow its type.
package struct SchemaConstraints: Sendable {
    /// The allowed values; nil when any.
    package var values: [Value]?
    /// The regular expression that a string must match somewhere; empty when there is none.
    package var pattern = ""
    /// The least number, and whether it is itself forbidden.
    package var minimum: Double?
    /// Whether `minimum` itself is forbidden.
    package var excludesMinimum = false
    /// The greatest number.
    package var maximum: Double?
    /// Whether `maximum` itself is forbidden.
    package var excludesMaximum = false
    /// What a number must be a multiple of.
    package var multipleOf: Double?
    /// The fewest characters.
    package var minLength: Int?
    /// The most characters.
    package var maxLength: Int?
    /// The fewest elements.
    package var minItems: Int?
    /// The most elements.
    package var maxItems: Int?
    /// The fewest fields.
    package var minProperties: Int?
    /// The most fields.
    package var maxProperties: Int?
    /// Nodes that must all hold.
    package var allOf: [Schema] = []
    /// Nodes of which at least one must hold.
    package var anyOf: [Schema] = []
    /// Nodes of which exactly one must hold.
    package var oneOf: [Schema] = []
    /// The node that must not hold.
    package var not: Schema?
    /// The CEL rules as the CRD states them (`x-kubernetes-validations`); judged elsewhere.
    package var rules: [Value] = []

    /// No rule.
    package init() {}

    /// Whether nothing is narrowed.
    package var isEmpty: Bool {
        values == nil && pattern.isEmpty && minimum == nil && maximum == nil && multipleOf == nil && minLength == nil
            && maxLength == nil && minItems == nil && maxItems == nil && minProperties == nil && maxProperties == nil
            && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && not == nil && rules.isEmpty
    }
}
