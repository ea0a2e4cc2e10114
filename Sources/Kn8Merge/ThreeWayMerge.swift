// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `kubectl apply` makes of three trees: what was applied last, what is applied now, what is stored.
///
/// What the manifest says counts; what it no longer says is removed; what others wrote stays
/// (`kubernetes:apimachinery/pkg/util/strategicpatch`, `.../jsonmergepatch`).
package struct ThreeWayMerge: Sendable {
    private static let depthLimit = 200
    private let keys: MergeKeys

    /// The stored object after the apply; equal to `current` when the apply changes nothing.
    ///
    /// - Parameters:
    ///   - original: What was applied last; nil when nothing was, and then nothing is removed.
    ///   - modified: The manifest; a null in it removes the field.
    ///   - current: The stored object.
    ///   - keys: How lists merge; nil takes it from the kind that `modified` states.
    package static func merged(
        original: Value?,
        modified: Value,
        current: Value,
        keys: MergeKeys? = nil
    ) -> Value {
        let merge = ThreeWayMerge(keys: keys ?? .keys(for: modified))
        return merge.merged(original, modified, current, path: [])
    }

    /// The same as a JSON merge patch on `current`; an empty mapping when the apply changes nothing.
    package static func patch(
        original: Value?,
        modified: Value,
        current: Value,
        keys: MergeKeys? = nil
    ) -> Value {
        MergePatch.difference(
            from: current,
            to: merged(original: original, modified: modified, current: current, keys: keys)
        )
    }

    private func merged(_ original: Value?, _ modified: Value, _ current: Value?, path: [String]) -> Value {
        guard path.count < ThreeWayMerge.depthLimit else { return modified }
        switch modified {
        case .object(let new): return mapping(original?.object, new, current?.object, path)
        case .array(let new): return list(original?.array, new, current?.array, path)
        default: return modified
        }
    }

    private func mapping(
        _ original: ValueMap?,
        _ modified: ValueMap,
        _ current: ValueMap?,
        _ path: [String]
    ) -> Value {
        var result = current ?? ValueMap()
        for entry in modified {
            if entry.value == .null {
                result[entry.key] = nil
            } else {
                result[entry.key] = merged(
                    original?[entry.key],
                    entry.value,
                    current?[entry.key],
                    path: path + [entry.key]
                )
            }
        }
        for entry in original ?? [:] where modified[entry.key] == nil { result[entry.key] = nil }
        if let current, result != current, keys.retainsOnlyGiven(at: path) {
            for entry in current where modified[entry.key] == nil { result[entry.key] = nil }
        }
        return .object(result)
    }

    private func list(_ original: [Value]?, _ modified: [Value], _ current: [Value]?, _ path: [String]) -> Value {
        let nulls = Value.array(modified.map { $0.withoutNulls(depth: 0) })
        switch keys.strategy(at: path) {
        case .replace: return nulls
        case .union:
            var result = modified
            for element in current ?? [] where !result.contains(element) && !(original ?? []).contains(element) {
                result.append(element)
            }
            if let current, Set(result) == Set(current) { return .array(current) }
            return .array(result)
        case .byKey(let key):
            // An element without its key, or a key given twice (TCP and UDP on one port), cannot be told apart.
            guard let new = KeyedList(modified, key: key), let old = KeyedList(current ?? [], key: key),
                let last = KeyedList(original ?? [], key: key)
            else { return nulls }
            var elements = new.order.compactMap { name in
                new.elements[name].map { element in
                    (name, merged(last.elements[name], element, old.elements[name], path: path))
                }
            }
            // What others added stays behind its neighbour.
            var neighbour: Value?
            for name in old.order {
                defer { neighbour = name }
                guard new.elements[name] == nil, last.elements[name] == nil, let element = old.elements[name] else {
                    continue
                }
                let place = elements.firstIndex { $0.0 == neighbour }.map { $0 + 1 }
                elements.insert((name, element), at: place ?? (neighbour == nil ? 0 : elements.count))
            }
            return .array(elements.map(\.1))
        }
    }
}

extension Value {
    fileprivate func withoutNulls(depth: Int) -> Value {
        guard depth < 200 else { return self }
        switch self {
        case .object(let map):
            return .object(
                ValueMap(
                    map.filter { $0.value != .null }.map { ($0.key, $0.value.withoutNulls(depth: depth + 1)) }
                )
            )
        case .array(let elements): return .array(elements.map { $0.withoutNulls(depth: depth + 1) })
        default: return self
        }
    }
}
