// SPDX-License-Identifier: MIT

/// The operators that have steps of their own, by the names the parser gives them.
enum CELOperation: String, Sendable {
    case equal = "_==_"
    case notEqual = "_!=_"
    case less = "_<_"
    case lessOrEqual = "_<=_"
    case greater = "_>_"
    case greaterOrEqual = "_>=_"
    case isIn = "@in"
    case add = "_+_"
    case subtract = "_-_"
    case multiply = "_*_"
    case divide = "_/_"
    case remainder = "_%_"
    case not = "!_"
    case negate = "-_"

    func apply(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch (self, value) {
        case (.not, .bool(let flag)): return .bool(!flag)
        case (.negate, .int(let number)):
            guard number != .min else { throw .integerOverflow }
            return .int(-number)
        case (.negate, .double(let number)): return .double(-number)
        default: throw .noSuchOverload
        }
    }

    func apply(_ left: CELValue, _ right: CELValue) throws(CELFailure) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(try ints(left, right))
        case (.uint(let left), .uint(let right)): return .uint(try uints(left, right))
        case (.double(let left), .double(let right)):
            switch self {
            case .subtract: return .double(left - right)
            case .multiply: return .double(left * right)
            case .divide: return .double(left / right)
            default: throw .noSuchOverload
            }
        case (.timestamp(let left), .timestamp(let right)) where self == .subtract:
            guard let span = left.span(since: right) else { throw .integerOverflow }
            return .duration(span)
        case (.timestamp(let moment), .duration(let span)) where self == .subtract:
            guard span.nanoseconds != .min,
                let earlier = moment.advanced(by: CELDuration(nanoseconds: -span.nanoseconds))
            else { throw CELFailure("timestamp overflow") }
            return .timestamp(earlier)
        case (.duration(let left), .duration(let right)) where self == .subtract:
            return .duration(CELDuration(nanoseconds: try ints(left.nanoseconds, right.nanoseconds)))
        default: throw .noSuchOverload
        }
    }

    private func ints(_ left: Int64, _ right: Int64) throws(CELFailure) -> Int64 {
        try whole(left, right, overflowing: .integerOverflow)
    }

    private func uints(_ left: UInt64, _ right: UInt64) throws(CELFailure) -> UInt64 {
        try whole(left, right, overflowing: .unsignedOverflow)
    }

    private func whole<Number: FixedWidthInteger>(
        _ left: Number,
        _ right: Number,
        overflowing failure: @autoclosure () -> CELFailure
    ) throws(CELFailure) -> Number {
        let (result, overflow): (Number, Bool)
        switch self {
        case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
        case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { throw CELFailure("division by zero") }
            (result, overflow) = left.dividedReportingOverflow(by: right)
        case .remainder:
            if right == 0 { throw CELFailure("modulus by zero") }
            (result, overflow) = left.remainderReportingOverflow(dividingBy: right)
        default: throw .noSuchOverload
        }
        if overflow { throw failure() }
        return result
    }

    // MARK: Costs

    static func comparisonCost(_ left: CELValue, _ right: CELValue) -> UInt64 {
        switch (left, right) {
        case (.int, _), (.bool, _), (.null, _), (.double, _), (.uint, _): min(1, right.costSize)
        default: min(left.costSize, right.costSize).scaledUp(by: 0.1)
        }
    }

    static func orderCost(_ left: CELValue, _ right: CELValue) -> UInt64 {
        switch (left, right) {
        case (.string, .string), (.bytes, .bytes): min(left.costSize, right.costSize).scaledUp(by: 0.1)
        default: 1
        }
    }
}
