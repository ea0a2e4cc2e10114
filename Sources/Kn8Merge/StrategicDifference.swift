// SPDX-License-Identifier: MIT

package import Kn8Value

extension StrategicMergePatch {
    /// The patch that turns `old` into `new`; an empty mapping when they are equal
    /// (`kubernetes:apimachinery/pkg/util/strategicpatch`, `CreateTwoWayMergePatch`).
    package static func difference(
        from old: Value,
        to new: Value,
        schema: (any PatchSchema)?
    ) -> Value {
        let whole = StrategicDifference(deletes: true, changes: true)
        return .object(whole.mappings(old.object ?? ValueMap(), new.object ?? ValueMap(), schema, depth: 0))
    }

    /// The patch on `current` that `kubectl apply` sends: what `modified` lacks of `original` is deleted, what it has is set,
    /// what others wrote is not named (`CreateThreeWayMergePatch`, overwriting).
    package static func difference(
        original: Value?,
        modified: Value,
        current: Value,
        schema: (any PatchSchema)?
    ) -> Value {
        difference(original: original, modified: modified, current: current, schema: schema, doubt: ListDoubt())
    }

    /// The same; `doubt` is raised when a list's elements cannot be told apart.
    static func difference(
        original: Value?,
        modified: Value,
        current: Value,
        schema: (any PatchSchema)?,
        doubt: ListDoubt
    ) -> Value {
        let new = modified.object ?? ValueMap()
        let changes = StrategicDifference(deletes: false, changes: true, doubt: doubt)
            .mappings(current.object ?? ValueMap(), new, schema, depth: 0)
        let deletions = StrategicDifference(deletes: true, changes: false, doubt: doubt)
            .mappings(original?.object ?? ValueMap(), new, schema, depth: 0)
        return .object(StrategicDifference.joined(deletions, changes, schema, depth: 0))
    }
}

/// One comparison of two trees.
struct StrategicDifference {
    /// Whether what is gone is named.
    let deletes: Bool
    /// Whether what is new or changed is named.
    let changes: Bool
    /// Hears of lists whose elements cannot be told apart.
    var doubt: ListDoubt?

    func mappings(
        _ old: ValueMap,
        _ new: ValueMap,
        _ schema: (any PatchSchema)?,
        retaining: Bool = false,
        depth: Int
    ) -> ValueMap {
        var patch = ValueMap()
        for entry in new {
            guard let before = old[entry.key] else {
                if changes { patch[entry.key] = entry.value }
                continue
            }
            if before == entry.value { continue }
            let field = schema?.patchField(entry.key)
            switch (before, entry.value) {
            case (.object(let left), .object(let right))
            where field?.replacesMapping != true && depth < StrategicMergePatch.depthLimit:
                let below = mappings(left, right, field?.below, retaining: field?.retainsKeys == true, depth: depth + 1)
                if !below.isEmpty { patch[entry.key] = .object(below) }
            case (.array(let left), .array(let right))
            where field?.mergesElements == true && depth < StrategicMergePatch.depthLimit:
                guard let field else { continue }
                lists(left, right, entry.key, field, into: &patch, depth: depth + 1)
            default:
                if changes { patch[entry.key] = entry.value }
            }
        }
        if deletes {
            for entry in old where new[entry.key] == nil { patch[entry.key] = .null }
        }
        let hasNew = new.contains { old[$0.key] == nil }
        if retaining, !patch.isEmpty || hasNew {
            patch[PatchDirective.retained] = .array(new.map { .string($0.key) })
        }
        return patch
    }

    private func lists(
        _ old: [Value],
        _ new: [Value],
        _ name: String,
        _ field: PatchField,
        into patch: inout ValueMap,
        depth: Int
    ) {
        if old.isEmpty {
            if changes, !new.isEmpty { patch[name] = .array(new) }
            return
        }
        guard !field.mergeKey.isEmpty else { return plainLists(old, new, name, into: &patch) }
        guard let before = KeyedList(old, key: field.mergeKey), let after = KeyedList(new, key: field.mergeKey) else {
            // Elements that cannot be told apart (one port for TCP and UDP): no directive says it; kubectl says no more.
            doubt?.raise()
            if changes { patch[name] = .array(new) }
            return
        }
        var elements: [Value] = []
        for key in after.order {
            guard let element = after.elements[key] else { continue }
            guard let present = before.elements[key] else {
                if changes { elements.append(element) }
                continue
            }
            var difference = mappings(
                present.object ?? ValueMap(),
                element.object ?? ValueMap(),
                field.below,
                retaining: field.retainsKeys,
                depth: depth
            )
            if difference.isEmpty { continue }
            difference[field.mergeKey] = key
            elements.append(.object(difference))
        }
        if deletes {
            for key in before.order where after.elements[key] == nil {
                elements.append([field.mergeKey: key, PatchDirective.patch: .string("delete")])
            }
        }
        let common = Set(before.order).intersection(after.order)
        let isReordered = before.order.filter(common.contains) != after.order.filter(common.contains)
        if !elements.isEmpty { patch[name] = .array(elements) }
        if !elements.isEmpty || (changes && isReordered) {
            patch[PatchDirective.order + name] = .array(after.order.map { [field.mergeKey: $0] })
        }
    }

    private func plainLists(_ old: [Value], _ new: [Value], _ name: String, into patch: inout ValueMap) {
        let added = changes ? new.filter { !old.contains($0) } : []
        let gone = deletes ? old.filter { !new.contains($0) } : []
        if !added.isEmpty { patch[name] = .array(added) }
        if !gone.isEmpty { patch[PatchDirective.deletions + name] = .array(gone) }
        if !gone.isEmpty || changes { patch[PatchDirective.order + name] = .array(new) }
    }

    // MARK: Two patches in one

    /// One patch that says what both say; `second` counts where they differ.
    static func joined(
        _ first: ValueMap,
        _ second: ValueMap,
        _ schema: (any PatchSchema)?,
        depth: Int
    ) -> ValueMap {
        guard depth < StrategicMergePatch.depthLimit else { return second }
        var result = first
        for entry in second {
            guard let present = first[entry.key], !PatchDirective.isDirective(entry.key) else {
                result[entry.key] = entry.value
                continue
            }
            let field = schema?.patchField(entry.key)
            switch (present, entry.value) {
            case (.object(let left), .object(let right)) where field?.replacesMapping != true:
                result[entry.key] = .object(joined(left, right, field?.below, depth: depth + 1))
            case (.array(let left), .array(let right)) where field?.mergesElements == true:
                guard let field else { continue }
                let order = PatchDirective.order + entry.key
                let stated = (second[order] ?? first[order])?.array ?? []
                let united = elements(left, right, field, depth: depth)
                result[entry.key] = .array(ElementOrder(key: field.mergeKey).arranged(united, as: stated, live: united))
            default: result[entry.key] = entry.value
            }
        }
        return result
    }

    private static func elements(_ first: [Value], _ second: [Value], _ field: PatchField, depth: Int) -> [Value] {
        guard !field.mergeKey.isEmpty else { return second + first.filter { !second.contains($0) } }
        var result = second
        for element in first {
            guard let place = second.firstIndex(where: { $0[field.mergeKey] == element[field.mergeKey] }),
                let left = element.object, let right = second[place].object
            else {
                result.append(element)
                continue
            }
            result[place] = .object(joined(left, right, field.below, depth: depth + 1))
        }
        return result
    }
}
