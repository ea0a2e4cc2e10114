// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Which paths one object has that another has not, or has otherwise (`structured-merge-diff:typed/compare.go`).
struct TypedComparison: Hashable, Sendable {
    var added = FieldSet()
    var modified = FieldSet()
    var removed = FieldSet()

    /// The paths that the later object writes.
    var written: FieldSet { added.union(modified) }

    /// How `after` differs from `before`, both seen as the server encodes them: with the structs that always stand.
    init(_ before: Value, _ after: Value, _ schema: any MergeSchema) {
        var root = Change()
        root.compare(before, after, schema, depth: 0)
        (added, modified, removed) = root.sets
    }

    init(added: FieldSet, modified: FieldSet, removed: FieldSet) {
        (self.added, self.modified, self.removed) = (added, modified, removed)
    }

    func subtractingTrees(_ ignored: FieldSet) -> TypedComparison {
        TypedComparison(
            added: added.subtractingTrees(ignored),
            modified: modified.subtractingTrees(ignored),
            removed: removed.subtractingTrees(ignored)
        )
    }
}

/// The differences at one path and below it.
private struct Change {
    var isAdded = false
    var isModified = false
    var isRemoved = false
    private var added: [FieldSet.Node] = []
    private var modified: [FieldSet.Node] = []
    private var removed: [FieldSet.Node] = []

    var sets: (added: FieldSet, modified: FieldSet, removed: FieldSet) {
        (FieldSet(nodes: added), FieldSet(nodes: modified), FieldSet(nodes: removed))
    }

    mutating func compare(_ before: Value?, _ after: Value?, _ schema: any MergeSchema, depth: Int) {
        switch (before, after) {
        case (nil, let after?):
            isAdded = true
            added = Change.everything(in: after, schema, depth)
            return
        case (let before?, nil):
            isRemoved = true
            removed = Change.everything(in: before, schema, depth)
            return
        default: break
        }
        let form = schema.mergeForm
        let (formBefore, formAfter) = (form.form(of: before), form.form(of: after))
        guard depth < TypedValues.depthLimit else {
            isModified = true
            return
        }
        if formBefore == formAfter {
            visit(before, after, formAfter, schema, depth)
        } else {
            visit(before, after, formBefore, schema, depth)
            visit(before, after, formAfter, schema, depth)
        }
    }

    private mutating func visit(
        _ before: Value?,
        _ after: Value?,
        _ form: MergeForm,
        _ schema: any MergeSchema,
        _ depth: Int
    ) {
        switch form {
        case .mapping:
            guard before?.object?.isEmpty ?? true, after?.object?.isEmpty ?? true, schema.standingFields.isEmpty
            else {
                return entries(Change.standing(before, schema), Change.standing(after, schema), schema, depth)
            }
            leaf(before, after)
        case .set, .keyedList:
            let (left, right) = (before?.array ?? [], after?.array ?? [])
            if left.isEmpty, right.isEmpty { leaf(before, after) } else { elements(left, right, schema, depth) }
        default: leaf(before, after)
        }
    }

    // Every path below `value`, which only one of the objects has.
    private static func everything(in value: Value, _ schema: any MergeSchema, _ depth: Int) -> [FieldSet.Node] {
        guard depth < TypedValues.depthLimit else { return [] }
        var nodes: [FieldSet.Node] = []
        func add(_ step: FieldStep, _ value: Value?, _ schema: (any MergeSchema)?) {
            var below = FieldSet()
            if let value, let schema { below = FieldSet(nodes: everything(in: value, schema, depth + 1)) }
            nodes.append(FieldSet.Node(step: step, isMember: true, below: below))
        }
        switch schema.mergeForm.form(of: value) {
        case .mapping:
            let map = standing(value, schema)
            nodes.reserveCapacity(map.count)
            for entry in map { add(.field(entry.key), entry.value, schema.below(entry.key)) }
        case .set, .keyedList:
            let elements = value.array ?? []
            var count: [FieldStep: Int] = [:]
            let steps = elements.map(schema.step(of:))
            for step in steps { step.map { count[$0, default: 0] += 1 } }
            for (step, element) in zip(steps, elements) {
                guard let step, let times = count.removeValue(forKey: step) else { continue }
                // What is there twice is owned as one.
                add(step, times == 1 ? element : nil, schema.mergeElements)
            }
        default: break
        }
        return nodes
    }

    private mutating func leaf(_ before: Value?, _ after: Value?) {
        guard let before, let after, !before.isNumericallyEqual(to: after) else { return }
        isModified = true
    }

    private static func standing(_ value: Value?, _ schema: any MergeSchema) -> ValueMap {
        guard let value else { return ValueMap() }
        var map = value.object ?? ValueMap()
        for field in schema.standingFields where map[field.name] == nil { map[field.name] = field.value }
        return map
    }

    private mutating func entries(_ before: ValueMap, _ after: ValueMap, _ schema: any MergeSchema, _ depth: Int) {
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if right == after.count || (left < before.count && before[left].key < after[right].key) {
                descend(.field(before[left].key), before[left].value, nil, schema.below(before[left].key), depth)
                left += 1
            } else if left == before.count || after[right].key < before[left].key {
                descend(.field(after[right].key), nil, after[right].value, schema.below(after[right].key), depth)
                right += 1
            } else {
                let entry = after[right]
                if before[left].value != entry.value {
                    descend(.field(entry.key), before[left].value, entry.value, schema.below(entry.key), depth)
                }
                left += 1
                right += 1
            }
        }
    }

    private mutating func elements(_ before: [Value], _ after: [Value], _ schema: any MergeSchema, _ depth: Int) {
        var steps: [FieldStep] = []
        var found: [FieldStep: (before: [Value], after: [Value])] = [:]
        for (list, isBefore) in [(before, true), (after, false)] {
            for element in list {
                guard let step = schema.step(of: element) else { continue }
                if found[step] == nil { steps.append(step) }
                var pair = found[step] ?? ([], [])
                if isBefore { pair.before.append(element) } else { pair.after.append(element) }
                found[step] = pair
            }
        }
        for step in steps.sorted() {
            guard let (left, right) = found[step] else { continue }
            switch (left.count, right.count) {
            case (...1, ...1): descend(step, left.first, right.first, schema.mergeElements, depth)
            case (2..., 2...): add(step, Change(isModified: left != right))
            case (2..., _):
                // No longer twice: the mark of that goes, and the one that stays counts as new.
                var change = Change()
                if let kept = right.first, let below = schema.mergeElements {
                    change.compare(nil, kept, below, depth: depth + 1)
                }
                change.isRemoved = true
                add(step, change)
            default:
                var change = Change()
                if let old = left.first, let below = schema.mergeElements {
                    change.compare(old, nil, below, depth: depth + 1)
                }
                change.isAdded = true
                add(step, change)
            }
        }
    }

    private init(isModified: Bool) { self.isModified = isModified }

    init() {}

    private mutating func descend(
        _ step: FieldStep,
        _ before: Value?,
        _ after: Value?,
        _ schema: (any MergeSchema)?,
        _ depth: Int
    ) {
        var change = Change()
        if let schema {
            change.compare(before, after, schema, depth: depth + 1)
        } else {
            // What no schema declares is one value.
            change.isAdded = before == nil
            change.isRemoved = after == nil
            change.isModified = before != nil && after != nil && before != after
        }
        add(step, change)
    }

    private mutating func add(_ step: FieldStep, _ change: Change) {
        let below = change.sets
        func put(_ isMember: Bool, _ below: FieldSet, _ nodes: inout [FieldSet.Node]) {
            if isMember || !below.isEmpty { nodes.append(FieldSet.Node(step: step, isMember: isMember, below: below)) }
        }
        put(change.isAdded, below.added, &added)
        put(change.isModified, below.modified, &modified)
        put(change.isRemoved, below.removed, &removed)
    }
}

extension Value {
    /// Equal, or the same number spelt otherwise.
    fileprivate func isNumericallyEqual(to other: Value) -> Bool {
        switch (self, other) {
        case (.int(let whole), .double(let number)), (.double(let number), .int(let whole)): Double(whole) == number
        default: self == other
        }
    }
}
