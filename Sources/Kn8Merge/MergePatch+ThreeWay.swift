// SPDX-License-Identifier: MIT

package import Kn8Value

extension MergePatch {
    /// The patch on `current` that `kubectl apply` sends for kinds without merge keys: what `modified` says is set, what it
    /// lacks of `original` is deleted, what others wrote is not named. An empty mapping when there is nothing to do
    /// (`kubernetes:apimachinery/pkg/util/jsonmergepatch`).
    ///
    /// - Parameters:
    ///   - original: What was applied last; nil when nothing was, and then only nulls in `modified` delete.
    ///   - modified: The manifest; a null in it deletes.
    ///   - current: The stored object.
    package static func difference(original: Value?, modified: Value, current: Value) -> Value {
        let new = modified.object ?? ValueMap()
        let deletions = deletions(from: original?.object ?? ValueMap(), to: new, depth: 0)
        let changes = changes(from: current.object ?? ValueMap(), to: new, depth: 0)
        return .object(joined(deletions, changes, depth: 0))
    }

    private static func changes(from old: ValueMap, to new: ValueMap, depth: Int) -> ValueMap {
        var patch = ValueMap()
        for entry in new where entry.value != .null {
            guard let present = old[entry.key] else {
                if let added = withoutNulls(entry.value, depth: depth + 1) { patch[entry.key] = added }
                continue
            }
            if present == entry.value { continue }
            guard case .object(let before) = present, case .object(let after) = entry.value, depth < depthLimit else {
                if let added = withoutNulls(entry.value, depth: depth + 1) { patch[entry.key] = added }
                continue
            }
            let below = changes(from: before, to: after, depth: depth + 1)
            if !below.isEmpty { patch[entry.key] = .object(below) }
        }
        return patch
    }

    // Lists are one value, nulls and all. A mapping of nothing but nulls says nothing; one that is empty says so.
    private static func withoutNulls(_ value: Value, depth: Int) -> Value? {
        guard case .object(let map) = value, !map.isEmpty, depth < depthLimit else { return value }
        var result = ValueMap()
        for entry in map where entry.value != .null {
            if let kept = withoutNulls(entry.value, depth: depth + 1) { result[entry.key] = kept }
        }
        return result.isEmpty ? nil : .object(result)
    }

    private static func deletions(from old: ValueMap, to new: ValueMap, depth: Int) -> ValueMap {
        var patch = ValueMap()
        for entry in old where new[entry.key] == nil { patch[entry.key] = .null }
        for entry in new {
            switch (old[entry.key], entry.value) {
            case (.null?, .null): break
            case (_, .null): patch[entry.key] = .null
            case (let present, .object(let after)) where depth < depthLimit:
                let below = deletions(from: present?.object ?? ValueMap(), to: after, depth: depth + 1)
                if !below.isEmpty { patch[entry.key] = .object(below) }
            default: break
            }
        }
        return patch
    }

    private static func joined(_ first: ValueMap, _ second: ValueMap, depth: Int) -> ValueMap {
        var result = first
        for entry in second {
            guard case .object(let left)? = result[entry.key], case .object(let right) = entry.value,
                depth < depthLimit
            else {
                result[entry.key] = entry.value
                continue
            }
            result[entry.key] = .object(joined(left, right, depth: depth + 1))
        }
        return result
    }
}
