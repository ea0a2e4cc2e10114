// SPDX-License-Identifier: MIT

internal import Kn8Value

extension TypedValues {
    /// `live` with `config` laid over it: what both state is as `config` has it, nothing is removed
    /// (`structured-merge-diff:typed/merge.go`).
    ///
    /// - Precondition: Both fit `schema`; `config` has no element twice.
    static func merged(_ live: Value, _ config: Value, _ schema: any MergeSchema, depth: Int = 0) -> Value {
        guard depth < depthLimit else { return config }
        let form = schema.mergeForm.form(of: config)
        guard !form.isLeaf else { return config }
        // An untyped value may have been something else before; null is a mapping or a list of nothing.
        guard schema.mergeForm.form(of: live) == form || live.isNull else { return config }
        if form == .mapping {
            let (before, after) = (live.object ?? ValueMap(), config.object ?? ValueMap())
            if before.isEmpty, after.isEmpty { return config }
            return .object(merged(before, after, schema, depth))
        }
        let (before, after) = (live.array ?? [], config.array ?? [])
        if before.isEmpty, after.isEmpty { return config }
        return .array(merged(before, after, schema, depth))
    }

    private static func merged(
        _ live: ValueMap,
        _ config: ValueMap,
        _ schema: any MergeSchema,
        _ depth: Int
    ) -> ValueMap {
        var entries: [ValueMap.Entry] = []
        entries.reserveCapacity(max(live.count, config.count))
        var (left, right) = (0, 0)
        while left < live.count || right < config.count {
            if right == config.count || (left < live.count && live[left].key < config[right].key) {
                entries.append(live[left])
                left += 1
            } else if left == live.count || config[right].key < live[left].key {
                entries.append(config[right])
                right += 1
            } else {
                let (before, after) = (live[left], config[right])
                var value = after.value
                if let below = schema.below(after.key) {
                    value = merged(before.value, after.value, below, depth: depth + 1)
                }
                entries.append(ValueMap.Entry(key: after.key, value: value))
                left += 1
                right += 1
            }
        }
        return ValueMap(unsorted: entries)
    }

    /// The elements of both lists. Those of `config` stand in its order; those that only `live` has keep their place before
    /// the shared element that followed them.
    private static func merged(
        _ live: [Value],
        _ config: [Value],
        _ schema: any MergeSchema,
        _ depth: Int
    ) -> [Value] {
        let liveSteps = live.map(schema.step(of:))
        let configSteps = config.map(schema.step(of:))
        var inLive: [FieldStep: Value?] = [:]
        for (step, element) in zip(liveSteps, live) {
            guard let step else { continue }
            // An element that is there twice does not merge.
            inLive[step] = inLive[step] == nil ? .some(element) : .some(nil)
        }
        let inConfig = Set(configSteps.compactMap(\.self))
        let shared = configSteps.compactMap { step in step.flatMap { inLive[$0] == nil ? nil : $0 } }
        var awaited = shared.startIndex  // of the next shared element, in the order of `config`
        var result: [Value] = []
        result.reserveCapacity(live.count + config.count)
        func take(_ index: Int) {
            guard let step = configSteps[index] else { return }
            if awaited < shared.count, shared[awaited] == step { awaited += 1 }
            if let before = inLive[step] ?? nil, let below = schema.mergeElements {
                result.append(merged(before, config[index], below, depth: depth + 1))
            } else {
                result.append(config[index])
            }
        }
        var (left, right) = (0, 0)
        while left < live.count || right < config.count {
            if left < live.count {
                guard let step = liveSteps[left] else {
                    left += 1
                    continue
                }
                if right < config.count, step == configSteps[right] {
                    take(right)
                    left += 1
                    right += 1
                    continue
                }
                if !inConfig.contains(step) {
                    result.append(live[left])
                    left += 1
                    continue
                }
                if awaited < shared.count, right < config.count {
                    // Shared, but `config` has another one first.
                    if shared[awaited] != step {
                        left += 1
                        continue
                    }
                } else {
                    left += 1  // taken already
                }
            }
            guard right < config.count else { break }
            take(right)
            right += 1
        }
        return result
    }
}
