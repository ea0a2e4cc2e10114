// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Carries out a Go template (`go:text/template/exec.go`). A missing value is null, as in Go a nil interface is.
struct GoTemplateRun {
    /// What comes after a list of nodes.
    private enum Course {
        case on
        case leave
        case next
    }

    private let definitions: [String: [GoTemplateNode]]
    private var variables: [(name: String, value: Value)]
    private var dot: Value
    private var depth = 0
    /// What was printed.
    private(set) var output = ""

    init(definitions: [String: [GoTemplateNode]], root: Value) {
        self.definitions = definitions
        dot = root
        variables = [("", root)]
    }

    /// Carries out `nodes`.
    mutating func perform(_ nodes: [GoTemplateNode]) throws(GoTemplate.Fault) {
        _ = try run(nodes)
    }

    private mutating func run(_ nodes: [GoTemplateNode]) throws(GoTemplate.Fault) -> Course {
        for node in nodes {
            switch node {
            case .text(let text): output += text
            case .action(let pipeline):
                let value = try value(of: pipeline)
                if pipeline.variables.isEmpty { output += value == .null ? "<no value>" : value.goText }
            case .branch(let condition, let pipeline, let then, let otherwise):
                let known = variables.count
                defer { variables.removeLast(variables.count - known) }
                let course = try branch(condition, pipeline, then, otherwise)
                if course != .on { return course }
            case .template(let name, let argument):
                try call(name, with: argument)
            case .leave: return .leave
            case .next: return .next
            }
        }
        return .on
    }

    private mutating func branch(
        _ condition: GoTemplateNode.Condition,
        _ pipeline: GoTemplateNode.Pipeline,
        _ then: [GoTemplateNode],
        _ otherwise: [GoTemplateNode]
    ) throws(GoTemplate.Fault) -> Course {
        if condition == .range { return try range(over: pipeline, then, otherwise) }
        let value = try value(of: pipeline)
        guard GoTemplateFunctions.isTrue(value) else { return try run(otherwise) }
        return try run(then, at: condition == .with ? value : dot)
    }

    private mutating func run(_ nodes: [GoTemplateNode], at value: Value) throws(GoTemplate.Fault) -> Course {
        let outer = dot
        dot = value
        defer { dot = outer }
        return try run(nodes)
    }

    private mutating func range(
        over pipeline: GoTemplateNode.Pipeline,
        _ body: [GoTemplateNode],
        _ otherwise: [GoTemplateNode]
    ) throws(GoTemplate.Fault) -> Course {
        let entries: [(Value, Value)]
        switch try evaluated(pipeline) {
        case .array(let elements): entries = elements.enumerated().map { (.int(Int64($0.offset)), $0.element) }
        case .object(let map): entries = map.sorted { $0.key < $1.key }.map { (.string($0.key), $0.value) }
        case .null: entries = []
        case let other: throw GoTemplate.Fault(message: "range can't iterate over \(other.goText)")
        }
        guard !entries.isEmpty else { return try run(otherwise) }
        for (key, value) in entries {
            let known = variables.count
            defer { variables.removeLast(variables.count - known) }
            switch pipeline.variables.count {
            case 0: break
            case 1: set(pipeline.variables[0], value, assigns: pipeline.assigns)
            default:
                set(pipeline.variables[0], key, assigns: pipeline.assigns)
                set(pipeline.variables[1], value, assigns: pipeline.assigns)
            }
            if try run(body, at: value) == .leave { break }
        }
        return .on
    }

    private mutating func call(
        _ name: String,
        with argument: GoTemplateNode.Pipeline?
    ) throws(GoTemplate.Fault) {
        guard let nodes = definitions[name] else {
            throw GoTemplate.Fault(message: "template \"\(name)\" not defined")
        }
        guard depth < GoTemplate.maximalDepth else {
            throw GoTemplate.Fault(message: "exceeded maximum template depth (\(GoTemplate.maximalDepth))")
        }
        let value = if let argument { try value(of: argument) } else { Value.null }
        let outer = variables
        variables = [("", value)]
        depth += 1
        defer {
            variables = outer
            depth -= 1
        }
        _ = try run(nodes, at: value)
    }

    // MARK: Values

    private mutating func value(of pipeline: GoTemplateNode.Pipeline) throws(GoTemplate.Fault) -> Value {
        let value = try evaluated(pipeline)
        for name in pipeline.variables { set(name, value, assigns: pipeline.assigns) }
        return value
    }

    private mutating func set(_ name: String, _ value: Value, assigns: Bool) {
        if assigns, let index = variables.lastIndex(where: { $0.name == name }) {
            variables[index].value = value
        } else {
            variables.append((name, value))
        }
    }

    private mutating func evaluated(_ pipeline: GoTemplateNode.Pipeline) throws(GoTemplate.Fault) -> Value {
        var last: Value?
        for command in pipeline.commands { last = try value(of: command, last: last) }
        return last ?? .null
    }

    private mutating func value(
        of command: [GoTemplateNode.Operand],
        last: Value?
    ) throws(GoTemplate.Fault) -> Value {
        guard let first = command.first else { return .null }
        guard case .function(let name) = first else {
            if first == .nothing { throw GoTemplate.Fault(message: "nil is not a command") }
            guard command.count == 1, last == nil else {
                throw GoTemplate.Fault(message: "can't give argument to non-function")
            }
            return try value(of: first)
        }
        if name == "and" || name == "or" { return try decided(name, command.dropFirst(), last) }
        var arguments: [Value] = []
        for operand in command.dropFirst() { arguments.append(try value(of: operand)) }
        if let last { arguments.append(last) }
        return try GoTemplateFunctions.call(name, arguments)
    }

    // What is behind the operand that decides is not evaluated.
    private mutating func decided(
        _ name: String,
        _ operands: ArraySlice<GoTemplateNode.Operand>,
        _ last: Value?
    ) throws(GoTemplate.Fault) -> Value {
        var value = Value.null
        for operand in operands {
            value = try self.value(of: operand)
            if GoTemplateFunctions.isTrue(value) == (name == "or") { return value }
        }
        guard !operands.isEmpty || last != nil else {
            throw GoTemplate.Fault(message: "wrong number of args for \(name): want at least 1 got 0")
        }
        return last ?? value
    }

    private mutating func value(of operand: GoTemplateNode.Operand) throws(GoTemplate.Fault) -> Value {
        switch operand {
        case .dot: return dot
        case .nothing: return .null
        case .literal(let value): return value
        case .variable(let name):
            guard let variable = variables.last(where: { $0.name == name }) else {
                throw GoTemplate.Fault(message: "undefined variable: $\(name)")
            }
            return variable.value
        case .function(let name): return try GoTemplateFunctions.call(name, [])
        case .pipeline(let pipeline): return try value(of: pipeline)
        case .fields(let base, let names):
            var value = try value(of: base)
            for name in names {
                switch value {
                case .object(let map): value = map[name] ?? .null
                case .null: return .null
                default:
                    throw GoTemplate.Fault(message: "can't evaluate field \(name) in type interface {}")
                }
            }
            return value
        }
    }
}
