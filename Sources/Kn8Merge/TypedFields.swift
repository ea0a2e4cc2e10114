// SPDX-License-Identifier: MIT

internal import Kn8Value

extension TypedValues {
    /// The paths that `value` states: every leaf, every element of a list that merges, and every entry of a mapping whose
    /// keys are free (`structured-merge-diff:typed/tofieldset.go`). An empty list states nothing.
    static func fields(of value: Value, _ schema: any MergeSchema, depth: Int = 0) -> (isLeaf: Bool, below: FieldSet) {
        let form = schema.mergeForm.form(of: value)
        guard !form.isLeaf, depth < depthLimit else { return (true, FieldSet()) }
        var nodes: [FieldSet.Node] = []
        if form == .mapping {
            for entry in value.object ?? ValueMap() {
                let field = schema.mergeField(entry.key)
                guard let below = field?.schema ?? schema.mergeElements else { continue }
                let inner = fields(of: entry.value, below, depth: depth + 1)
                let isEmpty = entry.value.isNull || entry.value.object?.isEmpty == true
                nodes.append(
                    FieldSet.Node(
                        step: .field(entry.key),
                        isMember: inner.isLeaf || isEmpty || field == nil,
                        below: inner.below
                    )
                )
            }
        } else {
            var found: [FieldStep: Int] = [:]
            for element in value.array ?? [] {
                guard let step = schema.step(of: element) else { continue }
                if let index = found[step] {
                    // There twice: one owns all of them or none.
                    nodes[index].below = FieldSet()
                    continue
                }
                found[step] = nodes.count
                let below = schema.mergeElements.map { fields(of: element, $0, depth: depth + 1).below } ?? FieldSet()
                nodes.append(FieldSet.Node(step: step, isMember: true, below: below))
            }
        }
        return (false, FieldSet(nodes: nodes))
    }

    /// `set` and the named fields on the way to its members: they come and go with what they hold, while an entry of a
    /// mapping with free keys is somebody's own.
    static func withNamedFields(_ set: FieldSet, _ schema: (any MergeSchema)?) -> FieldSet {
        FieldSet(
            nodes: set.nodes.map { node in
                var isMember = node.isMember
                var below: (any MergeSchema)?
                switch node.step {
                case .field(let name):
                    let field = schema?.mergeField(name)
                    if field != nil, !node.below.isEmpty { isMember = true }
                    below = field?.schema ?? schema?.mergeElements
                case .key: below = schema?.mergeElements
                case .value, .index: break
                }
                return FieldSet.Node(step: node.step, isMember: isMember, below: withNamedFields(node.below, below))
            }
        )
    }

    /// `set` as the schema of today has it: of what was many fields and is one value now, the one is owned
    /// (`structured-merge-diff:typed/reconcile_schema.go`). Nil when nothing has changed.
    static func fitted(_ set: FieldSet, _ schema: any MergeSchema) -> FieldSet? {
        var nodes = set.nodes
        var isChanged = false
        for (index, node) in set.nodes.enumerated() where !node.below.isEmpty {
            let below: (any MergeSchema)? =
                if case .field(let name) = node.step { schema.below(name) } else { schema.mergeElements }
            guard let below else { continue }
            switch below.mergeForm {
            case .atomicList, .atomicMapping:
                nodes[index] = FieldSet.Node(step: node.step, isMember: true, below: FieldSet())
                isChanged = true
            case .mapping, .set, .keyedList:
                guard let fitted = fitted(node.below, below) else { continue }
                nodes[index].below = fitted
                isChanged = true
            default: continue
            }
        }
        return isChanged ? FieldSet(nodes: nodes) : nil
    }

    /// `value` without what is at the paths of `set`, and what is below them; nil when nothing is left.
    static func removed(_ set: FieldSet, from value: Value, _ schema: any MergeSchema, depth: Int = 0) -> Value? {
        guard !set.isEmpty, depth < depthLimit else { return value }
        switch schema.mergeForm.form(of: value) {
        case .mapping:
            guard let map = value.object, !map.isEmpty else { return value }
            var kept: [ValueMap.Entry] = []
            kept.reserveCapacity(map.count)
            for entry in map {
                guard let node = set[.field(entry.key)] else {
                    kept.append(entry)
                    continue
                }
                if node.isMember { continue }
                guard let below = schema.below(entry.key) else { continue }
                if let rest = removed(node.below, from: entry.value, below, depth: depth + 1) {
                    kept.append(ValueMap.Entry(key: entry.key, value: rest))
                }
            }
            return kept.isEmpty ? nil : .object(ValueMap(unsorted: kept))
        case .set, .keyedList:
            guard let list = value.array, !list.isEmpty else { return value }
            var kept: [Value] = []
            for element in list {
                guard let step = schema.step(of: element), let node = set[step] else {
                    kept.append(element)
                    continue
                }
                if node.isMember { continue }
                guard let below = schema.mergeElements else { continue }
                if let rest = removed(node.below, from: element, below, depth: depth + 1) { kept.append(rest) }
            }
            return kept.isEmpty ? nil : .array(kept)
        default: return value
        }
    }

    /// `value` with only what is at the paths of `set`, what is below them, and the keys of the elements they lead to; nil
    /// when that is nothing.
    static func extracted(_ set: FieldSet, from value: Value, _ schema: any MergeSchema, depth: Int = 0) -> Value? {
        guard depth < depthLimit else { return value }
        switch schema.mergeForm.form(of: value) {
        case .mapping:
            var kept: [ValueMap.Entry] = []
            for entry in value.object ?? ValueMap() {
                guard let node = set[.field(entry.key)], let below = schema.below(entry.key) else { continue }
                if node.below.isEmpty {
                    kept.append(entry)
                } else if let part = extracted(node.below, from: entry.value, below, depth: depth + 1) {
                    kept.append(ValueMap.Entry(key: entry.key, value: part))
                }
            }
            return kept.isEmpty ? nil : .object(ValueMap(unsorted: kept))
        case .set, .keyedList(_):
            var kept: [Value] = []
            for element in value.array ?? [] {
                guard let step = schema.step(of: element), let node = set[step] else { continue }
                guard case .key(let pairs) = step, let below = schema.mergeElements, !node.below.isEmpty else {
                    kept.append(element)
                    continue
                }
                var part = extracted(node.below, from: element, below, depth: depth + 1) ?? .emptyObject
                for pair in pairs where element[pair.name] != nil { part[pair.name] = element[pair.name] }
                kept.append(part)
            }
            return kept.isEmpty ? nil : .array(kept)
        default: return value
        }
    }
}
