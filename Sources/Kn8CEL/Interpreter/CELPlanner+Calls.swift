// SPDX-License-Identifier: MIT

extension CELPlanner {
    mutating func planCall(
        _ name: String,
        _ receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        _ id: CELSyntax.ID
    ) throws(Refusal) -> Planned {
        switch name {
        case "_&&_": return try planLogic(arguments, deciding: false)
        case "_||_": return try planLogic(arguments, deciding: true)
        case "_?_:_": return try planCondition(arguments)
        case "_?._": return try planOptionalSelection(arguments)
        case "_[_]", "_[?_]": return try planIndex(arguments, isOptional: name == "_[?_]")
        default: break
        }
        guard case .overloads(let overloads, let function, let usesReceiver)? = checked.references[id] else {
            guard case .missing(let message)? = checked.references[id] else {
                return failing("unbound function: \(name)")
            }
            return failing(message)
        }
        let nodes = (usesReceiver ? receiver.map { [$0] } ?? [] : []) + arguments
        var planned: [Planned] = []
        for node in nodes { planned.append(try plan(node)) }
        if let operation = CELOperation(rawValue: function) { return planOperation(operation, planned) }
        if let first = overloads.first, first.id == "optional_or_optional" || first.id == "optional_orValue_value" {
            return planAlternative(planned, isValue: first.id == "optional_orValue_value")
        }
        return try planFunction(function, overloads, planned, id)
    }

    private func planOperation(_ operation: CELOperation, _ operands: [Planned]) -> Planned {
        guard let left = operands.first?.step else { return failing("no such overload") }
        guard operands.count == 2 else {
            return Planned { frame throws(CELFailure) in
                let value = try frame.operand(left)
                try frame.charge(1)
                return try operation.apply(value)
            }
        }
        let right = operands[1].step
        switch operation {
        case .equal, .notEqual:
            let isNegated = operation == .notEqual
            return Planned { frame throws(CELFailure) in
                let (left, right) = try frame.operands(left, right)
                try frame.charge(CELOperation.comparisonCost(left, right))
                var steps = 0
                let isSame = try left.isEqual(to: right, steps: &steps)
                try frame.chargeWork(steps)
                return .bool(isSame != isNegated)
            }
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return Planned { frame throws(CELFailure) in
                let (left, right) = try frame.operands(left, right)
                try frame.charge(CELOperation.orderCost(left, right))
                let order = try left.order(to: right)
                return switch operation {
                case .less: .bool(order < 0)
                case .lessOrEqual: .bool(order <= 0)
                case .greater: .bool(order > 0)
                default: .bool(order >= 0)
                }
            }
        case .isIn:
            let isConstant = operands[1].constant != nil
            return Planned { frame throws(CELFailure) in
                let (value, container) = try frame.operands(left, right)
                if !isConstant {
                    if case .list(let list) = container {
                        try frame.charge(UInt64(list.count))
                    } else {
                        try frame.charge(1)
                    }
                }
                return .bool(try CELAccess.contains(container, value, frame))
            }
        case .add:
            return Planned { frame throws(CELFailure) in
                let (left, right) = try frame.operands(left, right)
                return try CELOperation.sum(left, right, frame)
            }
        default:
            return Planned { frame throws(CELFailure) in
                let (left, right) = try frame.operands(left, right)
                try frame.charge(1)
                return try operation.apply(left, right)
            }
        }
    }

    private func planFunction(
        _ name: String,
        _ overloads: [CELOverload],
        _ operands: [Planned],
        _ id: CELSyntax.ID
    ) throws(Refusal) -> Planned {
        let constants = operands.map(\.constant)
        var implementations: [CELOverload.Implementation] = []
        for overload in overloads {
            implementations.append(try prepare(overload, constants, id))
        }
        if Self.folded.contains(name), overloads.count == 1, case .unary(let body)? = implementations.first,
            let constant = constants.first ?? nil, constant.fits(overloads[0].parameters[0])
        {
            do throws(CELFailure) {
                return Planned(constant: try body(constant))
            } catch {
                throw Refusal(failure: error, node: id)
            }
        }
        let steps = operands.map(\.step)
        if overloads.count == 1, overloads[0].parameters.count == steps.count {
            return planSingle(name, overloads[0], implementations[0], steps)
        }
        return Planned { [implementations] frame throws(CELFailure) in
            var values: [CELValue] = []
            values.reserveCapacity(steps.count)
            for step in steps { values.append(try step(frame)) }
            for (overload, implementation) in zip(overloads, implementations)
            where overload.parameters.count == values.count
                && zip(values, overload.parameters).allSatisfy({ $0.fits($1) })
            {
                return try Self.call(overload, implementation, values, frame, name)
            }
            throw .noSuchOverload(name)
        }
    }

    /// Conversions of constants are done when the program is made (`cel-go:interpreter/decorators.go`).
    private static let folded: Set<String> = [
        "bool", "bytes", "double", "duration", "int", "string", "timestamp", "uint",
    ]

    private func prepare(
        _ overload: CELOverload,
        _ constants: [CELValue?],
        _ id: CELSyntax.ID
    ) throws(Refusal) -> CELOverload.Implementation {
        guard let specialize = overload.specialize, constants.contains(where: { $0 != nil }) else {
            return overload.implementation
        }
        do throws(CELFailure) {
            return try specialize(constants) ?? overload.implementation
        } catch {
            throw Refusal(failure: error, node: id)
        }
    }

    private func planSingle(
        _ name: String,
        _ overload: CELOverload,
        _ implementation: CELOverload.Implementation,
        _ steps: [CELStep]
    ) -> Planned {
        let parameters = overload.parameters
        let cost = overload.cost
        switch implementation {
        case .unary(let body) where steps.count == 1:
            let (step, parameter) = (steps[0], parameters[0])
            return Planned { frame throws(CELFailure) in
                let value = try frame.operand(step)
                guard value.fits(parameter) else { throw .noSuchOverload(name) }
                try frame.chargeReading(value)
                let result = try body(value)
                try frame.charge(cost.constant ?? cost.actual([value], result))
                return result
            }
        case .binary(let body) where steps.count == 2:
            let (first, second) = (steps[0], steps[1])
            let (firstType, secondType) = (parameters[0], parameters[1])
            return Planned { frame throws(CELFailure) in
                let (left, right) = try frame.operands(first, second)
                guard left.fits(firstType), right.fits(secondType) else { throw .noSuchOverload(name) }
                try frame.chargeReading(left)
                try frame.chargeReading(right)
                let result = try body(left, right)
                try frame.charge(cost.constant ?? cost.actual([left, right], result))
                return result
            }
        default:
            return Planned { frame throws(CELFailure) in
                var values: [CELValue] = []
                values.reserveCapacity(steps.count)
                for step in steps { values.append(try step(frame)) }
                guard zip(values, parameters).allSatisfy({ $0.fits($1) }) else { throw .noSuchOverload(name) }
                return try Self.call(overload, implementation, values, frame, name)
            }
        }
    }

    private static func call(
        _ overload: CELOverload,
        _ implementation: CELOverload.Implementation,
        _ values: [CELValue],
        _ frame: CELFrame,
        _ name: String
    ) throws(CELFailure) -> CELValue {
        for value in values { try frame.chargeReading(value) }
        let result: CELValue
        switch implementation {
        case .unary(let body) where values.count == 1: result = try body(values[0])
        case .binary(let body) where values.count == 2: result = try body(values[0], values[1])
        case .variadic(let body): result = try body(values)
        default: throw .noSuchOverload(name)
        }
        try frame.charge(overload.cost.constant ?? overload.cost.actual(values, result))
        return result
    }

    // MARK: Operators with their own evaluation

    /// `or` and `orValue`: the argument is evaluated only when it is needed, and neither costs anything.
    private func planAlternative(_ operands: [Planned], isValue: Bool) -> Planned {
        guard operands.count == 2 else { return failing("no such overload") }
        let (first, second) = (operands[0].step, operands[1].step)
        return Planned { frame throws(CELFailure) in
            let value = try first(frame)
            guard case .optional(let inner) = value else { throw .noSuchOverload }
            guard let inner else { return try second(frame) }
            return isValue ? inner : value
        }
    }

    /// `&&` (deciding on false) and `||` (deciding on true): an operand that decides wins over any error.
    private mutating func planLogic(_ terms: [CELSyntax.ID], deciding: Bool) throws(Refusal) -> Planned {
        var steps: [CELStep] = []
        for term in terms { steps.append(try plan(term).step) }
        return Planned { [steps] frame throws(CELFailure) in
            var failure: CELFailure?
            for step in steps {
                do throws(CELFailure) {
                    guard case .bool(let flag) = try step(frame) else { throw .noSuchOverload }
                    if flag == deciding { return .bool(deciding) }
                } catch {
                    if error.kind == .costLimit { throw error }
                    if failure == nil { failure = error }
                }
            }
            if let failure { throw failure }
            return .bool(!deciding)
        }
    }

    private mutating func planCondition(_ arguments: [CELSyntax.ID]) throws(Refusal) -> Planned {
        guard arguments.count == 3 else { return failing("no such overload") }
        let condition = try plan(arguments[0]).step
        let yes = try plan(arguments[1]).step
        let no = try plan(arguments[2]).step
        let (yesRefund, noRefund) = (refund(of: arguments[1]), refund(of: arguments[2]))
        return Planned { frame throws(CELFailure) in
            guard case .bool(let flag) = try condition(frame) else { throw .noSuchOverload }
            let value = try flag ? yes(frame) : no(frame)
            frame.refund(flag ? yesRefund : noRefund)
            return value
        }
    }

    private mutating func planOptionalSelection(_ arguments: [CELSyntax.ID]) throws(Refusal) -> Planned {
        guard arguments.count == 2, case .literal(.string(let field)) = checked.syntax[arguments[1]] else {
            return failing("no such overload")
        }
        let extra: UInt64 = isAttribute(arguments[0]) ? 1 : 2
        let step = try plan(arguments[0]).step
        return Planned { frame throws(CELFailure) in
            let operand = try step(frame)
            let found = try CELAccess.selectOptional(operand, field)
            // cel-go counts a step that found something only.
            if case .optional(nil) = found { try frame.charge(extra - 1) } else { try frame.charge(extra) }
            return found
        }
    }

    private mutating func planIndex(_ arguments: [CELSyntax.ID], isOptional: Bool) throws(Refusal) -> Planned {
        guard arguments.count == 2 else { return failing("no such overload") }
        let extra: UInt64 = isAttribute(arguments[0]) ? 1 : 2
        let operand = try plan(arguments[0]).step
        let key = try plan(arguments[1]).step
        let keyRefund = refund(of: arguments[1])
        return Planned { frame throws(CELFailure) in
            let (operand, key) = (try operand(frame), try key(frame))
            try frame.charge(extra)
            try frame.chargeReading(key)
            frame.refund(keyRefund)
            return try isOptional ? CELAccess.indexOptional(operand, key) : CELAccess.index(operand, key)
        }
    }
}
