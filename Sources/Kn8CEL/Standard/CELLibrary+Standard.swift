// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// The operators, functions and macros of the language itself (`cel-go:common/stdlib/standard.go`). `zone` finds
    /// named time zones.
    static func standard(zone: @escaping @Sendable (String) -> CELTimeZone?) -> CELLibrary {
        CELLibrary(
            "standard",
            functions: OperatorDeclarations.functions + ConversionFunctions.functions + TextFunctions.functions
                + TimeFunctions.functions(zone: zone),
            macros: CELMacro.standard,
            constants: typeNames
        )
    }

    /// Comparisons between int, uint and double; Kubernetes since 1.28.
    package static let crossTypeOrdering = CELLibrary(
        "cross-type numeric comparison",
        functions: OperatorDeclarations.crossTypeOrdering
    )

    /// `optional.of` and the rest; Kubernetes since 1.28.
    package static let optionals = CELLibrary(
        "optional",
        functions: OptionalFunctions.functions,
        macros: CELMacro.optionals,
        constants: [
            Constant(
                name: "optional_type",
                type: .type(.optional(.dyn)),
                value: .type(.optional(.dyn))
            )
        ]
    )

    /// The macros with two variables; Kubernetes since 1.32.
    package static let twoVariableComprehensions = CELLibrary(
        "two-variable comprehensions",
        macros: CELMacro.twoVariables
    )

    /// `cel.bind`; not in Kubernetes.
    package static let bindings = CELLibrary("bindings", macros: [CELMacro.bind])

    private static let typeNames: [Constant] = [
        ("bool", .bool), ("int", .int), ("uint", .uint), ("double", .double), ("string", .string), ("bytes", .bytes),
        ("list", .list(.dyn)), ("map", .map(.dyn, .dyn)), ("null_type", .null), ("type", .type(.dyn)),
        ("google.protobuf.Timestamp", .timestamp), ("google.protobuf.Duration", .duration),
    ].map { (name: String, type: CELType) in Constant(name: name, type: .type(type), value: .type(type)) }
}
