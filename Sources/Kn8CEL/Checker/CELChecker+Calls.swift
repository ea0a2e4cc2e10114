// SPDX-License-Identifier: MIT

extension CELChecker {
    mutating func checkCall(
        _ name: String,
        _ receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        _ id: CELSyntax.ID
    ) -> CELType {
        if name == "_?._" { return checkOptionalSelection(arguments, id) }
        for argument in arguments { check(argument) }
        if name == "_&&_" || name == "_||_" { return checkLogic(arguments, id) }
        guard let receiver else {
            guard let function = function(named: name) else {
                reportUndeclared(name, at: id)
                return .error
            }
            return resolve(function, receiver: nil, arguments, id)
        }
        if let space = syntax.qualifiedName(of: receiver), let function = function(named: "\(space).\(name)"),
            !scopes.contains(where: { $0.name == space.prefix { $0 != "." } })
        {
            return resolve(function, receiver: nil, arguments, id)
        }
        check(receiver)
        guard let function = function(named: name) else {
            reportUndeclared(name, at: id)
            return .error
        }
        return resolve(function, receiver: receiver, arguments, id)
    }

    private func function(named name: String) -> CELFunction? {
        for candidate in candidates(for: name) {
            if let function = environment.functions[candidate] { return function }
        }
        return nil
    }

    private mutating func checkOptionalSelection(_ arguments: [CELSyntax.ID], _ id: CELSyntax.ID) -> CELType {
        guard arguments.count == 2, case .literal(.string(let field)) = syntax[arguments[1]] else {
            report("unsupported optional field selection", at: id)
            return .error
        }
        checked.types[arguments[1]] = .string
        return checkField(arguments[0], field, isOptional: true, id)
    }

    private mutating func checkLogic(_ arguments: [CELSyntax.ID], _ id: CELSyntax.ID) -> CELType {
        var isValid = true
        for argument in arguments where !known.assign(type(argument), to: .bool) {
            reportMismatch(expected: .bool, found: type(argument), at: argument)
            isValid = false
        }
        return isValid ? .bool : .error
    }

    private mutating func resolve(
        _ function: CELFunction,
        receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        _ id: CELSyntax.ID
    ) -> CELType {
        let types = (receiver.map { [type($0)] } ?? []) + arguments.map { type($0) }
        if isLenient {
            let fitting = function.overloads.filter {
                $0.isReceiver == (receiver != nil) && $0.parameters.count == types.count
            }
            checked.references[id] = .overloads(fitting, name: function.name, usesReceiver: receiver != nil)
            return .dyn
        }
        var result: CELType?
        var candidates: [CELOverload] = []
        for overload in function.overloads
        where overload.isReceiver == (receiver != nil) && overload.parameters.count == types.count {
            let (parameters, declared) = known.instantiate(overload)
            guard known.assign(types, to: parameters) else { continue }
            candidates.append(overload)
            let type = known.apply(declared)
            if let present = result {
                if !present.isDyn, present != type { result = .dyn }
            } else {
                result = type
            }
        }
        guard let result else {
            reportNoOverload(function.name, types, isMember: receiver != nil, at: id)
            return .error
        }
        checked.references[id] = .overloads(candidates, name: function.name, usesReceiver: receiver != nil)
        return result
    }

    mutating func reportNoOverload(_ name: String, _ types: [CELType], isMember: Bool, at id: CELSyntax.ID) {
        let shown = types.map { known.apply($0, unknownsAreDyn: true).description }
        let signature =
            isMember
            ? "\(shown.first ?? "").(\(shown.dropFirst().joined(separator: ", ")))"
            : "(\(shown.joined(separator: ", ")))"
        report("found no matching overload for '\(name)' applied to '\(signature)'", at: id)
    }
}
