// SPDX-License-Identifier: MIT

extension CELLibrary {
    private static let anySet = CELType.list(.parameter("T"))

    /// Lists as sets (`cel-go:ext/sets.go`).
    package static let sets = CELLibrary(
        "sets",
        functions: [
            CELFunction(
                "sets.contains",
                [
                    .global("list_sets_contains_list", [anySet, anySet], .bool, cost: comparingSets(1)) {
                        set,
                        part throws(CELFailure) in .bool(try contains(set.items(), part.items()))
                    }
                ]
            ),
            CELFunction(
                "sets.equivalent",
                [
                    .global("list_sets_equivalent_list", [anySet, anySet], .bool, cost: comparingSets(2)) {
                        left,
                        right throws(CELFailure) in
                        let (left, right) = (try left.items(), try right.items())
                        guard try contains(left, right) else { return .bool(false) }
                        return .bool(try contains(right, left))
                    }
                ]
            ),
            CELFunction(
                "sets.intersects",
                [
                    .global("list_sets_intersects_list", [anySet, anySet], .bool, cost: comparingSets(1)) {
                        left,
                        right throws(CELFailure) in
                        .bool(try intersects(left.items(), right.items()))
                    }
                ]
            ),
        ]
    )

    private static func contains(_ set: CELList, _ part: CELList) throws(CELFailure) -> Bool {
        let members = try SetMembers(set)
        for index in 0..<part.count where try !members.contains(part.element(at: index)) { return false }
        return true
    }

    private static func intersects(_ left: CELList, _ right: CELList) throws(CELFailure) -> Bool {
        let members = try SetMembers(right)
        for index in 0..<left.count {
            if try members.contains(left.element(at: index)) { return true }
        }
        return false
    }

    private static func comparingSets(_ factor: UInt64) -> CELCallCost {
        CELCallCost(
            actual: { arguments, _ in
                guard arguments.count == 2 else { return 1 }
                return arguments[0].costSize.saturatingProduct(arguments[1].costSize).saturatingProduct(factor)
                    .saturatingSum(1)
            },
            estimate: { arguments in
                guard arguments.count == 2 else { return CELCallCost.Estimate(cost: .unknown) }
                return CELCallCost.Estimate(
                    cost: arguments[0].size * arguments[1].size * CELRange(factor) + CELRange(1)
                )
            }
        )
    }
}

/// The elements of a list, so that looking for one is cheap where it is a scalar.
private struct SetMembers {
    private var keys: Set<CELKey> = []
    private var others: [CELValue] = []

    init(_ list: CELList) throws(CELFailure) {
        for index in 0..<list.count {
            let element = try list.element(at: index)
            if let key = CELKey(element) { keys.insert(key) } else { others.append(element) }
        }
    }

    func contains(_ value: CELValue) throws(CELFailure) -> Bool {
        if let key = CELKey(value) { return keys.contains(key) }
        for other in others where try other.isEqual(to: value) { return true }
        return false
    }
}
