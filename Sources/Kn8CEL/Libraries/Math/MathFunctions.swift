// SPDX-License-Identifier: MIT

/// What the functions of the math library do.
enum MathFunctions {
    /// The one of two numbers that `wanted` (1 for the greater, -1 for the lesser) asks for; the first when they are
    /// equal.
    static func extreme(_ left: CELValue, _ right: CELValue, wanted: Int) throws(CELFailure) -> CELValue {
        try right.order(to: left) == wanted ? right : left
    }

    static func extreme(of value: CELValue, wanted: Int) throws(CELFailure) -> CELValue {
        guard case .list(let list) = value else { throw .noSuchOverload }
        var found: CELValue?
        for element in try list.elements() {
            switch element {
            case .int, .uint, .double: break
            default: throw .noSuchOverload
            }
            guard let present = found else {
                found = element
                continue
            }
            found = try extreme(present, element, wanted: wanted)
        }
        guard let found else {
            throw CELFailure("math.@\(wanted > 0 ? "max" : "min")(list) argument must not be empty")
        }
        return found
    }

    static let magnitude: @Sendable (CELValue) throws(CELFailure) -> CELValue = { value throws(CELFailure) in
        switch value {
        case .int(let number):
            guard number != .min else { throw .integerOverflow }
            return .int(abs(number))
        case .uint: return value
        case .double(let number): return .double(abs(number))
        default: throw .noSuchOverload
        }
    }

    static let sign: @Sendable (CELValue) throws(CELFailure) -> CELValue = { value throws(CELFailure) in
        switch value {
        case .int(let number): return .int(number.signum())
        case .uint(let number): return .uint(number.signum())
        case .double(let number): return .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
        default: throw .noSuchOverload
        }
    }

    static let squareRoot: @Sendable (CELValue) throws(CELFailure) -> CELValue = { value throws(CELFailure) in
        switch value {
        case .int(let number): return .double(Double(number).squareRoot())
        case .uint(let number): return .double(Double(number).squareRoot())
        case .double(let number): return .double(number.squareRoot())
        default: throw .noSuchOverload
        }
    }

    static let and: @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue = {
        left,
        right throws(CELFailure) in
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(left & right)
        case (.uint(let left), .uint(let right)): return .uint(left & right)
        default: throw .noSuchOverload
        }
    }

    static let or: @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue = {
        left,
        right throws(CELFailure) in
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(left | right)
        case (.uint(let left), .uint(let right)): return .uint(left | right)
        default: throw .noSuchOverload
        }
    }

    static let xor: @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue = {
        left,
        right throws(CELFailure) in
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(left ^ right)
        case (.uint(let left), .uint(let right)): return .uint(left ^ right)
        default: throw .noSuchOverload
        }
    }

    static let not: @Sendable (CELValue) throws(CELFailure) -> CELValue = { value throws(CELFailure) in
        switch value {
        case .int(let number): return .int(~number)
        case .uint(let number): return .uint(~number)
        default: throw .noSuchOverload
        }
    }

    /// Bits shifted out are lost, and zeros come in at either end, also for an int.
    static func shifted(
        _ value: CELValue,
        by places: CELValue,
        isLeft: Bool,
        name: String
    ) throws(CELFailure) -> CELValue {
        guard case .int(let places) = places else { throw .noSuchOverload }
        guard places >= 0 else { throw CELFailure("\(name)() negative offset: \(places)") }
        func shift(_ bits: UInt64) -> UInt64 {
            guard places < 64 else { return 0 }
            return isLeft ? bits << UInt64(places) : bits >> UInt64(places)
        }
        switch value {
        case .int(let number): return .int(Int64(bitPattern: shift(UInt64(bitPattern: number))))
        case .uint(let number): return .uint(shift(number))
        default: throw .noSuchOverload
        }
    }
}
