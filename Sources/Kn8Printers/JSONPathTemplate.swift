// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `-o jsonpath=` takes: text with paths in braces, `{range PATH}…{end}` and quoted text, `{"\n"}`.
///
/// A missing field prints nothing (`kubectl:pkg/cmd/get/jsonpath.go`). Slices, unions and `..` are not read.
package struct JSONPathTemplate: Sendable {
    /// Why a text is no template.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong, in client-go's words where it has any.
        package var message: String
    }

    private indirect enum Node: Sendable {
        case text(String)
        case path(JSONPath)
        case range(JSONPath, [Node])
    }

    private static let depthLimit = 32

    private let nodes: [Node]

    /// Reads `text`; one without braces is a single path.
    package init(_ text: String) throws(Fault) {
        var reader = Reader(rest: (text.contains("{") ? text : "{\(text)}")[...])
        nodes = try reader.nodes(depth: 0)
    }

    /// What the template prints of `root`.
    package func text(of root: Value) -> String {
        var output = ""
        Self.write(nodes, root, to: &output)
        return output
    }

    /// Every value that the paths outside of ranges lead to, in order.
    package func values(in root: Value) -> [Value] {
        nodes.flatMap { node -> [Value] in
            if case .path(let path) = node { return path.values(in: root) }
            return []
        }
    }

    private static func write(_ nodes: [Node], _ root: Value, to output: inout String) {
        for node in nodes {
            switch node {
            case .text(let text): output += text
            case .path(let path):
                output += path.values(in: root).map { $0.string ?? $0.json() }.joined(separator: " ")
            case .range(let path, let body):
                for value in path.values(in: root) { write(body, value, to: &output) }
            }
        }
    }

    private struct Reader {
        var rest: Substring

        mutating func nodes(depth: Int) throws(Fault) -> [Node] {
            guard depth < JSONPathTemplate.depthLimit else { throw Fault(message: "too many ranges in each other") }
            var nodes: [Node] = []
            while let brace = rest.firstIndex(of: "{") {
                if brace > rest.startIndex { nodes.append(.text(String(rest[..<brace]))) }
                rest = rest[brace...].dropFirst()
                let action = try action()
                if action == "end" {
                    guard depth > 0 else { throw Fault(message: "not in range, nothing to end") }
                    return nodes
                }
                if action.hasPrefix("range "), let path = JSONPath(String(action.dropFirst(6))) {
                    nodes.append(.range(path, try self.nodes(depth: depth + 1)))
                } else if let quote = action.first, quote == "\"" || quote == "'" {
                    nodes.append(.text(try unquoted(action)))
                } else if let path = JSONPath(action) {
                    nodes.append(.path(path))
                } else {
                    throw Fault(message: "unrecognized path {\(action)}: slices, unions and '..' are not read")
                }
            }
            guard depth == 0 else { throw Fault(message: "unclosed range, want {end}") }
            if !rest.isEmpty { nodes.append(.text(String(rest))) }
            return nodes
        }

        /// The inside of the braces that were opened, trimmed; quotes hide braces.
        private mutating func action() throws(Fault) -> String {
            var quote: Character?
            var escaped = false
            for index in rest.indices {
                let character = rest[index]
                if escaped {
                    escaped = false
                } else if character == "\\" {
                    escaped = true
                } else if let open = quote {
                    if character == open { quote = nil }
                } else if character == "\"" || character == "'" {
                    quote = character
                } else if character == "}" {
                    let inside = rest[..<index]
                    rest = rest[index...].dropFirst()
                    let trimmed = inside.drop { $0 == " " }
                    return String(
                        trimmed.prefix(
                            upTo: trimmed.lastIndex { $0 != " " }.map(trimmed.index(after:)) ?? trimmed.startIndex
                        )
                    )
                }
            }
            throw Fault(message: "unclosed action")
        }

        private func unquoted(_ action: String) throws(Fault) -> String {
            guard action.count >= 2, action.first == action.last else {
                throw Fault(message: "unterminated quoted string")
            }
            var text = ""
            var escaped = false
            for character in action.dropFirst().dropLast() {
                if escaped {
                    switch character {
                    case "n": text.append("\n")
                    case "t": text.append("\t")
                    case "r": text.append("\r")
                    default: text.append(character)
                    }
                    escaped = false
                } else if character == "\\" {
                    escaped = true
                } else {
                    text.append(character)
                }
            }
            return text
        }
    }
}
