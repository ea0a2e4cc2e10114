// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// Kubernetes' own functions of lists (`kubernetes:apiserver/pkg/cel/library/lists.go`).
    package static let kubernetesLists = CELLibrary(
        "kubernetes.lists",
        functions: [
            CELFunction(
                "isSorted",
                comparableTypes.map { name, type in
                    .receiver("list_\(name)_is_sorted_bool", [.list(type)], .bool, cost: .visiting, unary: isSorted)
                }
            ),
            CELFunction(
                "sum",
                summableTypes.map { name, type, zero in
                    .receiver("list_\(name)_sum_\(name)", [.list(type)], type, cost: .visiting) {
                        list throws(CELFailure) in try sum(list.items(), zero)
                    }
                }
            ),
            CELFunction(
                "max",
                comparableTypes.map { name, type in
                    .receiver("list_\(name)_max_\(name)", [.list(type)], type, cost: .visiting) {
                        list throws(CELFailure) in try extreme(list.items(), "max", 1)
                    }
                }
            ),
            CELFunction(
                "min",
                comparableTypes.map { name, type in
                    .receiver("list_\(name)_min_\(name)", [.list(type)], type, cost: .visiting) {
                        list throws(CELFailure) in try extreme(list.items(), "min", -1)
                    }
                }
            ),
            CELFunction(
                "indexOf",
                [
                    .receiver(
                        "list_a_index_of_int",
                        [.list(.parameter("A")), .parameter("A")],
                        .int,
                        cost: .visiting
                    ) { list, item throws(CELFailure) in
                        let list = try list.items()
                        for index in 0..<list.count where try list.element(at: index).isEqual(to: item) {
                            return .int(Int64(index))
                        }
                        return .int(-1)
                    }
                ]
            ),
            CELFunction(
                "lastIndexOf",
                [
                    .receiver(
                        "list_a_last_index_of_int",
                        [.list(.parameter("A")), .parameter("A")],
                        .int,
                        cost: .visiting
                    ) { list, item throws(CELFailure) in
                        let list = try list.items()
                        for index in (0..<list.count).reversed()
                        where try list.element(at: index).isEqual(to: item) {
                            return .int(Int64(index))
                        }
                        return .int(-1)
                    }
                ]
            ),
        ]
    )

    /// The types that have an order, by the names that overloads have for them.
    static let comparableTypes: [(name: String, type: CELType)] = [
        ("int", .int), ("uint", .uint), ("double", .double), ("bool", .bool), ("duration", .duration),
        ("timestamp", .timestamp), ("string", .string), ("bytes", .bytes),
    ]

    private static let summableTypes: [(name: String, type: CELType, zero: CELValue)] = [
        ("int", .int, .int(0)), ("uint", .uint, .uint(0)), ("double", .double, .double(0)),
        ("duration", .duration, .duration(CELDuration(nanoseconds: 0))),
    ]

    @Sendable private static func isSorted(_ list: CELValue) throws(CELFailure) -> CELValue {
        let list = try list.items()
        var previous: CELValue?
        for index in 0..<list.count {
            let element = try list.element(at: index)
            if let previous, try previous.order(to: element) > 0 { return .bool(false) }
            previous = element
        }
        return .bool(true)
    }

    /// The least or the largest element; of equal ones the first.
    @Sendable private static func extreme(
        _ list: CELList,
        _ name: String,
        _ sign: Int
    ) throws(CELFailure) -> CELValue {
        guard list.count > 0 else { throw CELFailure("\(name) called on empty list") }
        var best = try list.element(at: 0)
        for index in 1..<max(list.count, 1) {
            let element = try list.element(at: index)
            if try element.order(to: best) == sign { best = element }
        }
        return best
    }

    // A list of dyn is summed by what it holds: its first element tells.
    @Sendable private static func sum(_ list: CELList, _ zero: CELValue) throws(CELFailure) -> CELValue {
        guard list.count > 0 else { return zero }
        var total = try list.element(at: 0)
        switch total {
        case .int, .uint, .double, .duration: break
        default: throw .noSuchOverload
        }
        for index in 1..<max(list.count, 1) { total = try added(total, list.element(at: index)) }
        return total
    }

    private static func added(_ left: CELValue, _ right: CELValue) throws(CELFailure) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            let (sum, overflow) = left.addingReportingOverflow(right)
            if overflow { throw .integerOverflow }
            return .int(sum)
        case (.uint(let left), .uint(let right)):
            let (sum, overflow) = left.addingReportingOverflow(right)
            if overflow { throw .unsignedOverflow }
            return .uint(sum)
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.duration(let left), .duration(let right)):
            let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
            if overflow { throw .integerOverflow }
            return .duration(CELDuration(nanoseconds: sum))
        default: throw .noSuchOverload
        }
    }
}
