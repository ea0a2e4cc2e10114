// SPDX-License-Identifier: MIT

/// Reads a source text into a tree, macros expanded.
///
/// Chains of operators, selections and conditions are read in loops; only brackets recurse, to a bounded depth. How
/// deep the tree itself may be is bounded too, so whoever walks it may recurse.
struct CELParser {
    /// What the environment lets a text contain.
    struct Features: Sendable {
        var macros: [CELMacro] = CELMacro.standard
        var optionalSyntax = true
        var quotedFields = false
    }

    private struct Refusal: Error {
        let message: String
        let offset: Int
    }

    private let features: Features
    private let source: CELSource
    private let tokens: [CELToken]
    private var position = 0
    private var syntax = CELSyntax()
    private var depth = 0
    private var issues: [CELIssue]

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
    private static let expressionStart =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"

    /// The tree of `text`, or what is wrong with it.
    static func parse(_ text: String, features: Features) throws(CELIssues) -> (CELSyntax, CELSource) {
        let source = CELSource(text)
        let size = source.scalars.count
        guard size <= CELLimits.longestSource else {
            let message = "expression code point size exceeds limit: size: \(size), limit \(CELLimits.longestSource)"
            let empty = CELSource("")
            throw CELIssues([empty.issue(message, at: 0)], source: empty)
        }
        let lexer = CELLexer(source)
        var parser = CELParser(features: features, source: source, lexer: lexer)
        do throws(Refusal) {
            let root = try parser.expression()
            if parser.current.kind != .end {
                throw parser.refusal("Syntax error: extraneous input '\(parser.current.shown)' expecting <EOF>")
            }
            parser.syntax.root = root
        } catch {
            parser.issues.append(source.issue(error.message, at: error.offset))
        }
        guard parser.issues.isEmpty else { throw CELIssues(parser.issues, source: source) }
        return (parser.syntax, source)
    }

    private init(features: Features, source: CELSource, lexer: CELLexer) {
        self.features = features
        self.source = source
        tokens = lexer.tokens
        issues = lexer.issues
    }

    // MARK: Tokens

    private var current: CELToken { tokens[min(position, tokens.count - 1)] }

    private func next(_ ahead: Int = 1) -> CELToken { tokens[min(position + ahead, tokens.count - 1)] }

    private func at(_ text: String) -> Bool { current.kind == .fixed && current.text == text }

    private mutating func take(_ text: String) -> Bool {
        guard at(text) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ text: String) throws(Refusal) {
        guard !take(text) else { return }
        throw current.kind == .end
            ? refusal("Syntax error: missing '\(text)' at '<EOF>'")
            : refusal("Syntax error: mismatched input '\(current.shown)' expecting '\(text)'")
    }

    private func refusal(_ message: String) -> Refusal { Refusal(message: message, offset: current.offset) }

    private mutating func add(_ node: CELSyntax.Node, at offset: Int) throws(Refusal) -> CELSyntax.ID {
        let id = syntax.add(node, at: offset)
        guard syntax.height(of: id) <= CELLimits.deepestNesting else {
            throw Refusal(
                message: "expression recursion limit exceeded: \(CELLimits.deepestNesting)",
                offset: offset
            )
        }
        return id
    }

    // MARK: Operators

    private mutating func expression() throws(Refusal) -> CELSyntax.ID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= CELLimits.deepestNesting else {
            throw refusal("expression recursion limit exceeded: \(CELLimits.deepestNesting)")
        }
        var branches: [(condition: CELSyntax.ID, yes: CELSyntax.ID, offset: Int)] = []
        var last = try either()
        while at("?") {
            let offset = current.offset
            position += 1
            let yes = try either()
            try expect(":")
            branches.append((last, yes, offset))
            last = try either()
        }
        for branch in branches.reversed() {
            last = try add(.call("_?_:_", receiver: nil, [branch.condition, branch.yes, last]), at: branch.offset)
        }
        return last
    }

    private mutating func either() throws(Refusal) -> CELSyntax.ID {
        var terms = [try both()]
        let offset = current.offset
        while take("||") { terms.append(try both()) }
        return terms.count == 1 ? terms[0] : try add(.call("_||_", receiver: nil, terms), at: offset)
    }

    private mutating func both() throws(Refusal) -> CELSyntax.ID {
        var terms = [try relation()]
        let offset = current.offset
        while take("&&") { terms.append(try relation()) }
        return terms.count == 1 ? terms[0] : try add(.call("_&&_", receiver: nil, terms), at: offset)
    }

    private mutating func relation() throws(Refusal) -> CELSyntax.ID {
        var left = try sum()
        while current.kind == .fixed {
            let token = current
            let name: String
            switch token.text {
            case "<", "<=", ">", ">=", "==", "!=": name = "_\(token.text)_"
            case "in": name = "@in"
            default: return left
            }
            position += 1
            let right = try sum()
            left = try add(.call(name, receiver: nil, [left, right]), at: token.offset)
        }
        return left
    }

    private mutating func sum() throws(Refusal) -> CELSyntax.ID {
        var left = try product()
        while at("+") || at("-") {
            let token = current
            position += 1
            let right = try product()
            left = try add(.call("_\(token.text)_", receiver: nil, [left, right]), at: token.offset)
        }
        return left
    }

    private mutating func product() throws(Refusal) -> CELSyntax.ID {
        var left = try unary()
        while at("*") || at("/") || at("%") {
            let token = current
            position += 1
            let right = try unary()
            left = try add(.call("_\(token.text)_", receiver: nil, [left, right]), at: token.offset)
        }
        return left
    }

    private mutating func unary() throws(Refusal) -> CELSyntax.ID {
        let token = current
        guard at("!") || at("-") else { return try member() }
        if token.text == "-", isNumber(next()) { return try member() }
        var count = 0
        while take(token.text) { count += 1 }
        let operand = try member()
        guard count % 2 == 1 else { return operand }
        return try add(.call(token.text == "!" ? "!_" : "-_", receiver: nil, [operand]), at: token.offset)
    }

    private func isNumber(_ token: CELToken) -> Bool { token.kind == .int || token.kind == .double }

    // MARK: Members

    private mutating func member() throws(Refusal) -> CELSyntax.ID {
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

    private mutating func takeOptionalMark(_ shown: String) throws(Refusal) -> Bool {
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

    private mutating func arguments() throws(Refusal) -> [CELSyntax.ID] {
        try expect("(")
        var result: [CELSyntax.ID] = []
        guard !take(")") else { return result }
        repeat { result.append(try expression()) } while take(",")
        try expect(")")
        return result
    }

    /// A call, or what the macro of that name makes of it.
    private mutating func call(
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

    // MARK: Primaries

    private mutating func primary() throws(Refusal) -> CELSyntax.ID {
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

    private mutating func message(_ name: String, at offset: Int) throws(Refusal) -> CELSyntax.ID {
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
