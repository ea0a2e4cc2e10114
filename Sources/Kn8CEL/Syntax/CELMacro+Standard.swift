// SPDX-License-Identifier: MIT

extension CELMacro {
    /// `has`, `all`, `exists`, `exists_one`, `map`, `filter`.
    static let standard: [CELMacro] = [
        CELMacro("has", argumentCount: 1, isReceiver: false) {
            context,
            _,
            arguments throws(CELMacroContext.Refusal) in
            guard let argument = arguments.first, case .select(let operand, let field) = context.node(argument) else {
                throw context.refusal("invalid argument to has() macro", at: arguments.first)
            }
            return context.add(.presence(operand, field: field))
        },
        quantifier("all", .all), quantifier("exists", .exists), quantifier("exists_one", .existsOne),
        quantifier("existsOne", .existsOne),
        CELMacro("map", argumentCount: 2, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            let variable = try context.variable(arguments[0], otherwise: "argument is not an identifier")
            return context.loop(.map, range, variable, transform: arguments[1])
        },
        CELMacro("map", argumentCount: 3, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            let variable = try context.variable(arguments[0], otherwise: "argument is not an identifier")
            return context.loop(.map, range, variable, predicate: arguments[1], transform: arguments[2])
        },
        CELMacro("filter", argumentCount: 2, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            let variable = try context.variable(arguments[0], otherwise: "argument is not an identifier")
            return context.loop(.filter, range, variable, predicate: arguments[1])
        },
    ]

    /// The macros with two variables (`cel-go:ext/comprehensions.go`).
    static let twoVariables: [CELMacro] = [
        twoVariableQuantifier("all", .all), twoVariableQuantifier("exists", .exists),
        twoVariableQuantifier("exists_one", .existsOne), twoVariableQuantifier("existsOne", .existsOne),
        transformer("transformList", .map, isFiltered: false), transformer("transformList", .map, isFiltered: true),
        transformer("transformMap", .transformMap, isFiltered: false),
        transformer("transformMap", .transformMap, isFiltered: true),
        transformer("transformMapEntry", .transformMapEntry, isFiltered: false),
        transformer("transformMapEntry", .transformMapEntry, isFiltered: true),
    ]

    /// `optMap` and `optFlatMap`.
    static let optionals: [CELMacro] = [optional("optMap", isFlat: false), optional("optFlatMap", isFlat: true)]

    /// `cel.bind`.
    static let bind = CELMacro("cel.bind", argumentCount: 3, isReceiver: true) {
        context,
        _,
        arguments throws(CELMacroContext.Refusal) in
        guard case .name(let name) = context.node(arguments[0]), !name.hasPrefix(".") else {
            throw context.refusal("cel.bind() variable names must be simple identifiers", at: arguments[0])
        }
        return context.binding(name, to: arguments[1], in: arguments[2])
    }

    private static func quantifier(_ name: String, _ kind: CELSyntax.Comprehension.Kind) -> CELMacro {
        CELMacro(name, argumentCount: 2, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            context.loop(kind, range, try context.variable(arguments[0]), predicate: arguments[1])
        }
    }

    private static func twoVariableQuantifier(_ name: String, _ kind: CELSyntax.Comprehension.Kind) -> CELMacro {
        CELMacro(name, argumentCount: 3, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            let (first, second) = try context.variables(arguments)
            return context.loop(kind, range, first, second, predicate: arguments[2])
        }
    }

    private static func transformer(
        _ name: String,
        _ kind: CELSyntax.Comprehension.Kind,
        isFiltered: Bool
    ) -> CELMacro {
        CELMacro(name, argumentCount: isFiltered ? 4 : 3, isReceiver: true) {
            context,
            range,
            arguments throws(CELMacroContext.Refusal) in
            let (first, second) = try context.variables(arguments)
            return context.loop(
                kind,
                range,
                first,
                second,
                predicate: isFiltered ? arguments[2] : nil,
                transform: arguments[isFiltered ? 3 : 2]
            )
        }
    }

    private static func optional(_ name: String, isFlat: Bool) -> CELMacro {
        CELMacro(name, argumentCount: 2, isReceiver: true) {
            context,
            receiver,
            arguments throws(CELMacroContext.Refusal) in
            guard let receiver else { throw context.refusal("\(name)() needs a receiver") }
            guard case .name(let variable) = context.node(arguments[0]) else {
                throw context.refusal("\(name)() variable name must be a simple identifier", at: arguments[0])
            }
            return context.add(.optionalMap(receiver, variable: variable, body: arguments[1], isFlat: isFlat))
        }
    }
}

extension CELMacroContext {
    fileprivate func variables(_ arguments: [CELSyntax.ID]) throws(Refusal) -> (String, String) {
        let first = try variable(arguments[0])
        let second = try variable(arguments[1])
        guard first != second else { throw refusal("duplicate variable name: \(first)", at: arguments[1]) }
        return (first, second)
    }

    fileprivate mutating func loop(
        _ kind: CELSyntax.Comprehension.Kind,
        _ range: CELSyntax.ID?,
        _ variable: String,
        _ second: String? = nil,
        predicate: CELSyntax.ID? = nil,
        transform: CELSyntax.ID? = nil
    ) -> CELSyntax.ID {
        add(
            .comprehension(
                CELSyntax.Comprehension(
                    kind: kind,
                    range: range ?? 0,
                    variable: variable,
                    second: second,
                    predicate: predicate,
                    transform: transform
                )
            )
        )
    }
}
