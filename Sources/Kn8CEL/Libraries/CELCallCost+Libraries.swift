// SPDX-License-Identifier: MIT

// Costs that several libraries share (`kubernetes:apiserver/pkg/cel/library/cost.go`, `cel-go:ext/costs.go`).
extension CELCallCost {
    /// The cost of making a list.
    static let listCreation: UInt64 = 10

    /// A traversal of the argument at `position` whose result is at most as large.
    static func transforming(_ position: Int, factor: Double = 0.1) -> CELCallCost {
        .traversal(of: position, factor: factor) { sizes in
            sizes.indices.contains(position) ? sizes[position] : .unknown
        }
    }

    /// A function that visits each element of the list (or each byte of the text) that is its first argument.
    static let visiting = CELCallCost(
        actual: { arguments, _ in arguments.first.map { $0.traversalCost } ?? 0 },
        estimate: { arguments in
            guard let list = arguments.first else { return Estimate(cost: .unknown) }
            guard case .list(let element) = list.type else { return Estimate(cost: list.size.scaled(by: 0.1)) }
            var each = CELRange(1)
            switch element {
            case .string, .bytes: each = each + list.elementSize.scaled(by: 0.1)
            default: break
            }
            return Estimate(cost: list.size * each)
        }
    )

    /// A search for a pattern, the second argument, in a text, the first; the result is at most as large as the text.
    static let searching = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count >= 2 else { return 1 }
            let text = arguments[0].costSize.saturatingSum(1).scaledUp(by: 0.1)
            return text.saturatingProduct(arguments[1].costSize.scaledUp(by: 0.25))
        },
        estimate: { arguments in
            guard arguments.count >= 2 else { return Estimate(cost: .unknown) }
            let text = (arguments[0].size + CELRange(1)).scaled(by: 0.1)
            let cost = text * arguments[1].size.scaled(by: 0.25)
            return Estimate(cost: cost, resultSize: CELRange(least: 0, most: arguments[0].size.most))
        }
    )

    /// A function of lists that makes a new one: one call, one list and `factor` for each element that `size` counts.
    static func allocating(
        factor: Double,
        size: @escaping @Sendable (_ arguments: [CELValue], _ result: CELValue) -> UInt64,
        estimate: @escaping @Sendable (_ arguments: [Argument]) -> CELRange
    ) -> CELCallCost {
        CELCallCost(
            actual: { arguments, result in
                let each = Double(size(arguments, result)) * factor
                let elements = each >= 18_446_744_073_709_551_616.0 ? UInt64.max : UInt64(each)
                return elements.saturatingSum(1 + listCreation)
            },
            estimate: { arguments in
                let size = estimate(arguments)
                let cost = size.scaled(by: factor) + CELRange(1 + listCreation)
                return Estimate(cost: cost, resultSize: size)
            }
        )
    }
}

extension CELValue {
    /// A unit for each scalar value inside, a tenth for each byte of a text.
    fileprivate var traversalCost: UInt64 {
        var cost: UInt64 = 0
        var waiting = [self]
        while let value = waiting.popLast() {
            switch value {
            case .string(let text): cost = cost.saturatingSum(UInt64(text.utf8.count) / 10)
            case .bytes(let bytes): cost = cost.saturatingSum(UInt64(bytes.count) / 10)
            case .list(let list):
                for index in 0..<list.count {
                    if let element = try? list.element(at: index) { waiting.append(element) }
                }
            case .map(let map):
                for index in 0..<map.count {
                    if let entry = try? map.entry(at: index) { waiting += [entry.key, entry.value] }
                }
            default: cost = cost.saturatingSum(1)
            }
        }
        return cost
    }
}
