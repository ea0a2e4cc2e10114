// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Value

/// Takes out of two states of an object what differs though nobody changed it.
struct DiffNoise {
    static let deepest = 64
    private static let serverFields = [
        "resourceVersion", "uid", "generation", "creationTimestamp", "managedFields", "selfLink",
    ]

    /// How the object's lists and amounts compare; nil when nothing is known.
    let schema: (any MergeSchema)?

    /// `object` without what only the server writes: part of its metadata, and its status.
    static func withoutServerFields(_ object: Object) -> Object {
        var object = object
        for field in serverFields { object["metadata", field] = nil }
        object["metadata", "annotations", LastApplied.annotation] = nil
        if object["metadata", "annotations"]?.object?.isEmpty == true { object["metadata", "annotations"] = nil }
        object["status"] = nil
        return object
    }

    /// Both states without noise.
    ///
    /// - Parameters:
    ///   - before: The state before; nil when there is none.
    ///   - after: The state after; nil when there is none.
    ///   - manifest: What `after` was made from; nil when that is not known. Other fields that are new are defaults.
    func cleaned(before: Object?, after: Object?, manifest: Object?) -> (before: Object?, after: Object?) {
        let applied = before.flatMap { LastApplied.manifest(of: $0) }
        let (before, after) = settled(before, after, applied: applied)
        var old = before.map(DiffNoise.withoutServerFields)?.value
        var new = after.map(DiffNoise.withoutServerFields)?.value
        if let manifest, let whole = new { new = stated(whole, other: old, manifest.value, schema, depth: 0) }
        if let applied, let whole = old {
            old = remembered(whole, other: new, applied, schema, isGone: new == nil, depth: 0)
        }
        if let left = old, let right = new { old = aligned(left, right, schema, depth: 0) }
        return (old.map(Object.init), new.map(Object.init))
    }

    // MARK: Defaults

    /// `after` without the fields that neither `before` nor `manifest` has; `after` itself when there is no manifest.
    func withoutDefaults(_ after: Object, before: Object?, manifest: Object?) -> Object {
        guard let manifest else { return after }
        // Who owns what, and what was applied, are nobody's defaults.
        var result = Object(stated(after.value, other: before?.value, manifest.value, schema, depth: 0))
        result["metadata"] = after["metadata"]
        result["status"] = after["status"]
        return result
    }

    /// `after` without the fields that neither the state before nor the manifest has: the server filled them in.
    private func stated(
        _ after: Value,
        other: Value?,
        _ manifest: Value,
        _ schema: (any MergeSchema)?,
        depth: Int
    ) -> Value {
        guard depth < DiffNoise.deepest else { return after }
        switch (after, manifest) {
        case (.object(let map), .object(let stated)):
            let kept = map.compactMap { entry -> (String, Value)? in
                let before = other?[entry.key]
                guard let wish = stated[entry.key] else {
                    // What was written as text is stored as data.
                    let isConverted = entry.key == "data" && stated["stringData"] != nil
                    return before == nil && !isConverted ? nil : (entry.key, entry.value)
                }
                let below = schema?.below(entry.key)
                return (entry.key, self.stated(entry.value, other: before, wish, below, depth: depth + 1))
            }
            return .object(ValueMap(kept))
        case (.array(let list), .array(let stated)):
            let wishes = Counterparts(of: list, in: stated, schema)
            let before = Counterparts(of: list, in: other?.array ?? [], schema)
            return .array(
                list.enumerated().map { index, element in
                    guard let wish = wishes[index] else { return element }
                    let below = schema?.mergeElements
                    return self.stated(element, other: before[index], wish, below, depth: depth + 1)
                }
            )
        default: return after
        }
    }

    /// `before` without the fields that went along with something else and that its manifest did not have.
    private func remembered(
        _ before: Value,
        other: Value?,
        _ manifest: Value,
        _ schema: (any MergeSchema)?,
        isGone: Bool,
        depth: Int
    ) -> Value {
        guard depth < DiffNoise.deepest else { return before }
        switch (before, manifest) {
        case (.object(let map), .object(let stated)):
            let kept = map.compactMap { entry -> (String, Value)? in
                let after = other?[entry.key]
                guard let wish = stated[entry.key] else {
                    let isConverted = entry.key == "data" && stated["stringData"] != nil
                    return isGone && !isConverted ? nil : (entry.key, entry.value)
                }
                let below = schema?.below(entry.key)
                let rest = remembered(
                    entry.value,
                    other: after,
                    wish,
                    below,
                    isGone: after == nil,
                    depth: depth + 1
                )
                return (entry.key, rest)
            }
            return .object(ValueMap(kept))
        case (.array(let list), .array(let stated)):
            let wishes = Counterparts(of: list, in: stated, schema)
            let after = Counterparts(of: list, in: other?.array ?? [], schema)
            return .array(
                list.enumerated().map { index, element in
                    guard let wish = wishes[index] else { return element }
                    return remembered(
                        element,
                        other: after[index],
                        wish,
                        schema?.mergeElements,
                        isGone: after[index] == nil,
                        depth: depth + 1
                    )
                }
            )
        default: return before
        }
    }

    // MARK: Other spellings

    /// `before` with what means the same in `after` spelt as there: amounts, and sets in another order.
    private func aligned(_ before: Value, _ after: Value, _ schema: (any MergeSchema)?, depth: Int) -> Value {
        if before == after || depth >= DiffNoise.deepest { return before }
        switch (before, after) {
        case (.object(let map), .object(let other)):
            let below = { (key: String) in schema?.below(key) }
            return .object(
                ValueMap(
                    map.map { entry in
                        let counterpart = other[entry.key]
                        let value = counterpart.map { aligned(entry.value, $0, below(entry.key), depth: depth + 1) }
                        return (entry.key, value ?? entry.value)
                    }
                )
            )
        case (.array(let list), .array(let other)):
            let elements = schema?.mergeElements
            if schema?.mergeForm == .set { return .array(DiffNoise.inOrder(list, of: other)) }
            let counterparts = Counterparts(of: list, in: other, schema)
            return .array(
                list.enumerated().map { index, element in
                    counterparts[index].map { aligned(element, $0, elements, depth: depth + 1) } ?? element
                }
            )
        default:
            guard schema?.isAmount == true, let left = DiffNoise.amount(before), left == DiffNoise.amount(after) else {
                return before
            }
            return after
        }
    }

    private static func amount(_ value: Value) -> Quantity? {
        switch value {
        case .string(let text): Quantity(text)
        case .int(let number): Quantity(number)
        default: nil
        }
    }

    /// `list` with the elements that `other` has, too, in the order they have there, and the others behind them.
    private static func inOrder(_ list: [Value], of other: [Value]) -> [Value] {
        let (mine, theirs) = (Set(list), Set(other))
        return other.filter(mine.contains) + list.filter { !theirs.contains($0) }
    }
}

/// For each element of a list, the element of another state of the list that is the same one.
struct Counterparts {
    private let found: [Value?]

    init(of list: [Value], in other: [Value], _ schema: (any MergeSchema)?) {
        if let identity = ListIdentity(list, other, schema), let steps = identity.steps(of: list),
            let others = identity.steps(of: other)
        {
            let byStep = Dictionary(zip(others, other), uniquingKeysWith: { first, _ in first })
            found = steps.map { byStep[$0] }
        } else {
            // Nothing tells them apart: places mean something only when none was added or taken away.
            found = list.count == other.count ? other : list.map { _ in nil }
        }
    }

    subscript(index: Int) -> Value? { found.indices.contains(index) ? found[index] : nil }
}
