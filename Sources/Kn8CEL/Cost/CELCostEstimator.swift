// SPDX-License-Identifier: MIT

/// What a program can cost at least and at most, from what its shapes say of sizes (`cel-go:checker/cost.go`).
struct CELCostEstimator {
    /// The sizes of what a list or map holds.
    struct EntrySize {
        let key: CELRange
        let value: CELRange

        func union(_ other: EntrySize?) -> EntrySize? {
            guard let other else { return nil }
            return EntrySize(key: key.union(other.key), value: value.union(other.value))
        }
    }

    /// A variable of a macro.
    struct Local {
        let name: String
        let shape: CELShape?
        let size: CELRange?
        let entries: EntrySize?
    }

    let checked: CELChecked
    let presenceTestCost: UInt64
    /// What is declared about variables.
    let shapes: [String: CELShape]
    var locals: [Local] = []
    var sizes: [CELSyntax.ID: CELRange] = [:]
    var entrySizes: [CELSyntax.ID: EntrySize] = [:]
    /// What is declared about nodes that are paths from variables.
    var paths: [CELSyntax.ID: CELShape] = [:]

    init(checked: CELChecked, shapes: [String: CELShape], presenceTestHasCost: Bool) {
        self.checked = checked
        self.shapes = shapes
        presenceTestCost = presenceTestHasCost ? 1 : 0
    }

    static let one = CELRange(1)
    static let nothing = CELRange(0)

    mutating func cost(_ id: CELSyntax.ID) -> CELRange {
        switch checked.syntax[id] {
        case .literal: return Self.nothing
        case .name(let name): return costOfName(name, id)
        case .select(let operand, let field): return costOfSelection(operand, field, id)
        case .presence(let operand, _): return CELRange(presenceTestCost) + cost(operand)
        case .call(let name, let receiver, let arguments): return costOfCall(name, receiver, arguments, id)
        case .list(let elements, _):
            var sum = CELRange(10)
            for element in elements { sum = sum + cost(element) }
            entrySizes[id] = EntrySize(key: Self.one, value: union(of: elements))
            return sum
        case .map(let entries):
            var sum = CELRange(30)
            for entry in entries { sum = sum + cost(entry.key) + cost(entry.value) }
            entrySizes[id] = EntrySize(key: union(of: entries.map(\.key)), value: union(of: entries.map(\.value)))
            return sum
        case .message(_, let fields):
            var sum = CELRange(40)
            for field in fields { sum = sum + cost(field.value) }
            return sum
        case .comprehension(let loop): return costOfLoop(loop, id)
        case .bind(let name, let value, let body):
            let made = CELRange(10) + cost(value)
            locals.append(Local(name: name, shape: paths[value], size: size(value), entries: entrySize(value)))
            let sum = made + cost(body)
            locals.removeLast()
            copySizes(from: body, to: id)
            return sum
        case .optionalMap(let target, let variable, let body, _):
            let operand = cost(target) + Self.one
            locals.append(Local(name: variable, shape: nil, size: nil, entries: nil))
            let made = CELRange(11) + operand + cost(body)
            locals.removeLast()
            return operand + made.union(Self.one)
        }
    }

    private func union(of ids: [CELSyntax.ID]) -> CELRange {
        guard let first = ids.first else { return Self.nothing }
        return ids.dropFirst().reduce(sizeOrUnknown(first)) { $0.union(sizeOrUnknown($1)) }
    }

    private mutating func costOfName(_ name: String, _ id: CELSyntax.ID) -> CELRange {
        switch checked.references[id] {
        case .local?: paths[id] = locals.last { $0.name == name }?.shape
        case .variable(let name)?: paths[id] = shapes[name]
        case .constant?: sizes[id] = Self.nothing
        default: break
        }
        return Self.one
    }

    private mutating func costOfSelection(
        _ operand: CELSyntax.ID,
        _ field: String,
        _ id: CELSyntax.ID
    ) -> CELRange {
        switch checked.references[id] {
        case .variable?, .constant?: return costOfName(field, id)
        default: break
        }
        var sum = cost(operand)
        switch checked.types[operand] {
        case .map, .object: sum = sum + Self.one
        default: break
        }
        // As in Kubernetes, a key of a map that is written as a field leads nowhere; only `map['key']` does.
        paths[id] = paths[operand]?.field(field)?.shape
        return sum
    }

    // MARK: Sizes

    func size(_ id: CELSyntax.ID) -> CELRange? {
        if let known = sizes[id] { return known }
        switch checked.syntax[id] {
        case .literal(let value): return CELRange(value.costSize)
        case .list(let elements, _): return CELRange(UInt64(elements.count))
        case .map(let entries): return CELRange(UInt64(entries.count))
        default: break
        }
        if let shape = paths[id] { return CELRange(least: 0, most: shape.largestCountInRequest) }
        if Self.isScalar(checked.types[id]) { return Self.one }
        if case .name(let name) = checked.syntax[id] { return locals.last { $0.name == name }?.size }
        return nil
    }

    func sizeOrUnknown(_ id: CELSyntax.ID) -> CELRange { size(id) ?? .unknown }

    func entrySize(_ id: CELSyntax.ID) -> EntrySize? {
        if let known = entrySizes[id] { return known }
        guard case .name(let name) = checked.syntax[id] else { return nil }
        return locals.last { $0.name == name }?.entries
    }

    /// The shape and size of what a list or a map holds.
    func element(of id: CELSyntax.ID) -> (shape: CELShape?, size: CELRange?) {
        let shape: CELShape? =
            switch paths[id]?.form {
            case .list(let element, _)?, .map(let element)?: element
            default: nil
            }
        let declared = shape.map { CELRange(least: 0, most: $0.largestCountInRequest) }
        return (shape, declared ?? entrySize(id)?.value)
    }

    mutating func copySizes(from source: CELSyntax.ID, to id: CELSyntax.ID) {
        sizes[id] = size(source)
        entrySizes[id] = entrySize(source)
        paths[id] = paths[source]
    }

    private static func isScalar(_ type: CELType) -> Bool {
        switch type {
        case .bool, .double, .duration, .int, .timestamp, .uint: true
        case .optional(let inner): isScalar(inner)
        default: false
        }
    }
}
