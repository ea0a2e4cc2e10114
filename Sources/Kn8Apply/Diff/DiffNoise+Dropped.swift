// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Value

extension DiffNoise {
    /// Both states without nulls, and `after` without the zeros and empty values that were applied before and that the server
    /// did not keep: it would not keep them now. Servers leave out the fields whose Go values are empty, and some write nulls
    /// for times that are not set.
    ///
    /// A field that a server keeps when it is empty, and that somebody took out since, is left out as well.
    func settled(_ before: Object?, _ after: Object?) -> (before: Object?, after: Object?) {
        var old = before?.value
        var new = after?.value
        old = old.map { DiffNoise.withoutNulls($0, depth: 0) }
        new = new.map { DiffNoise.withoutNulls($0, depth: 0) }
        if let stored = old, let whole = new, let applied = before.flatMap({ LastApplied.manifest(of: $0) }) {
            new = kept(whole, stored, applied, schema, depth: 0)
        }
        return (old.map(Object.init), new.map(Object.init))
    }

    private func kept(
        _ after: Value,
        _ before: Value,
        _ applied: Value,
        _ schema: (any MergeSchema)?,
        depth: Int
    ) -> Value {
        guard after != before, depth < DiffNoise.deepest else { return after }
        switch (after, before, applied) {
        case (.object(let map), .object(let stored), .object(let wishes)):
            let fields = map.compactMap { entry -> (String, Value)? in
                guard let wish = wishes[entry.key] else { return (entry.key, entry.value) }
                guard let old = stored[entry.key] else {
                    return wish == entry.value && wish.isHollow ? nil : (entry.key, entry.value)
                }
                return (entry.key, kept(entry.value, old, wish, schema?.below(entry.key), depth: depth + 1))
            }
            return .object(ValueMap(fields))
        case (.array(let list), .array(let stored), .array(let wishes)):
            let olds = Counterparts(of: list, in: stored, schema)
            let applied = Counterparts(of: list, in: wishes, schema)
            return .array(
                list.enumerated().map { index, element in
                    guard let old = olds[index], let wish = applied[index] else { return element }
                    return kept(element, old, wish, schema?.mergeElements, depth: depth + 1)
                }
            )
        default: return after
        }
    }

    private static func withoutNulls(_ value: Value, depth: Int) -> Value {
        guard depth < deepest, value.hasNulls(depth: deepest - depth) else { return value }
        switch value {
        case .object(let map):
            return .object(
                ValueMap(
                    map.compactMap { entry in
                        entry.value == .null ? nil : (entry.key, withoutNulls(entry.value, depth: depth + 1))
                    }
                )
            )
        case .array(let list): return .array(list.map { withoutNulls($0, depth: depth + 1) })
        default: return value
        }
    }
}

extension Value {
    // Whether Go leaves it out of what it writes, where a field says so.
    fileprivate var isHollow: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let number): number == 0
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .array(let list): list.isEmpty
        case .object(let map): map.allSatisfy { $0.value.isHollow }
        }
    }

    fileprivate func hasNulls(depth: Int) -> Bool {
        guard depth > 0 else { return false }
        switch self {
        case .object(let map): return map.contains { $0.value == .null || $0.value.hasNulls(depth: depth - 1) }
        case .array(let list): return list.contains { $0.hasNulls(depth: depth - 1) }
        default: return false
        }
    }
}
