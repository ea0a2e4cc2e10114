// SPDX-License-Identifier: MIT

extension CELValue {
    /// -1, 0 or 1 for values that have an order; numbers compare whatever their type.
    ///
    /// Throws `NaN values cannot be ordered`, and `no such overload` for kinds without an order between them.
    package func order(to other: CELValue) throws(CELFailure) -> Int {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): left == right ? 0 : (left ? 1 : -1)
        case (.int(let left), .int(let right)): left == right ? 0 : (left < right ? -1 : 1)
        case (.uint(let left), .uint(let right)): left == right ? 0 : (left < right ? -1 : 1)
        case (.double(let left), .double(let right)): try Self.order(left, right)
        case (.int(let left), .uint(let right)): left == right ? 0 : (left < right ? -1 : 1)
        case (.uint(let left), .int(let right)): left == right ? 0 : (left < right ? -1 : 1)
        case (.int(let left), .double(let right)): try Self.order(Double(left), right)
        case (.double(let left), .int(let right)): try Self.order(left, Double(right))
        case (.uint(let left), .double(let right)): try Self.order(Double(left), right)
        case (.double(let left), .uint(let right)): try Self.order(left, Double(right))
        case (.string(let left), .string(let right)): left.scalarOrder(to: right)
        case (.bytes(let left), .bytes(let right)):
            left == right ? 0 : (left.lexicographicallyPrecedes(right) ? -1 : 1)
        case (.duration(let left), .duration(let right)): left == right ? 0 : (left < right ? -1 : 1)
        case (.timestamp(let left), .timestamp(let right)): left == right ? 0 : (left < right ? -1 : 1)
        default: throw .noSuchOverload
        }
    }

    private static func order(_ left: Double, _ right: Double) throws(CELFailure) -> Int {
        if left.isNaN || right.isNaN { throw CELFailure("NaN values cannot be ordered") }
        return left == right ? 0 : (left < right ? -1 : 1)
    }
}
