// SPDX-License-Identifier: MIT

internal import Kn8Diff
internal import Kn8Merge
internal import Kn8Value

/// Finds the differences between two values, field by field.
struct FieldChanges {
    private static let deepest = 64

    private(set) var found: [FieldChange] = []

    /// Compares `old` with `new`; nothing is known of their fields when `schema` is nil.
    init(from old: Value?, to new: Value?, schema: (any MergeSchema)?) {
        compare(old, new, schema, [])
    }

    private mutating func compare(_ old: Value?, _ new: Value?, _ schema: (any MergeSchema)?, _ path: [FieldStep]) {
        if old == new { return }
        guard let old else { return note(.added, nil, new, path) }
        guard let new else { return note(.removed, old, nil, path) }
        switch (old, new) {
        case (.object(let before), .object(let after)) where path.count < FieldChanges.deepest:
            for key in Set(before.keys).union(after.keys).sorted() {
                compare(before[key], after[key], schema?.below(key), path + [.field(key)])
            }
        case (.array(let before), .array(let after)) where path.count < FieldChanges.deepest:
            compareLists(before, after, schema, path)
        default: note(.changed, old, new, path)
        }
    }

    private mutating func compareLists(
        _ old: [Value],
        _ new: [Value],
        _ schema: (any MergeSchema)?,
        _ path: [FieldStep]
    ) {
        let elements = schema?.mergeElements
        guard let identity = ListIdentity(old, new, schema), let before = identity.steps(of: old),
            let after = identity.steps(of: new)
        else { return comparePlaces(old, new, elements, path) }
        let (kept, present) = (Set(after), Set(before))
        for (step, element) in zip(before, old) where !kept.contains(step) {
            note(.removed, element, nil, path + [step])
        }
        let counterparts = Dictionary(zip(before, old), uniquingKeysWith: { first, _ in first })
        for (step, element) in zip(after, new) {
            compare(counterparts[step], element, elements, path + [step])
        }
        let (was, becomes) = (before.filter(kept.contains), after.filter(present.contains))
        if was != becomes, !identity.isSet {
            note(.reordered, FieldChanges.keys(was), FieldChanges.keys(becomes), path)
        }
    }

    private static func keys(_ steps: [FieldStep]) -> Value {
        .array(
            steps.map { step in
                switch step {
                case .key(let pairs) where pairs.count == 1: pairs.first?.value ?? .null
                case .key(let pairs): .object(ValueMap(pairs.map { ($0.name, $0.value) }))
                case .value(let value): value
                case .field(let name): .string(name)
                case .index(let index): .int(Int64(index))
                }
            }
        )
    }

    /// Elements that nothing tells apart go by their place.
    private mutating func comparePlaces(
        _ old: [Value],
        _ new: [Value],
        _ elements: (any MergeSchema)?,
        _ path: [FieldStep]
    ) {
        for step in ListDiff.steps(from: old, to: new) {
            switch step {
            case .keep: break
            case .replace(let before, let after):
                compare(old[before], new[after], elements, path + [.index(after)])
            case .remove(let before): note(.removed, old[before], nil, path + [.index(before)])
            case .insert(let after): note(.added, nil, new[after], path + [.index(after)])
            }
        }
    }

    private mutating func note(_ sort: FieldChange.Sort, _ before: Value?, _ after: Value?, _ path: [FieldStep]) {
        found.append(FieldChange(path: path, sort: sort, before: before, after: after))
    }
}

/// How the elements of two states of a list are told apart.
struct ListIdentity {
    /// Whether the order of the elements means nothing.
    let isSet: Bool
    private let schema: (any MergeSchema)?
    private let key: String  // where the schema names none

    /// What people take for the name of an element where no schema says so.
    private static let names = ["name", "type", "key", "id"]

    /// By what `schema` says, else by a name that each element has; nil when nothing tells them apart.
    init?(_ old: [Value], _ new: [Value], _ schema: (any MergeSchema)?) {
        switch schema?.mergeForm {
        case .set?: (isSet, key, self.schema) = (true, "", schema)
        case .keyedList?: (isSet, key, self.schema) = (false, "", schema)
        default:
            let all = old + new
            guard let name = ListIdentity.names.first(where: { name in all.allSatisfy { $0[name]?.string != nil } })
            else { return nil }
            (isSet, key, self.schema) = (false, name, nil)
        }
    }

    /// What each element goes by; nil when two go by the same, or one by nothing.
    func steps(of list: [Value]) -> [FieldStep]? {
        var steps: [FieldStep] = []
        var seen: Set<FieldStep> = []
        for element in list {
            guard let step = schema?.step(of: element) ?? named(element), seen.insert(step).inserted else { return nil }
            steps.append(step)
        }
        return steps
    }

    private func named(_ element: Value) -> FieldStep? {
        guard !key.isEmpty, let name = element[key] else { return nil }
        return .key([FieldStep.Pair(key, name)])
    }
}
