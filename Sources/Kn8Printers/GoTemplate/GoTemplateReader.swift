// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Puts the words of a Go template together (`go:text/template/parse/parse.go`).
struct GoTemplateReader {
    private var rest: ArraySlice<GoTemplateToken>
    private var line = 1
    private var depth = 0
    private var loops = 0
    private var variables = [""]
    /// The templates that were defined on the way.
    private(set) var definitions: [String: [GoTemplateNode]] = [:]

    /// How a list of nodes ends.
    private enum Ending: Equatable {
        case end
        /// `else`, with `if` or `with` if there is one behind it.
        case otherwise(GoTemplateNode.Condition?)
        case text
    }

    init(_ tokens: [GoTemplateToken]) { rest = tokens[...] }

    /// The whole template.
    mutating func nodes() throws(GoTemplate.Fault) -> [GoTemplateNode] {
        let (nodes, ending) = try list()
        switch ending {
        case .text: return nodes
        case .end: throw fault("unexpected {{end}}")
        case .otherwise: throw fault("unexpected {{else}}")
        }
    }

    // MARK: Blocks

    private mutating func list() throws(GoTemplate.Fault) -> ([GoTemplateNode], Ending) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= GoTemplate.maximalDepth else { throw fault("nested too deeply") }
        var nodes: [GoTemplateNode] = []
        while let token = take() {
            if case .text(let text) = token.kind {
                nodes.append(.text(text))
                continue
            }
            guard case .word(let word)? = rest.first?.kind else {
                nodes.append(.action(try pipeline(until: .end, "command")))
                continue
            }
            switch word {
            case "end":
                skip()
                try close("end")
                return (nodes, .end)
            case "else":
                skip()
                guard case .word(let next)? = rest.first?.kind,
                    let condition = GoTemplateNode.Condition(rawValue: next),
                    condition != .range
                else {
                    try close("else")
                    return (nodes, .otherwise(nil))
                }
                skip()
                return (nodes, .otherwise(condition))
            case "break", "continue":
                skip()
                guard loops > 0 else { throw fault("{{\(word)}} outside {{range}}") }
                try close(word)
                nodes.append(word == "break" ? .leave : .next)
            case "define":
                skip()
                let name = try name(in: word)
                try close(word)
                definitions[name] = try body(of: word)
            case "block":
                skip()
                let name = try name(in: word)
                let argument = try pipeline(until: .end, word)
                definitions[name] = try body(of: word)
                nodes.append(.template(name, argument))
            case "template":
                skip()
                let name = try name(in: word)
                let hasArgument = rest.first?.kind != .end
                if !hasArgument { skip() }
                nodes.append(.template(name, hasArgument ? try pipeline(until: .end, word) : nil))
            default:
                if let condition = GoTemplateNode.Condition(rawValue: word) {
                    skip()
                    nodes.append(try branch(condition))
                } else {
                    nodes.append(.action(try pipeline(until: .end, "command")))
                }
            }
        }
        return (nodes, .text)
    }

    private mutating func branch(_ condition: GoTemplateNode.Condition) throws(GoTemplate.Fault) -> GoTemplateNode {
        depth += 1
        let known = variables.count
        defer {
            depth -= 1
            variables.removeLast(variables.count - known)
        }
        guard depth <= GoTemplate.maximalDepth else { throw fault("nested too deeply") }
        let pipeline = try pipeline(until: .end, condition.rawValue)
        if condition == .range { loops += 1 }
        let (then, ending) = try list()
        if condition == .range { loops -= 1 }
        var otherwise: [GoTemplateNode] = []
        switch ending {
        case .text: throw fault("unexpected EOF")
        case .end: break
        case .otherwise(let next?):
            guard condition != .range else { throw fault("unexpected <\(next.rawValue)> in else") }
            otherwise = [try branch(next)]
        case .otherwise(nil):
            let (nodes, last) = try list()
            guard last == .end else {
                throw fault(last == .text ? "unexpected EOF" : "expected end; found {{else}}")
            }
            otherwise = nodes
        }
        return .branch(condition, pipeline, then: then, otherwise: otherwise)
    }

    // A template of its own sees no variables from outside.
    private mutating func body(of word: String) throws(GoTemplate.Fault) -> [GoTemplateNode] {
        let (outer, outerLoops) = (variables, loops)
        (variables, loops) = ([""], 0)
        defer { (variables, loops) = (outer, outerLoops) }
        let (nodes, ending) = try list()
        guard ending == .end else {
            throw fault("unexpected \(ending == .text ? "EOF" : "{{else}}") in \(word) clause")
        }
        return nodes
    }

    private mutating func name(in word: String) throws(GoTemplate.Fault) -> String {
        guard case .literal(.string(let name))? = take()?.kind else { throw fault("unexpected name in \(word) clause") }
        return name
    }

    private mutating func close(_ word: String) throws(GoTemplate.Fault) {
        guard take()?.kind == .end else { throw fault("unexpected argument in \(word)") }
    }

    // MARK: Pipelines

    private mutating func pipeline(
        until end: GoTemplateToken.Kind,
        _ context: String
    ) throws(GoTemplate.Fault) -> GoTemplateNode.Pipeline {
        depth += 1
        defer { depth -= 1 }
        guard depth <= GoTemplate.maximalDepth else { throw fault("nested too deeply") }
        var pipeline = GoTemplateNode.Pipeline()
        try readVariables(&pipeline, context)
        var operands: [GoTemplateNode.Operand] = []
        while let token = rest.first {
            if token.kind == end || token.kind == .mark("|") {
                skip()
                guard !operands.isEmpty else { throw fault("missing value for \(context)") }
                pipeline.commands.append(operands)
                operands = []
                if token.kind == end {
                    for command in pipeline.commands.dropFirst() { try checkCallable(command) }
                    variables += pipeline.assigns ? [] : pipeline.variables
                    return pipeline
                }
            } else {
                operands.append(try operand(context))
            }
        }
        throw fault("unexpected EOF")
    }

    private mutating func readVariables(
        _ pipeline: inout GoTemplateNode.Pipeline,
        _ context: String
    ) throws(GoTemplate.Fault) {
        let tokens = rest.prefix(4).map(\.kind)
        var names: [String] = []
        var length = 1
        guard case .variable(let first)? = tokens.first, !first.isEmpty else { return }
        names = [first]
        if tokens.count == 4, tokens[1] == .mark(","), case .variable(let second) = tokens[2] {
            guard context == "range" else { throw fault("too many declarations in \(context)") }
            names.append(second)
            length = 3
        }
        guard tokens.count > length else { return }
        let sign = tokens[length]
        guard sign == .mark(":=") || sign == .mark("=") else { return }
        pipeline.variables = names
        pipeline.assigns = sign == .mark("=")
        if pipeline.assigns { for name in names { try check(name) } }
        rest = rest.dropFirst(length + 1)
    }

    private mutating func operand(_ context: String) throws(GoTemplate.Fault) -> GoTemplateNode.Operand {
        guard let token = take() else { throw fault("unexpected EOF") }
        var operand: GoTemplateNode.Operand
        switch token.kind {
        case .dot: operand = .dot
        case .field(let name): operand = .fields(.dot, [name])
        case .literal(let value): operand = .literal(value)
        case .variable(let name):
            try check(name)
            operand = .variable(name)
        case .mark("("): operand = .pipeline(try pipeline(until: .mark(")"), "parenthesized pipeline"))
        case .word(let word):
            switch word {
            case "true": operand = .literal(true)
            case "false": operand = .literal(false)
            case "nil": operand = .nothing
            default:
                guard GoTemplateFunctions.names.contains(word) else { throw fault("function \"\(word)\" not defined") }
                operand = .function(word)
            }
        case .mark(let mark): throw fault("unexpected \"\(mark)\" in \(context)")
        case .text, .begin, .end: throw fault("unexpected {{ in \(context)")
        }
        var names: [String] = []
        while let next = rest.first, !next.isApart, case .field(let name) = next.kind {
            names.append(name)
            skip()
        }
        guard !names.isEmpty else { return operand }
        switch operand {
        case .fields(let base, let first): return .fields(base, first + names)
        case .literal, .nothing, .function: throw fault("unexpected . after term")
        case .dot, .variable, .pipeline: return .fields(operand, names)
        }
    }

    // The value of the command before becomes an argument: only functions take any.
    private func checkCallable(_ command: [GoTemplateNode.Operand]) throws(GoTemplate.Fault) {
        switch command.first {
        case .literal, .dot, .nothing:
            throw fault("non executable command in pipeline stage 2")
        default: break
        }
    }

    private func check(_ variable: String) throws(GoTemplate.Fault) {
        guard variables.contains(variable) else { throw fault("undefined variable \"$\(variable)\"") }
    }

    // MARK: Words

    private mutating func take() -> GoTemplateToken? {
        guard let token = rest.popFirst() else { return nil }
        line = token.line
        return token
    }

    private mutating func skip() { _ = take() }

    private func fault(_ message: String) -> GoTemplate.Fault {
        GoTemplate.Fault(message: "template: output:\(line): \(message)")
    }
}
