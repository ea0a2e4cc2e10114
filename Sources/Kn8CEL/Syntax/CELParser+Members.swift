// SPDX-License-Identifier: MIT

/// What follows a primary: selections, indices, calls, message literals.
extension CELParser {

    mutating func member() throws(Refusal) -> CELSyntax.ID {
        var result = try primary()
        while current.kind == .fixed {
            let offset = current.offset
            switch current.text {
            case ".":
                position += 1
                result = try selection(of: result, dot: offset)
            case "[":
                position += 1
                let isOptional = try takeOptionalMark("[?")
                let index = try expression()
                try expect("]")
                result = try add(.call(isOptional ? "_[?_]" : "_[_]", receiver: nil, [result, index]), at: offset)
            case "{":
                guard let name = syntax.qualifiedName(of: result) else { return result }
                position += 1
                result = try message(name, at: offset)
            default: return result
            }
        }
        return result
    }

    mutating func takeOptionalMark(_ shown: String) throws(Refusal) -> Bool {
        guard at("?") else { return false }
        guard features.optionalSyntax else { throw refusal("unsupported syntax '\(shown)'") }
        position += 1
        return true
    }

    private mutating func selection(of operand: CELSyntax.ID, dot: Int) throws(Refusal) -> CELSyntax.ID {
        let isOptional = try takeOptionalMark(".?")
        let name = current
        switch name.kind {
        case .identifier: position += 1
        case .quotedIdentifier:
            guard features.quotedFields else { throw refusal("unsupported syntax: '`'") }
            position += 1
        case .end:
            throw refusal("Syntax error: no viable alternative at input '.'")
        default:
            throw refusal("Syntax error: mismatched input '\(name.shown)' expecting IDENTIFIER")
        }
        if isOptional {
            let field = try add(.literal(.string(name.text)), at: name.offset)
            return try add(.call("_?._", receiver: nil, [operand, field]), at: dot)
        }
        guard at("("), name.kind == .identifier else {
            return try add(.select(operand, field: name.text), at: dot)
        }
        let open = current.offset
        let arguments = try self.arguments()
        return try call(name.text, receiver: operand, arguments, at: open)
    }

    mutating func arguments() throws(Refusal) -> [CELSyntax.ID] {
        try expect("(")
        var result: [CELSyntax.ID] = []
        guard !take(")") else { return result }
        repeat { result.append(try expression()) } while take(",")
        try expect(")")
        return result
    }

    /// A call, or what the macro of that name makes of it.
    mutating func call(
        _ name: String,
        receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        at offset: Int
    ) throws(Refusal) -> CELSyntax.ID {
        let qualified: String? = receiver.flatMap {
            guard case .name(let space) = syntax[$0] else { return nil }
            return "\(space).\(name)"
        }
        let macro = features.macros.first {
            ($0.name == name || $0.name == qualified) && $0.isReceiver == (receiver != nil)
                && ($0.argumentCount.map { $0 == arguments.count } ?? true)
        }
        guard let macro else { return try add(.call(name, receiver: receiver, arguments), at: offset) }
        var context = CELMacroContext(syntax: syntax, offset: offset)
        syntax = CELSyntax()  // one owner, so that the macro adds in place
        do throws(CELMacroContext.Refusal) {
            let id = try macro.expand(&context, receiver, arguments)
            syntax = context.syntax
            guard syntax.height(of: id) <= CELLimits.deepestNesting else {
                throw CELMacroContext.Refusal(
                    message: "expression recursion limit exceeded: \(CELLimits.deepestNesting)",
                    offset: offset
                )
            }
            return id
        } catch {
            throw Refusal(message: error.message, offset: error.offset)
        }
    }
}
