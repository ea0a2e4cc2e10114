// SPDX-License-Identifier: MIT

/// One node of a program, ready to run.
typealias CELStep = @Sendable (CELFrame) throws(CELFailure) -> CELValue

/// Turns a checked tree into closures: names become places, calls the one implementation that fits, constants values.
/// The tree is of bounded height, so this and the closures recurse.
struct CELPlanner {
    /// A constant that cannot be: `int('abc')`.
    struct Refusal: Error {
        let failure: CELFailure
        let node: CELSyntax.ID
    }

    /// A step, and its value when that is the same every time.
    struct Planned {
        let step: CELStep
        let constant: CELValue?

        init(_ step: @escaping CELStep) {
            self.step = step
            constant = nil
        }

        init(constant: CELValue) {
            step = { _ in constant }
            self.constant = constant
        }
    }

    private enum Place {
        case slot(Int)
        /// Evaluated when it is needed first, then kept in the slot.
        case lazy(Int, CELStep)
    }

    let checked: CELChecked
    let options: CELEnvironment.Options
    private(set) var localCount = 0
    private var scopes: [(name: String, place: Place)] = []

    init(checked: CELChecked, options: CELEnvironment.Options) {
        self.checked = checked
        self.options = options
    }

    mutating func plan(_ id: CELSyntax.ID) throws(Refusal) -> Planned {
        switch checked.syntax[id] {
        case .literal(let value): Planned(constant: value)
        case .name(let name): planName(name, id)
        case .select(let operand, let field): try planSelection(operand, field, id)
        case .presence(let operand, let field): try planPresence(operand, field)
        case .call(let name, let receiver, let arguments): try planCall(name, receiver, arguments, id)
        case .list(let elements, let optionals): try planList(elements, optionals)
        case .map(let entries): try planMap(entries)
        case .message(_, let fields): try planMessage(fields, id)
        case .comprehension(let loop): try planComprehension(loop)
        case .bind(let name, let value, let body): try planBinding(name, value, body)
        case .optionalMap(let target, let variable, let body, let isFlat):
            try planOptionalMap(target, variable, body, isFlat: isFlat)
        }
    }

    /// Runs `body` with `names` as variables of a macro; gives it their slots.
    mutating func withLocals<Result>(
        _ names: [String],
        _ body: (inout CELPlanner, [Int]) throws(Refusal) -> Result
    ) throws(Refusal) -> Result {
        let depth = scopes.count
        var slots: [Int] = []
        for name in names {
            scopes.append((name, .slot(localCount)))
            slots.append(localCount)
            localCount += 1
        }
        let result = try body(&self, slots)
        scopes.removeLast(scopes.count - depth)
        return result
    }

    private mutating func planBinding(
        _ name: String,
        _ value: CELSyntax.ID,
        _ body: CELSyntax.ID
    ) throws(Refusal) -> Planned {
        let value = try plan(value)
        let slot = localCount
        localCount += 1
        scopes.append((name, .lazy(slot, value.step)))
        let body = try plan(body)
        scopes.removeLast()
        return Planned { frame throws(CELFailure) in
            frame.locals[slot] = nil
            return try body.step(frame)
        }
    }

    private func planName(_ name: String, _ id: CELSyntax.ID) -> Planned {
        switch checked.references[id] {
        case .local:
            switch scopes.last(where: { $0.name == name })?.place {
            case .slot(let slot)?:
                return Planned { frame throws(CELFailure) in
                    try frame.charge(1)
                    guard let value = frame.locals[slot] else { throw CELFailure("no such attribute(s): \(name)") }
                    return value
                }
            case .lazy(let slot, let make)?:
                return Planned { frame throws(CELFailure) in
                    try frame.charge(1)
                    if let value = frame.locals[slot] { return value }
                    let value = try make(frame)
                    frame.locals[slot] = value
                    return value
                }
            case nil: return failing("no such attribute(s): \(name)")
            }
        case let reference: return plan(reference, otherwise: name)
        }
    }

    private func plan(_ reference: CELChecked.Reference?, otherwise name: String) -> Planned {
        switch reference {
        case .variable(let name)?:
            Planned { frame throws(CELFailure) in
                try frame.charge(1)
                return try frame.variable(name)
            }
        case .constant(let value)?: Planned(constant: value)
        case .missing(let message)?: failing(message)
        default: failing("no such attribute(s): \(name)")
        }
    }

    func failing(_ message: String) -> Planned {
        Planned { _ throws(CELFailure) in throw CELFailure(message) }
    }

    private mutating func planSelection(
        _ operand: CELSyntax.ID,
        _ field: String,
        _ id: CELSyntax.ID
    ) throws(Refusal) -> Planned {
        switch checked.references[id] {
        case .variable?, .constant?: return plan(checked.references[id], otherwise: field)
        default: break
        }
        if let path = planPath(id) { return path }
        let extra: UInt64 = isAttribute(operand) ? 1 : 2
        let step = try plan(operand).step
        if case .object(let shape) = checked.types[operand], let declared = shape.field(field) {
            return Planned { frame throws(CELFailure) in
                let operand = try step(frame)
                try frame.charge(extra)
                guard case .object(let object) = operand, object.shape === shape else {
                    return try CELAccess.select(operand, field)
                }
                guard let value = object.present(declared) else { throw .noSuchKey(field) }
                return try declared.shape.adapt(value)
            }
        }
        return Planned { frame throws(CELFailure) in
            let operand = try step(frame)
            try frame.charge(extra)
            return try CELAccess.select(operand, field)
        }
    }

    /// `self.spec.replicas`, all of whose steps are declared: one step that walks the JSON and makes one value.
    private func planPath(_ id: CELSyntax.ID) -> Planned? {
        var fields: [CELShape.Field] = []
        var names: [String] = []
        var current = id
        while case .select(let operand, let name) = checked.syntax[current], checked.references[current] == nil {
            guard case .object(let shape) = checked.types[operand], let field = shape.field(name) else { return nil }
            fields.append(field)
            names.append(name)
            current = operand
        }
        guard case .object(let shape) = checked.types[current] else { return nil }
        let path = CELPath(shape: shape, fields: fields.reversed(), names: names.reversed())
        switch checked.references[current] {
        case .variable(let name)?:
            return Planned { frame throws(CELFailure) in
                try frame.charge(1)
                if case .value(let root)? = frame.activation.binding(name) { return try path.value(in: root, frame) }
                return try path.value(in: frame.variable(name), frame)
            }
        case .local?:
            guard case .name(let name) = checked.syntax[current],
                case .slot(let slot)? = scopes.last(where: { $0.name == name })?.place
            else { return nil }
            return Planned { frame throws(CELFailure) in
                try frame.charge(1)
                guard let root = frame.locals[slot] else { throw CELFailure("no such attribute(s): \(name)") }
                return try path.value(in: root, frame)
            }
        default: return nil
        }
    }

    private mutating func planPresence(_ operand: CELSyntax.ID, _ field: String) throws(Refusal) -> Planned {
        let extra: UInt64 = options.presenceTestHasCost ? 1 : 0
        let step = try plan(operand).step
        return Planned { frame throws(CELFailure) in
            let operand = try step(frame)
            try frame.charge(extra)
            return .bool(try CELAccess.has(operand, field))
        }
    }

    /// Whether selections from the node add to one attribute, or begin one, which costs 1 more.
    func isAttribute(_ id: CELSyntax.ID) -> Bool {
        switch checked.syntax[id] {
        case .name, .select: true
        case .call(let name, _, _): name == "_[_]" || name == "_?._" || name == "_[?_]"
        default: false
        }
    }

    /// What an attribute need not pay where cel-go resolves it as a part of another node: as a branch of a condition
    /// or as a key.
    func refund(of id: CELSyntax.ID) -> UInt64 {
        if case .constant? = checked.references[id] { return 0 }
        return isAttribute(id) ? 1 : 0
    }
}
