// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELLibrary {
    private static let quantityType = CELQuantity.celType

    /// Amounts of resources, since Kubernetes 1.28 (`kubernetes:apiserver/pkg/cel/library/quantity.go`).
    package static let quantities = CELLibrary(
        "kubernetes.quantity",
        functions: [
            CELFunction(
                "quantity",
                [
                    .global("string_to_quantity", [.string], quantityType, cost: .traversal(of: 0)) {
                        text throws(CELFailure) in .opaque(try CELQuantity(text.text()))
                    }
                ]
            ),
            CELFunction(
                "isQuantity",
                [
                    .global("is_quantity_string", [.string], .bool, cost: .traversal(of: 0)) {
                        text throws(CELFailure) in
                        let text = try text.text()
                        return .bool((try? CELQuantity(text)) != nil)
                    }
                ]
            ),
            CELFunction(
                "sign",
                [
                    .global("quantity_sign", [quantityType], .int) { quantity throws(CELFailure) in
                        let quantity: CELQuantity = try quantity.opaque()
                        return .int(quantity.order(to: CELQuantity(0)))
                    }
                ]
            ),
            CELFunction(
                "isGreaterThan",
                [
                    .receiver("quantity_is_greater_than", [quantityType, quantityType], .bool) {
                        left,
                        right throws(CELFailure) in .bool(try order(left, right) > 0)
                    }
                ]
            ),
            CELFunction(
                "isLessThan",
                [
                    .receiver("quantity_is_less_than", [quantityType, quantityType], .bool) {
                        left,
                        right throws(CELFailure) in .bool(try order(left, right) < 0)
                    }
                ]
            ),
            CELFunction(
                "compareTo",
                [
                    .receiver("quantity_compare_to", [quantityType, quantityType], .int) {
                        left,
                        right throws(CELFailure) in .int(try order(left, right))
                    }
                ]
            ),
            CELFunction(
                "asApproximateFloat",
                [
                    .receiver("quantity_get_float", [quantityType], .double) { quantity throws(CELFailure) in
                        let quantity: CELQuantity = try quantity.opaque()
                        return .double(quantity.approximation)
                    }
                ]
            ),
            CELFunction(
                "asInteger",
                [
                    .receiver("quantity_get_int", [quantityType], .int) { quantity throws(CELFailure) in
                        let quantity: CELQuantity = try quantity.opaque()
                        guard let integer = quantity.integer else {
                            throw CELFailure("cannot convert value to integer")
                        }
                        return .int(integer)
                    }
                ]
            ),
            CELFunction(
                "isInteger",
                [
                    .receiver("quantity_is_integer", [quantityType], .bool) { quantity throws(CELFailure) in
                        let quantity: CELQuantity = try quantity.opaque()
                        return .bool(quantity.integer != nil)
                    }
                ]
            ),
            CELFunction(
                "add",
                [
                    .receiver("quantity_add", [quantityType, quantityType], quantityType) {
                        left,
                        right throws(CELFailure) in
                        let (left, right): (CELQuantity, CELQuantity) = (try left.opaque(), try right.opaque())
                        return .opaque(left.adding(right))
                    },
                    .receiver("quantity_add_int", [quantityType, .int], quantityType) {
                        left,
                        right throws(CELFailure) in
                        let left: CELQuantity = try left.opaque()
                        return .opaque(left.adding(CELQuantity(try right.integer())))
                    },
                ]
            ),
            CELFunction(
                "sub",
                [
                    .receiver("quantity_sub", [quantityType, quantityType], quantityType) {
                        left,
                        right throws(CELFailure) in
                        let (left, right): (CELQuantity, CELQuantity) = (try left.opaque(), try right.opaque())
                        return .opaque(left.subtracting(right))
                    },
                    .receiver("quantity_sub_int", [quantityType, .int], quantityType) {
                        left,
                        right throws(CELFailure) in
                        let left: CELQuantity = try left.opaque()
                        return .opaque(left.subtracting(CELQuantity(try right.integer())))
                    },
                ]
            ),
        ],
        constants: [.type("kubernetes.Quantity")]
    )

    private static func order(_ left: CELValue, _ right: CELValue) throws(CELFailure) -> Int64 {
        let (left, right): (CELQuantity, CELQuantity) = (try left.opaque(), try right.opaque())
        return left.order(to: right)
    }
}
