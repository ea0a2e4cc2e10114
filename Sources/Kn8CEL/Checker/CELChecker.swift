// SPDX-License-Identifier: MIT

/// Gives every node its type, every name and call what it stands for, or says what is wrong
/// (`cel-go:checker/checker.go`). The tree is of bounded height, so this recurses.
struct CELChecker {
    let environment: CELEnvironment
    let source: CELSource
    var checked: CELChecked
    var known = CELSubstitution()
    var issues: [CELIssue] = []
    var scopes: [(name: String, type: CELType)] = []

    static func check(
        _ syntax: CELSyntax,
        _ source: CELSource,
        in environment: CELEnvironment
    ) throws(CELIssues) -> CELChecked {
        var checker = CELChecker(
            environment: environment,
            source: source,
            checked: CELChecked(
                syntax: syntax,
                types: Array(repeating: .dyn, count: syntax.nodes.count),
                references: [:]
            )
        )
        checker.check(syntax.root)
        guard checker.issues.isEmpty else { throw CELIssues(checker.issues, source: source) }
        for id in checker.checked.types.indices {
            checker.checked.types[id] = checker.known.apply(checker.checked.types[id], unknownsAreDyn: true)
        }
        return checker.checked
    }

    var syntax: CELSyntax { checked.syntax }
    var isLenient: Bool { environment.options.skipsChecking }

    func type(_ id: CELSyntax.ID) -> CELType { checked.types[id] }

    mutating func report(_ message: String, at id: CELSyntax.ID) { report(message, offset: syntax.offsets[id]) }

    mutating func report(_ message: String, offset: Int) {
        guard !isLenient, issues.count < CELLimits.mostIssues else { return }
        issues.append(source.issue(message, at: offset))
    }

    func shown(_ type: CELType) -> String { known.apply(type, unknownsAreDyn: false).description }

    mutating func reportMismatch(expected: CELType, found: CELType, at id: CELSyntax.ID) {
        report("expected type '\(shown(expected))' but found '\(shown(found))'", at: id)
    }

    mutating func reportUndeclared(_ name: String, at id: CELSyntax.ID) {
        let message = "undeclared reference to '\(name)' (in container '\(environment.options.container)')"
        report(message, at: id)
        checked.references[id] = .missing(message)
    }

    mutating func check(_ id: CELSyntax.ID) {
        let result: CELType =
            switch syntax[id] {
            case .literal(let value): value.type
            case .name(let name): checkName(name, id)
            case .select(let operand, let field): checkSelection(operand, field, id)
            case .presence(let operand, let field): checkPresence(operand, field, id)
            case .call(let function, let receiver, let arguments): checkCall(function, receiver, arguments, id)
            case .list(let elements, let optionals): checkList(elements, optionals)
            case .map(let entries): checkMap(entries)
            case .message(let name, let fields): checkMessage(name, fields, id)
            case .comprehension(let loop): checkComprehension(loop, id)
            case .bind(let name, let value, let body): checkBinding(name, value, body)
            case .optionalMap(let target, let variable, let body, let isFlat):
                checkOptionalMap(target, variable, body, isFlat: isFlat, id)
            }
        if result.isLarger(than: CELLimits.largestType) {
            report("type of the expression is too large", at: id)
            checked.types[id] = .error
        } else {
            checked.types[id] = isLenient ? .dyn : result
        }
    }

    /// The names that `name` may mean, the innermost package first.
    func candidates(for name: String) -> [String] {
        if name.hasPrefix(".") { return [String(name.dropFirst())] }
        var spaces = environment.options.container.split(separator: ".")
        var result: [String] = []
        while !spaces.isEmpty {
            result.append(spaces.joined(separator: ".") + "." + name)
            spaces.removeLast()
        }
        return result + [name]
    }

    /// What a name stands for that is no variable of a macro.
    private func resolve(_ name: String) -> (type: CELType, reference: CELChecked.Reference)? {
        for candidate in candidates(for: name) {
            if let type = environment.variables[candidate] { return (type, .variable(candidate)) }
            if let constant = environment.constants[candidate] { return (constant.type, .constant(constant.value)) }
        }
        return nil
    }

    private func local(_ name: String) -> CELType? { scopes.last { $0.name == name }?.type }

    private mutating func checkName(_ name: String, _ id: CELSyntax.ID) -> CELType {
        if let type = local(name) {
            checked.references[id] = .local(name)
            return type
        }
        guard let (type, reference) = resolve(name) else {
            reportUndeclared(name, at: id)
            return .error
        }
        checked.references[id] = reference
        return type
    }

    private mutating func checkSelection(_ operand: CELSyntax.ID, _ field: String, _ id: CELSyntax.ID) -> CELType {
        if let name = syntax.qualifiedName(of: id), local(String(name.prefix { $0 != "." })) == nil,
            let (type, reference) = resolve(name)
        {
            checked.references[id] = reference
            return type
        }
        return checkField(operand, field, isOptional: false, id)
    }

    private mutating func checkPresence(_ operand: CELSyntax.ID, _ field: String, _ id: CELSyntax.ID) -> CELType {
        _ = checkField(operand, field, isOptional: false, id)
        return .bool
    }

    mutating func checkField(
        _ operand: CELSyntax.ID,
        _ field: String,
        isOptional: Bool,
        _ id: CELSyntax.ID
    ) -> CELType {
        check(operand)
        let type = known.apply(self.type(operand))
        let target = type.unwrappedOptional ?? type
        let result: CELType
        switch target {
        case .map(_, let value): result = value
        case .object(let shape):
            if let declared = shape.field(field) {
                result = declared.shape.type
            } else {
                report("undefined field '\(field)'", at: id)
                result = .error
            }
        case .variable:
            _ = known.assign(.dyn, to: target)
            result = .dyn
        case .dyn, .error: result = .dyn
        default:
            report("type '\(shown(target))' does not support field selection", at: id)
            result = .dyn
        }
        return known.apply(isOptional || type.unwrappedOptional != nil ? .optional(result) : result)
    }
}
