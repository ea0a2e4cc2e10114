// SPDX-License-Identifier: MIT

extension CELCostEstimator {
    mutating func costOfCall(
        _ name: String,
        _ receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        _ id: CELSyntax.ID
    ) -> CELRange {
        switch name {
        case "_&&_", "_||_":
            let costs = arguments.map { cost($0) }
            let most = costs.reduce(UInt64(0)) { $0.saturatingSum($1.most) }
            return CELRange(least: costs.first?.least ?? 0, most: most)
        case "_?_:_" where arguments.count == 3: return costOfCondition(arguments, id)
        default: break
        }
        var overloads: [CELOverload] = []
        var usesReceiver = receiver != nil
        if case .overloads(let found, _, let isMember)? = checked.references[id] {
            (overloads, usesReceiver) = (found, isMember)
        }
        let nodes = (usesReceiver ? receiver.map { [$0] } ?? [] : []) + arguments
        var sum = Self.nothing
        for node in nodes { sum = sum + cost(node) }
        if name == "dyn", let argument = arguments.first {
            copySizes(from: argument, to: id)
            return sum + Self.one
        }
        if name == "_[_]", let container = arguments.first {
            let (shape, size) = element(of: container)
            paths[id] = shape ?? rootOfPathless(container)
            sizes[id] = size
        }
        guard !overloads.isEmpty else { return sum + Self.one }
        let described = nodes.map { describe($0) }
        var own: CELRange?
        var size: CELRange?
        for overload in overloads {
            let estimate =
                switch overload.implementation {
                case .builtin: operatorCost(name, overload, nodes, id)
                default: overload.cost.estimate(described)
                }
            own = own?.union(estimate.cost) ?? estimate.cost
            if let made = estimate.resultSize { size = size?.union(made) ?? made }
        }
        if let size { sizes[id] = size }
        return sum + (own ?? Self.one)
    }

    /// The shape of `self` for what is in a list or map that no path leads to, such as the result of a call: Kubernetes
    /// drops the first step of a path for the name of the variable, and there the only step is that of the element.
    private func rootOfPathless(_ container: CELSyntax.ID) -> CELShape? {
        paths[container] == nil ? root : nil
    }

    private func describe(_ id: CELSyntax.ID) -> CELCallCost.Argument {
        var constant: CELValue?
        if case .literal(let value) = checked.syntax[id] { constant = value }
        return CELCallCost.Argument(
            type: checked.types[id],
            size: sizeOrUnknown(id),
            elementSize: element(of: id).size ?? .unknown,
            constant: constant
        )
    }

    private mutating func costOfCondition(_ arguments: [CELSyntax.ID], _ id: CELSyntax.ID) -> CELRange {
        let condition = cost(arguments[0])
        let yes = cost(arguments[1])
        let no = cost(arguments[2])
        sizes[id] = sizeOrUnknown(arguments[1]).union(sizeOrUnknown(arguments[2]))
        entrySizes[id] = entrySize(arguments[1])?.union(entrySize(arguments[2]))
        return condition + yes.union(no)
    }

    private mutating func operatorCost(
        _ name: String,
        _ overload: CELOverload,
        _ nodes: [CELSyntax.ID],
        _ id: CELSyntax.ID
    ) -> CELCallCost.Estimate {
        guard nodes.count == 2 else { return CELCallCost.Estimate(cost: Self.one) }
        let left = sizeOrUnknown(nodes[0])
        let right = sizeOrUnknown(nodes[1])
        let isText = overload.parameters.first == .string || overload.parameters.first == .bytes
        switch name {
        case "@in":
            if case .list = overload.parameters[1] { return CELCallCost.Estimate(cost: right) }
            return CELCallCost.Estimate(cost: Self.one)
        case "_==_", "_!=_":
            return CELCallCost.Estimate(cost: comparisonCost(left, right))
        case "_<_", "_<=_", "_>_", "_>=_":
            return CELCallCost.Estimate(cost: isText ? comparisonCost(left, right) : Self.one)
        case "_+_":
            if case .list? = overload.parameters.first {
                entrySizes[id] = entrySize(nodes[0])?.union(entrySize(nodes[1]))
                return CELCallCost.Estimate(cost: Self.one, resultSize: left + right)
            }
            guard isText else { return CELCallCost.Estimate(cost: Self.one) }
            return CELCallCost.Estimate(cost: (left + right).scaled(by: 0.1), resultSize: left + right)
        default: return CELCallCost.Estimate(cost: Self.one)
        }
    }

    private func comparisonCost(_ left: CELRange, _ right: CELRange) -> CELRange {
        let most = min(left.most, right.most)
        return CELRange(least: most > 0 ? 1 : 0, most: most).scaled(by: 0.1)
    }

    /// A loop costs its range, and for each element a condition and a step, as cel-go writes macros out.
    mutating func costOfLoop(_ loop: CELSyntax.Comprehension, _ id: CELSyntax.ID) -> CELRange {
        let range = cost(loop.range)
        let count = sizeOrUnknown(loop.range)
        bindVariables(of: loop)
        let predicate = loop.predicate.map { cost($0) } ?? Self.nothing
        let transform = loop.transform.map { cost($0) } ?? Self.nothing
        let made: CELRange? =
            switch loop.kind {
            case .filter:
                locals.last { $0.name == loop.variable }.flatMap { local in
                    local.shape.map { CELRange(least: 0, most: $0.largestCountInRequest) } ?? local.size
                }
            default: loop.transform.map { sizeOrUnknown($0) }
            }
        locals.removeLast(loop.second == nil ? 1 : 2)
        func chosen(_ step: CELRange) -> CELRange {
            loop.predicate == nil ? step : predicate + step.union(Self.one)
        }
        let fixed: UInt64
        let round: CELRange
        switch loop.kind {
        case .all:
            (fixed, round) = (1, CELRange(2) + CELRange(least: 1, most: predicate.most.saturatingSum(1)))
        case .exists:
            (fixed, round) = (1, CELRange(3) + CELRange(least: 1, most: predicate.most.saturatingSum(1)))
        case .existsOne: (fixed, round) = (2, predicate + CELRange(least: 1, most: 2))
        case .map: (fixed, round) = (11, chosen(CELRange(12) + transform))
        case .filter: (fixed, round) = (11, chosen(CELRange(13)))
        case .transformMap: (fixed, round) = (31, chosen(CELRange(3) + transform))
        case .transformMapEntry: (fixed, round) = (31, chosen(CELRange(2) + transform))
        }
        switch loop.kind {
        case .all, .exists, .existsOne: sizes[id] = Self.one
        default:
            sizes[id] = count
            entrySizes[id] = EntrySize(key: Self.one, value: Self.nothing.union(made ?? .unknown))
        }
        return range + CELRange(fixed) + count * round
    }

    /// What a loop runs over is known by its path from a variable. Where it has none, because it was computed, cel-go
    /// makes up a path that Kubernetes takes for the root of the schema; budgets depend on it, so it is so here.
    private mutating func bindVariables(of loop: CELSyntax.Comprehension) {
        let isComputed = paths[loop.range] == nil
        let (declared, size) = element(of: loop.range)
        let element = isComputed ? root : declared
        var isList = false
        if case .list = checked.types[loop.range] { isList = true }
        // A key of declared JSON counts nothing: its type has no size.
        let key = Local(
            name: loop.variable,
            shape: isComputed ? root : nil,
            size: isList ? Self.one : isComputed ? entrySize(loop.range)?.key : Self.nothing,
            entries: nil
        )
        if let second = loop.second {
            locals.append(key)
            locals.append(Local(name: second, shape: element, size: size, entries: nil))
        } else {
            locals.append(isList ? Local(name: loop.variable, shape: element, size: size, entries: nil) : key)
        }
    }

    private var root: CELShape? { shapes["self"] ?? shapes.values.first }
}
