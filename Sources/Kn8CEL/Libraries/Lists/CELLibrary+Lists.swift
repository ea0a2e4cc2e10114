// SPDX-License-Identifier: MIT

extension CELLibrary {
    private static let anyList = CELType.list(.parameter("T"))

    /// cel-go's functions of lists, version 3, since Kubernetes 1.34 (`cel-go:ext/lists.go`).
    package static let lists = CELLibrary(
        "lists",
        functions: [
            CELFunction(
                "slice",
                [
                    .receiver(
                        "list_slice",
                        [anyList, .int, .int],
                        anyList,
                        cost: .allocating(factor: 1, size: { $1.costSize }, estimate: sliceSize),
                        variadic: { arguments throws(CELFailure) in
                            let start = try arguments.argument(1).integer()
                            let end = try arguments.argument(2).integer()
                            return try slice(arguments.argument(0).items(), start, end)
                        }
                    )
                ]
            ),
            CELFunction(
                "flatten",
                [
                    .receiver(
                        "list_flatten",
                        [.list(anyList)],
                        anyList,
                        cost: .allocating(
                            factor: 1,
                            size: { arguments, _ in arguments.first?.costSize ?? 0 },
                            estimate: { $0.first?.size ?? .unknown }
                        )
                    ) { list throws(CELFailure) in try flatten(list.items(), 1) },
                    .receiver(
                        "list_flatten_int",
                        [.list(.dyn), .int],
                        .list(.dyn),
                        cost: flatteningCost
                    ) { list, depth throws(CELFailure) in try flatten(list.items(), depth.integer()) },
                ]
            ),
            CELFunction(
                "distinct",
                [
                    .receiver("list_distinct", [anyList], anyList, cost: comparing(argument: 0)) {
                        list throws(CELFailure) in try distinct(list.items())
                    }
                ]
            ),
            CELFunction(
                "reverse",
                [
                    .receiver(
                        "list_reverse",
                        [anyList],
                        anyList,
                        cost: .allocating(
                            factor: 1,
                            size: { $1.costSize },
                            estimate: { $0.first?.size ?? .unknown }
                        )
                    ) { list throws(CELFailure) in .list(of: try list.items().elements().reversed()) }
                ]
            ),
            CELFunction(
                "lists.range",
                [
                    .global(
                        "lists_range",
                        [.int],
                        .list(.int),
                        cost: .allocating(
                            factor: 1,
                            size: { $1.costSize },
                            estimate: { CELRange($0.first?.constant?.count ?? .max) }
                        )
                    ) { count throws(CELFailure) in
                        let count = max(try count.integer(), 0)
                        try CELFailure.checkList(Int(clamping: count))
                        return .list(of: (0..<count).map { .int($0) })
                    }
                ]
            ),
            CELFunction(
                "sort",
                comparableTypes.map { name, type in
                    .receiver(
                        "list_\(name)_sort",
                        [.list(type)],
                        .list(type),
                        cost: comparing(argument: 0),
                        unary: { list throws(CELFailure) in
                            let list = try list.items()
                            return try sorted(list, by: list)
                        }
                    )
                }
            ),
            CELFunction(
                "@sortByAssociatedKeys",
                comparableTypes.map { name, type in
                    .receiver(
                        "list_\(name)_sortByAssociatedKeys",
                        [anyList, .list(type)],
                        anyList,
                        cost: comparing(argument: 1)
                    ) { list, keys throws(CELFailure) in try sorted(list.items(), by: keys.items()) }
                }
            ),
        ],
        macros: [
            CELMacro("sortBy", argumentCount: 2, isReceiver: true) {
                context,
                receiver,
                arguments throws(CELMacroContext.Refusal) in
                guard let receiver, arguments.count == 2 else { throw context.refusal("sortBy needs a list") }
                let variable = try context.variable(arguments[0], otherwise: "argument is not an identifier")
                let input = "@__sortBy_input__"
                let range = context.name(input)
                let keys = context.mapping(range, variable: variable, to: arguments[1])
                let list = context.name(input)
                let call = context.call("@sortByAssociatedKeys", receiver: list, [keys])
                return context.binding(input, to: receiver, in: call)
            }
        ]
    )

    @Sendable private static func sliceSize(_ arguments: [CELCallCost.Argument]) -> CELRange {
        guard arguments.count == 3 else { return .unknown }
        let start = arguments[1].constant?.count ?? 0
        let end = arguments[2].constant?.count ?? arguments[0].size.most
        return CELRange(end >= start ? end - start : 0)
    }

    private static let flatteningCost = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count == 2 else { return 1 }
            let depth = arguments[1].count ?? 1
            return arguments[0].costSize.saturatingProduct(depth).saturatingSum(1 + CELCallCost.listCreation)
        },
        estimate: { arguments in
            guard arguments.count == 2 else { return CELCallCost.Estimate(cost: .unknown) }
            let depth = arguments[1].constant?.count ?? .max
            let cost = arguments[0].size * CELRange(depth) + CELRange(1 + CELCallCost.listCreation)
            return CELCallCost.Estimate(cost: cost, resultSize: arguments[0].size)
        }
    )

    /// Twice the square of the size of a list, a little more for texts.
    private static func comparing(argument position: Int) -> CELCallCost {
        CELCallCost(
            actual: { arguments, _ in
                guard arguments.indices.contains(position), case .list(let list) = arguments[position] else { return 1 }
                let count = UInt64(list.count)
                var factor = 2.0
                if count > 0, let first = try? list.element(at: 0) {
                    switch first {
                    case .string, .bytes: factor = 2.1
                    default: break
                    }
                }
                let square = Double(count.saturatingProduct(count)) * factor
                let work = square >= 18_446_744_073_709_551_616.0 ? UInt64.max : UInt64(square)
                return work.saturatingSum(1 + CELCallCost.listCreation)
            },
            estimate: { arguments in
                guard arguments.indices.contains(position) else { return CELCallCost.Estimate(cost: .unknown) }
                let size = arguments[position].size
                var factor = 2.0
                if case .list(let element) = arguments[position].type {
                    switch element {
                    case .string, .bytes: factor = 2.1
                    default: break
                    }
                }
                let cost = (size * size).scaled(by: factor) + CELRange(1 + CELCallCost.listCreation)
                return CELCallCost.Estimate(cost: cost, resultSize: size * size)
            }
        )
    }

    private static func slice(_ list: CELList, _ start: Int64, _ end: Int64) throws(CELFailure) -> CELValue {
        let call = "cannot slice(\(start), \(end))"
        if start < 0 || end < 0 { throw CELFailure("\(call), negative indexes not supported") }
        if start > end { throw CELFailure("\(call), start index must be less than or equal to end index") }
        guard end <= Int64(list.count) else { throw CELFailure("\(call), list is length \(list.count)") }
        var elements: [CELValue] = []
        for index in Int(start)..<Int(end) { elements.append(try list.element(at: index)) }
        return .list(of: elements)
    }

    private static func flatten(_ list: CELList, _ depth: Int64) throws(CELFailure) -> CELValue {
        if depth < 0 { throw CELFailure("level must be non-negative") }
        var result: [CELValue] = []
        // Elements still to visit, the next one last, with the levels that are left.
        var waiting = try list.elements().reversed().map { ($0, depth) }
        var steps = 0
        while let (value, levels) = waiting.popLast() {
            steps += 1
            try CELFailure.checkList(steps)
            if levels > 0, case .list(let inner) = value {
                waiting += try inner.elements().reversed().map { ($0, levels - 1) }
            } else {
                result.append(value)
            }
        }
        return .list(of: result)
    }

    private static func distinct(_ list: CELList) throws(CELFailure) -> CELValue {
        var result: [CELValue] = []
        var keys: Set<CELKey> = []
        var others: [CELValue] = []
        var steps = 0
        for index in 0..<list.count {
            let element = try list.element(at: index)
            if let key = CELKey(element) {
                if keys.insert(key).inserted { result.append(element) }
                continue
            }
            var isNew = true
            for other in others where isNew {
                steps += 1
                try CELFailure.checkList(steps)
                isNew = try !element.isEqual(to: other)
            }
            if isNew {
                others.append(element)
                result.append(element)
            }
        }
        return .list(of: result)
    }

    private static func sorted(_ list: CELList, by keys: CELList) throws(CELFailure) -> CELValue {
        guard list.count == keys.count else {
            throw CELFailure(
                "@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got "
                    + "\(list.count) and \(keys.count) elements respectively"
            )
        }
        let elements = try list.elements()
        let values = try keys.elements()
        guard let first = values.first else { return .list(of: []) }
        switch first {
        case .bool, .int, .uint, .double, .string, .bytes, .duration, .timestamp: break
        default: throw CELFailure("list elements must be comparable")
        }
        guard values.allSatisfy({ $0.type.runtimeName == first.type.runtimeName }) else {
            throw CELFailure("list elements must have the same type")
        }
        // NaN has no order; it stays where it is, as nothing is less than it.
        let order = values.indices.sorted { left, right in
            guard let order = try? values[left].order(to: values[right]) else { return left < right }
            return order == 0 ? left < right : order < 0
        }
        return .list(of: order.map { elements[$0] })
    }
}

extension CELValue {
    /// A number of things; a negative int counts as none, anything but an int is nil.
    fileprivate var count: UInt64? {
        guard case .int(let number) = self else { return nil }
        return UInt64(max(number, 0))
    }
}
