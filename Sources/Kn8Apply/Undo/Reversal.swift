// SPDX-License-Identifier: MIT

package import Kn8Value

/// Takes a change back and nothing else: what the change made of an object's fields becomes what was there before, and
/// what others wrote since stays.
package struct Reversal: Hashable, Sendable {
    /// The object without the change. Where others changed the same field, it is theirs.
    package private(set) var value: Value
    /// The fields that both the change and somebody after it wrote.
    package private(set) var conflicts: [FieldPath] = []

    private static let depthLimit = 200

    /// What only the server writes.
    private static let serverOwned: Set<String> = [
        "resourceVersion", "uid", "generation", "creationTimestamp", "managedFields", "selfLink", "deletionTimestamp",
        "deletionGracePeriodSeconds",
    ]

    /// `live` without the change from `before` to `after`.
    ///
    /// - Parameter force: Whether fields that somebody changed since are set back as well; they are still told of.
    package init(of live: Value, before: Value, after: Value, force: Bool = false) {
        value = live
        isForced = force
        guard case .object(var result) = live, case .object(let old) = before, case .object(let new) = after else {
            return
        }
        let keys = Set(old.keys).union(new.keys).union(result.keys).sorted()
        for key in keys where key != "status" {
            let path = FieldPath(keys: key)
            if key == "metadata" {
                result[key] = metadata(result[key], old[key], new[key], path)
            } else {
                result[key] = reverted(result[key], old[key], new[key], path)
            }
        }
        value = .object(result)
    }

    private var isForced: Bool

    private mutating func metadata(_ live: Value?, _ before: Value?, _ after: Value?, _ path: FieldPath) -> Value? {
        var (old, new) = (before, after)
        for field in Reversal.serverOwned {
            old?[field] = live?[field]
            new?[field] = live?[field]
        }
        return reverted(live, old, new, path)
    }

    // nil: the field is not there.
    private mutating func reverted(_ live: Value?, _ before: Value?, _ after: Value?, _ path: FieldPath) -> Value? {
        if before == after || live == before { return live }
        if live == after { return before }
        guard path.steps.count < Reversal.depthLimit else { return conflict(live, before, path) }
        switch (live, before, after) {
        case (.object(let now), let old, .object(let new)) where old == nil || old?.object != nil:
            return mapping(now, old?.object ?? ValueMap(), new, path, isNew: old == nil)
        case (.object(let now), .object(let old), nil): return mapping(now, old, ValueMap(), path, isNew: false)
        case (.array(let now), .array(let old), .array(let new)):
            return list(now, old, new, path) ?? conflict(live, before, path)
        default: return conflict(live, before, path)
        }
    }

    private mutating func conflict(_ live: Value?, _ before: Value?, _ path: FieldPath) -> Value? {
        conflicts.append(path)
        return isForced ? before : live
    }

    private mutating func mapping(
        _ live: ValueMap,
        _ before: ValueMap,
        _ after: ValueMap,
        _ path: FieldPath,
        isNew: Bool
    ) -> Value? {
        var result = live
        for key in Set(before.keys).union(after.keys).union(live.keys).sorted() {
            result[key] = reverted(live[key], before[key], after[key], path.key(key))
        }
        // A mapping that the change made goes when nothing of anybody else's is left in it.
        return isNew && result.keys.first(where: { _ in true }) == nil ? nil : .object(result)
    }

    // MARK: Lists

    /// The fields by which the elements of a list are told apart, the surest first.
    private static let keys = [
        "name", "containerPort", "port", "mountPath", "devicePath", "ip", "topologyKey", "uid", "key", "type",
    ]

    /// The list without the change; nil when its elements cannot be told apart.
    private mutating func list(_ live: [Value], _ before: [Value], _ after: [Value], _ path: FieldPath) -> Value? {
        for key in Reversal.keys + [""] {
            guard let now = names(live, key), let old = names(before, key), let new = names(after, key) else {
                continue
            }
            return .array(elements((live, now), (before, old), (after, new), path))
        }
        return nil
    }

    /// What each element is called by `key`, or by itself when that is empty; nil unless all have a name of their own.
    private func names(_ list: [Value], _ key: String) -> [Value]? {
        var seen: Set<Value> = []
        var names: [Value] = []
        for element in list {
            let name: Value?
            if key.isEmpty {
                name = element.object == nil && element.array == nil ? element : nil
            } else {
                name = element[key]
            }
            guard let name, seen.insert(name).inserted else { return nil }
            names.append(name)
        }
        return names
    }

    private typealias Named = (values: [Value], names: [Value])

    private mutating func elements(_ live: Named, _ before: Named, _ after: Named, _ path: FieldPath) -> [Value] {
        func element(_ name: Value, _ list: Named) -> Value? {
            list.names.firstIndex(of: name).map { list.values[$0] }
        }
        var result: [(name: Value, value: Value)] = []
        for (index, name) in live.names.enumerated() {
            let place = path.index(index)
            let kept = reverted(live.values[index], element(name, before), element(name, after), place)
            if let kept { result.append((name, kept)) }
        }
        for (index, name) in before.names.enumerated() where !live.names.contains(name) {
            // What others took out since stays out, unless the change had a part in it.
            let kept = reverted(nil, before.values[index], element(name, after), path.index(index))
            guard let kept else { continue }
            let place = before.names.prefix(index).last { earlier in result.contains { $0.name == earlier } }
            let at = place.flatMap { earlier in result.firstIndex { $0.name == earlier }.map { $0 + 1 } } ?? 0
            result.insert((name, kept), at: at)
        }
        // The order is put back as well when nobody else had a hand in the list.
        let names = result.map(\.name)
        if live.names == after.names, Set(names) == Set(before.names) {
            return before.names.compactMap { name in result.first { $0.name == name }?.value }
        }
        return result.map(\.value)
    }
}
