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
    ///
    /// - Parameter applied: What was applied before; nil when that is not known.
    func settled(_ before: Object?, _ after: Object?, applied: Value?) -> (before: Object?, after: Object?) {
        let old = before.map { DiffNoise.withoutNulls($0.value) }
        var new = after.map { DiffNoise.withoutNulls($0.value) }
        if let old, let whole = new, let applied { new = kept(whole, old, applied, schema, depth: 0) }
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

    private static func withoutNulls(_ value: Value) -> Value { stripped(value, depth: 0) ?? value }

    // Nil when there is nothing to take out, as of most values.
    private static func stripped(_ value: Value, depth: Int) -> Value? {
        guard depth < deepest else { return nil }
        switch value {
        case .object(let map):
            var result: ValueMap?
            for entry in map {
                let rest = stripped(entry.value, depth: depth + 1)
                guard entry.value == .null || rest != nil else { continue }
                if result == nil { result = map }
                result?[entry.key] = rest
            }
            return result.map(Value.object)
        case .array(let list):
            var result: [Value]?
            for (index, element) in list.enumerated() {
                guard let rest = stripped(element, depth: depth + 1) else { continue }
                if result == nil { result = list }
                result?[index] = rest
            }
            return result.map(Value.array)
        default: return nil
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
}
