// SPDX-License-Identifier: MIT

package import Kn8Value

/// Where two strategic merge patches on one object contradict each other
/// (`kubernetes:apimachinery/pkg/util/strategicpatch`, `MergingMapsHaveConflicts`).
package struct StrategicConflicts: Sendable {
    private let schema: (any PatchSchema)?

    /// A judge of patches on a kind whose fields merge as `schema` says.
    package init(_ schema: (any PatchSchema)?) { self.schema = schema }

    /// The keys that lead to the first field that `left` and `right` give different values; nil when there is none.
    package func first(between left: Value, and right: Value) -> [String]? {
        StrategicConflicts.conflict(left, right, nil, schema, path: [])
    }

    private static func conflict(
        _ left: Value,
        _ right: Value,
        _ field: PatchField?,
        _ schema: (any PatchSchema)?,
        path: [String]
    ) -> [String]? {
        guard path.count < StrategicMergePatch.depthLimit else { return left == right ? nil : path }
        switch (left, right) {
        case (.object(let left), .object(let right)):
            guard left[PatchDirective.patch] == right[PatchDirective.patch] else { return path }
            if field?.replacesMapping == true { return nil }
            for entry in left where !PatchDirective.isDirective(entry.key) {
                guard let other = right[entry.key] else { continue }
                let field = schema?.patchField(entry.key)
                let found = conflict(entry.value, other, field, field?.below, path: path + [entry.key])
                if let found { return found }
            }
            return nil
        case (.array(let left), .array(let right)):
            guard let field, field.mergesElements else { return left == right ? nil : path }
            guard !field.mergeKey.isEmpty else { return nil }
            guard let first = KeyedList(left, key: field.mergeKey), let second = KeyedList(right, key: field.mergeKey)
            else { return left == right ? nil : path }
            for name in first.order {
                guard let one = first.elements[name], let other = second.elements[name] else { continue }
                let step = "\(name.string ?? name.json())"
                if let found = conflict(one, other, nil, field.below, path: path + [step]) { return found }
            }
            return nil
        default: return left == right ? nil : path
        }
    }
}
