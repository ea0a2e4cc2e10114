// SPDX-License-Identifier: MIT

package import Kn8Value

/// A path in the JSONPath dialect of printer columns: `.spec.hosts[0]`, `.status.conditions[?(@.type=="Ready")].status`.
///
/// Fields (dots escaped by a backslash, or quoted in brackets), indices, `[*]` and one-comparison filters; templates
/// with braces and text are not read here (`kubernetes:client-go/util/jsonpath`).
package struct JSONPath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case field(String)
        case index(Int)
        case all
        case filter(field: [String], equals: Value?)
    }

    private var steps: [Step] = []

    /// The path that `text` spells; nil when it spells none.
    package init?(_ text: String) {
        var rest = Substring(text)
        if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
        if rest.hasPrefix("$") { rest = rest.dropFirst() }
        if let first = rest.first, first != ".", first != "[" { rest = "." + rest }
        while let first = rest.first {
            rest = rest.dropFirst()
            switch first {
            case ".":
                guard let name = JSONPath.fieldName(&rest) else {
                    if rest.isEmpty { continue }
                    return nil
                }
                steps.append(name == "*" ? .all : .field(name))
            case "[":
                guard let end = JSONPath.closingBracket(in: rest), let step = JSONPath.bracket(rest[..<end]) else {
                    return nil
                }
                steps.append(step)
                rest = rest[rest.index(after: end)...]
            default: return nil
            }
        }
    }

    /// Every value the path leads to in `root`, in order; a missing field leads to none.
    package func values(in root: Value) -> [Value] {
        var current = [root]
        for step in steps {
            current = current.flatMap { JSONPath.children(of: $0, by: step) }
        }
        return current
    }

    private static func children(of value: Value, by step: Step) -> [Value] {
        switch step {
        case .field(let name): return value[name].map { [$0] } ?? []
        case .index(let index):
            guard let elements = value.array else { return [] }
            return value[index < 0 ? elements.count + index : index].map { [$0] } ?? []
        case .all: return value.array ?? value.object?.map(\.value) ?? []
        case .filter(let field, let want):
            return (value.array ?? []).filter { element in
                guard let found = element[path: field] else { return false }
                return want.map { $0 == found } ?? true
            }
        }
    }

    private static func fieldName(_ rest: inout Substring) -> String? {
        var name = ""
        while let character = rest.first, character != ".", character != "[" {
            rest = rest.dropFirst()
            if character == "\\", let escaped = rest.first {
                rest = rest.dropFirst()
                name.append(escaped)
            } else {
                name.append(character)
            }
        }
        return name.isEmpty ? nil : name
    }

    /// The bracket that closes the group whose inside begins `rest`; quotes hide brackets.
    private static func closingBracket(in rest: Substring) -> Substring.Index? {
        var quote: Character?
        var depth = 0
        for index in rest.indices {
            let character = rest[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "[" {
                depth += 1
            } else if character == "]" {
                if depth == 0 { return index }
                depth -= 1
            }
        }
        return nil
    }

    private static func bracket(_ inside: Substring) -> Step? {
        if inside == "*" { return .all }
        if let index = Int(inside) { return .index(index) }
        if let text = unquoted(inside) { return .field(text) }
        guard inside.hasPrefix("?("), inside.hasSuffix(")") else { return nil }
        var condition = inside.dropFirst(2).dropLast()
        while condition.first == " " { condition = condition.dropFirst() }
        guard condition.hasPrefix("@.") else { return nil }
        condition = condition.dropFirst(2)
        guard let comparison = condition.firstIndex(of: "=") else {
            return .filter(field: condition.split(separator: ".").map(String.init), equals: nil)
        }
        let field = condition[..<comparison].filter { $0 != " " }.split(separator: ".").map(String.init)
        var literal = condition[comparison...].drop { $0 == "=" || $0 == " " }
        while literal.last == " " { literal = literal.dropLast() }
        if let text = unquoted(literal) { return .filter(field: field, equals: .string(text)) }
        guard let value = try? Value(json: String(literal)) else { return nil }
        return .filter(field: field, equals: value)
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.count >= 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return nil
        }
        return text.dropFirst().dropLast().replacing("\\.", with: ".")
    }
}

extension String.SubSequence {
    fileprivate func replacing(_ escaped: String, with plain: String) -> String {
        var result = ""
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(escaped) {
                result += plain
                rest = rest.dropFirst(escaped.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}
