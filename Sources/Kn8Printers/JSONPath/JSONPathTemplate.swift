// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `-o jsonpath=` takes: text with paths in braces, `{range PATH}…{end}` and quoted text, `{"\n"}`.
///
/// The dialect is that of `kubernetes:client-go/util/jsonpath`: slices, unions, filters and `..` among it. A missing field
/// prints nothing; an index out of range is a fault.
package struct JSONPathTemplate: Hashable, Sendable {
    /// Why a text is no template, or what one asks of a value that does not have it.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong, in client-go's words.
        package var message: String
    }

    /// A piece of a template.
    indirect enum Part: Hashable, Sendable {
        case text(String)
        case action([JSONPathNode])
        case range([JSONPathNode], [Part])
    }

    private let parts: [Part]

    /// Reads `text`; what stands outside of braces is printed as it is.
    package init(_ text: String) throws(Fault) {
        var reader = JSONPathReader(text)
        parts = try reader.parts()
    }

    /// Reads a single path, whose braces and first dot may be missing: `{.a}`, `.a` and `a` are one.
    package init(relaxed text: String) throws(Fault) {
        var path = Substring(text)
        if path.hasPrefix("{"), path.hasSuffix("}") { path = path.dropFirst().dropLast() }
        if let first = path.first, first != ".", first != "[", first != "$", first != "@" { path = "." + path }
        var reader = JSONPathReader("{\(path)}")
        parts = try reader.parts()
    }

    /// What the template prints of `root`.
    package func text(of root: Value) throws(Fault) -> String {
        var output = ""
        try JSONPathTemplate.write(parts, root, to: &output)
        return output
    }

    /// Every value that the actions lead to, in order.
    package func values(in root: Value) throws(Fault) -> [Value] {
        try JSONPathTemplate.values(parts, root)
    }

    private static func write(_ parts: [Part], _ root: Value, to output: inout String) throws(Fault) {
        for part in parts {
            switch part {
            case .text(let text): output += text
            case .action(let nodes):
                let values = try JSONPathEvaluation.values(nodes, from: [root])
                output += values.map { $0.string ?? $0.json() }.joined(separator: " ")
            case .range(let path, let body):
                for value in try JSONPathEvaluation.values(path, from: [root]) { try write(body, value, to: &output) }
            }
        }
    }

    private static func values(_ parts: [Part], _ root: Value) throws(Fault) -> [Value] {
        var found: [Value] = []
        for part in parts {
            switch part {
            case .text(let text): found.append(.string(text))
            case .action(let nodes): found += try JSONPathEvaluation.values(nodes, from: [root])
            case .range(let path, let body):
                for value in try JSONPathEvaluation.values(path, from: [root]) { found += try values(body, value) }
            }
        }
        return found
    }
}
