// SPDX-License-Identifier: MIT

/// What a call costs: measured on its values at run time, and estimated on the sizes that are known beforehand. The
/// two must agree (`kubernetes:apiserver/pkg/cel/library/cost.go`).
package struct CELCallCost: Sendable {
    /// An argument as the estimate sees it.
    package struct Argument: Sendable {
        /// Its static type.
        package let type: CELType
        /// Its size: characters, bytes, elements or entries; 1 for every other type.
        package let size: CELRange
        /// The size of its elements (of a map, of its values), where it is a list or map; otherwise unknown.
        package let elementSize: CELRange
        /// Its value when it is a constant.
        package let constant: CELValue?

        /// An argument of `type`.
        package init(type: CELType, size: CELRange, elementSize: CELRange = .unknown, constant: CELValue? = nil) {
            self.type = type
            self.size = size
            self.elementSize = elementSize
            self.constant = constant
        }
    }

    /// What is expected of a call.
    package struct Estimate: Sendable {
        /// What the call itself costs, its arguments not counted.
        package let cost: CELRange
        /// The size of the result; nil when nothing is known.
        package let resultSize: CELRange?

        /// An estimate.
        package init(cost: CELRange, resultSize: CELRange? = nil) {
            self.cost = cost
            self.resultSize = resultSize
        }
    }

    /// The cost of a call with these arguments and this result. Use `CELValue.costSize`.
    package let actual: @Sendable (_ arguments: [CELValue], _ result: CELValue) -> UInt64
    /// The cost to expect.
    package let estimate: @Sendable (_ arguments: [Argument]) -> Estimate
    /// The cost when it is the same for every call; the others need not be asked then.
    let constant: UInt64?

    /// A cost by two closures that agree.
    package init(
        actual: @escaping @Sendable (_ arguments: [CELValue], _ result: CELValue) -> UInt64,
        estimate: @escaping @Sendable (_ arguments: [Argument]) -> Estimate
    ) {
        self.actual = actual
        self.estimate = estimate
        constant = nil
    }

    private init(constant: UInt64) {
        self.constant = constant
        actual = { _, _ in constant }
        estimate = { _ in Estimate(cost: CELRange(constant)) }
    }

    /// The same for every call.
    package static func fixed(_ cost: UInt64) -> CELCallCost { CELCallCost(constant: cost) }

    /// `factor` for each character of the argument at `position`, rounded up; `resultSize` tells the size of the result
    /// from the sizes of the arguments.
    package static func traversal(
        of position: Int,
        factor: Double = 0.1,
        resultSize: (@Sendable ([CELRange]) -> CELRange)? = nil
    ) -> CELCallCost {
        CELCallCost(
            actual: { arguments, _ in
                arguments.indices.contains(position) ? arguments[position].costSize.scaledUp(by: factor) : 1
            },
            estimate: { arguments in
                let size = arguments.indices.contains(position) ? arguments[position].size : CELRange(1)
                return Estimate(cost: size.scaled(by: factor), resultSize: resultSize?(arguments.map(\.size)))
            }
        )
    }
}

extension CELValue {
    /// The size that costs count: code points, bytes, elements or entries; 1 for everything else.
    package var costSize: UInt64 {
        switch self {
        case .string(let text): UInt64(text.scalarCount)
        case .bytes(let bytes): UInt64(bytes.count)
        case .list(let list): UInt64(list.count)
        case .map(let map): UInt64(map.count)
        case .object(let object): UInt64(object.json.count)
        case .optional(let inner?): inner.costSize
        default: 1
        }
    }
}
