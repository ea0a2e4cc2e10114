// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// `math.greatest`, `math.ceil`, `math.bitAnd` and the rest (`cel-go:ext/math.go`); Tekton has it, Kubernetes has
    /// not.
    package static let math = CELLibrary(
        "math",
        functions: [
            extreme("math.@max", wanted: 1), extreme("math.@min", wanted: -1),
            rounding("math.ceil", .up), rounding("math.floor", .down),
            rounding("math.round", .toNearestOrAwayFromZero), rounding("math.trunc", .towardZero),
            test("math.isNaN") { $0.isNaN }, test("math.isInf") { $0.isInfinite },
            test("math.isFinite") { $0.isFinite },
            CELFunction("math.abs", numeric("math_abs", result: nil, MathFunctions.magnitude)),
            CELFunction("math.sign", numeric("math_sign", result: nil, MathFunctions.sign)),
            CELFunction("math.sqrt", numeric("math_sqrt", result: .double, MathFunctions.squareRoot)),
            bits("math.bitAnd", MathFunctions.and), bits("math.bitOr", MathFunctions.or),
            bits("math.bitXor", MathFunctions.xor),
            CELFunction(
                "math.bitNot",
                [CELType.int, .uint].map {
                    .global("math_bitNot_\($0)_\($0)", [$0], $0, unary: MathFunctions.not)
                }
            ),
            shift("math.bitShiftLeft", isLeft: true), shift("math.bitShiftRight", isLeft: false),
        ],
        macros: [
            extremeMacro("math.greatest", "math.@max"), extremeMacro("math.least", "math.@min"),
        ]
    )

    private static let numbers: [CELType] = [.double, .int, .uint]

    private static func extreme(_ name: String, wanted: Int) -> CELFunction {
        var overloads: [CELOverload] = []
        for type in numbers {
            overloads.append(.global("\(name)_\(type)", [type], type, unary: { $0 }))
            overloads.append(
                .global("\(name)_list_\(type)", [.list(type)], type) { list throws(CELFailure) in
                    try MathFunctions.extreme(of: list, wanted: wanted)
                }
            )
            for other in numbers {
                overloads.append(
                    .global("\(name)_\(type)_\(other)", [type, other], type == other ? type : .dyn) {
                        left,
                        right throws(CELFailure) in
                        try MathFunctions.extreme(left, right, wanted: wanted)
                    }
                )
            }
        }
        return CELFunction(name, overloads)
    }

    /// One argument is taken as it is, two as a pair, more as a list.
    private static func extremeMacro(_ name: String, _ function: String) -> CELMacro {
        CELMacro(name, argumentCount: nil, isReceiver: true) {
            context,
            _,
            arguments throws(CELMacroContext.Refusal) in
            for argument in arguments {
                guard case .literal(let value) = context.node(argument) else { continue }
                switch value {
                case .int, .uint, .double: continue
                default: throw context.refusal("\(name)() simple literal arguments must be numeric", at: argument)
                }
            }
            switch arguments.count {
            case 0: throw context.refusal("\(name)() requires at least one argument")
            case 1:
                switch context.node(arguments[0]) {
                case .list(let elements, _) where elements.isEmpty:
                    throw context.refusal("\(name)() invalid single argument value", at: arguments[0])
                case .map, .message: throw context.refusal("\(name)() invalid single argument value", at: arguments[0])
                default: return context.call(function, arguments)
                }
            case 2: return context.call(function, arguments)
            default:
                let list = context.add(.list(arguments, optionals: []))
                return context.call(function, [list])
            }
        }
    }

    private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> CELFunction {
        CELFunction(
            name,
            [
                .global("\(name)_double", [.double], .double) { value throws(CELFailure) in
                    guard case .double(let number) = value else { throw .noSuchOverload }
                    return .double(number.rounded(rule))
                }
            ]
        )
    }

    private static func test(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> CELFunction {
        CELFunction(
            name,
            [
                .global("\(name)_double", [.double], .bool) { value throws(CELFailure) in
                    guard case .double(let number) = value else { throw .noSuchOverload }
                    return .bool(holds(number))
                }
            ]
        )
    }

    private static func numeric(
        _ id: String,
        result: CELType?,
        _ body: @escaping @Sendable (CELValue) throws(CELFailure) -> CELValue
    ) -> [CELOverload] {
        numbers.map { .global("\(id)_\($0)", [$0], result ?? $0, unary: body) }
    }

    private static func bits(
        _ name: String,
        _ body: @escaping @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue
    ) -> CELFunction {
        CELFunction(name, [CELType.int, .uint].map { .global("\(name)_\($0)_\($0)", [$0, $0], $0, binary: body) })
    }

    private static func shift(_ name: String, isLeft: Bool) -> CELFunction {
        CELFunction(
            name,
            [CELType.int, .uint].map {
                .global("\(name)_\($0)_int", [$0, .int], $0) { value, places throws(CELFailure) in
                    try MathFunctions.shifted(value, by: places, isLeft: isLeft, name: name)
                }
            }
        )
    }
}
