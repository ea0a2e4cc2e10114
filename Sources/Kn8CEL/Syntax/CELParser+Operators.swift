// SPDX-License-Identifier: MIT

/// Operators by precedence, the loosest first.
extension CELParser {

    mutating func expression() throws(Refusal) -> CELSyntax.ID {
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

    mutating func unary() throws(Refusal) -> CELSyntax.ID {
        let token = current
        guard at("!") || at("-") else { return try member() }
        if token.text == "-", isNumber(next()) { return try member() }
        var count = 0
        while take(token.text) { count += 1 }
        let operand = try member()
        guard count % 2 == 1 else { return operand }
        return try add(.call(token.text == "!" ? "!_" : "-_", receiver: nil, [operand]), at: token.offset)
    }

    func isNumber(_ token: CELToken) -> Bool { token.kind == .int || token.kind == .double }
}
