// SPDX-License-Identifier: MIT

/// Literals, names, brackets.
extension CELParser {

    mutating func primary() throws(Refusal) -> CELSyntax.ID {
        let token = current
        switch token.kind {
        case .identifier: return try name(token, prefix: "")
        case .fixed: return try fixed(token)
        case .end:
            throw refusal("Syntax error: mismatched input '<EOF>' expecting \(Self.expressionStart)")
        case .quotedIdentifier:
            throw refusal("Syntax error: mismatched input '`\(token.text)`' expecting \(Self.expressionStart)")
        case .int, .uint, .double, .string, .bytes:
            position += 1
            return try add(.literal(try value(of: token, isNegative: false)), at: token.offset)
        }
    }

    private mutating func fixed(_ token: CELToken) throws(Refusal) -> CELSyntax.ID {
        position += 1
        switch token.text {
        case "true": return try add(.literal(.bool(true)), at: token.offset)
        case "false": return try add(.literal(.bool(false)), at: token.offset)
        case "null": return try add(.literal(.null), at: token.offset)
        case "(":
            let inner = try expression()
            try expect(")")
            return inner
        case "[": return try list(at: token.offset)
        case "{": return try map(at: token.offset)
        case "." where current.kind == .identifier: return try name(current, prefix: ".")
        case "-" where isNumber(current):
            let number = current
            position += 1
            return try add(.literal(try value(of: number, isNegative: true)), at: token.offset)
        default:
            position -= 1
            throw refusal("Syntax error: mismatched input '\(token.shown)' expecting \(Self.expressionStart)")
        }
    }

    private mutating func name(_ token: CELToken, prefix: String) throws(Refusal) -> CELSyntax.ID {
        position += 1
        if at("(") {
            guard !Self.reserved.contains(token.text) else {
                throw Refusal(message: "reserved identifier: \(token.text)", offset: token.offset)
            }
            let open = current.offset
            let arguments = try self.arguments()
            return try call(prefix + token.text, receiver: nil, arguments, at: open)
        }
        guard !Self.reserved.contains(token.text) else {
            throw Refusal(message: "reserved identifier: \(token.text)", offset: token.offset)
        }
        return try add(.name(prefix + token.text), at: token.offset)
    }

    private func value(of token: CELToken, isNegative: Bool) throws(Refusal) -> CELValue {
        let made: CELValue?
        let message: String
        switch token.kind {
        case .int:
            (made, message) = (
                CELLiteral.int(token.text, isNegative: isNegative).map(CELValue.int), "invalid int literal"
            )
        case .uint: (made, message) = (CELLiteral.uint(token.text).map(CELValue.uint), "invalid uint literal")
        case .double:
            let number = CELLiteral.double(token.text).map { isNegative ? -$0 : $0 }
            (made, message) = (number.map(CELValue.double), "invalid double literal")
        case .bytes:
            (made, message) = (CELLiteral.bytes(token.text).map(CELValue.bytes), "unable to unescape string")
        default:
            (made, message) = (CELLiteral.string(token.text).map(CELValue.string), "invalid unicode code point")
        }
        guard let made else { throw Refusal(message: message, offset: token.offset) }
        return made
    }

    private mutating func list(at offset: Int) throws(Refusal) -> CELSyntax.ID {
        var elements: [CELSyntax.ID] = []
        var optionals: Set<Int> = []
        while !at("]") {
            if try takeOptionalMark("?") { optionals.insert(elements.count) }
            elements.append(try expression())
            if !take(",") { break }
        }
        try expect("]")
        return try add(.list(elements, optionals: optionals), at: offset)
    }

    private mutating func map(at offset: Int) throws(Refusal) -> CELSyntax.ID {
        var entries: [CELSyntax.Entry] = []
        while !at("}") {
            let isOptional = try takeOptionalMark("?")
            let key = try expression()
            let colon = current.offset
            try expect(":")
            let value = try expression()
            entries.append(CELSyntax.Entry(key: key, value: value, isOptional: isOptional, offset: colon))
            if !take(",") { break }
        }
        try expect("}")
        return try add(.map(entries), at: offset)
    }

    mutating func message(_ name: String, at offset: Int) throws(Refusal) -> CELSyntax.ID {
        var fields: [CELSyntax.FieldEntry] = []
        while !at("}") {
            let isOptional = try takeOptionalMark("?")
            let field = current
            guard field.kind == .identifier || (field.kind == .quotedIdentifier && features.quotedFields) else {
                throw refusal("Syntax error: mismatched input '\(field.shown)' expecting {'}', ',', IDENTIFIER}")
            }
            position += 1
            let colon = current.offset
            try expect(":")
            let value = try expression()
            fields.append(
                CELSyntax.FieldEntry(name: field.text, value: value, isOptional: isOptional, offset: colon)
            )
            if !take(",") { break }
        }
        try expect("}")
        return try add(.message(name, fields), at: offset)
    }
}
