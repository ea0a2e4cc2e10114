// SPDX-License-Identifier: MIT

internal import Kn8Value

/// One definition of an OpenAPI document as text of the catalogue; what is nested in it without a name gets definitions of
/// its own.
struct OpenAPIDefinition {
    /// The texts, by name.
    private(set) var texts: [String: String] = [:]
    private let root: String
    private let isNative: Bool
    private static let deepest = 64

    init(_ name: String, isNative: Bool) {
        root = name
        self.isNative = isNative
    }

    /// Writes the definition that `schema` spells.
    mutating func write(_ schema: Value) { write(schema, as: root, depth: 0) }

    private mutating func write(_ schema: Value, as name: String, depth: Int) {
        let known = isNative ? Catalogue.shared.definition(name)?.schema : nil
        var head = ["def", name]
        if !isNative { head.append("custom") }
        if schema["x-kubernetes-map-type"]?.string == "atomic" { head.append("map=atomic") }
        let isOpen = schema["x-kubernetes-preserve-unknown-fields"]?.bool == true || schema["properties"] == nil
        if !isNative, isOpen { head.append("open") }
        var lines = [head.joined(separator: " ")]
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        let fields = (schema["properties"]?.object ?? ValueMap()).sorted { $0.key < $1.key }
        for entry in fields where !entry.key.contains(" ") && !entry.key.isEmpty {
            let (key, facts) = (entry.key, entry.value)
            let (type, words) = type(of: facts, "\(name).\(key)", depth: depth)
            let field = known?.field(key)
            // The server does without some fields that it calls required, and has defaults that it does not tell of.
            let isRequired = required.contains(key) && field?.isRequired ?? true
            var line = [key + (isRequired ? "!" : ""), type]
            if let value = facts["default"] ?? field?.defaultValue, let text = value.catalogueDefault {
                line.append("default=\(text)")
            }
            for (fact, word) in OpenAPIDefinition.words {
                if let text = facts[fact]?.string { line.append("\(word)=\(text)") }
            }
            if let keys = facts["x-kubernetes-list-map-keys"]?.array {
                line.append("keys=" + keys.compactMap(\.string).joined(separator: ","))
            }
            lines.append((line + words).joined(separator: " "))
        }
        texts[name] = lines.joined(separator: "\n") + "\n"
    }

    private static let words = [
        ("x-kubernetes-map-type", "map"), ("x-kubernetes-list-type", "list"), ("x-kubernetes-patch-strategy", "patch"),
        ("x-kubernetes-patch-merge-key", "merge"),
    ]

    /// The type as the catalogue spells it, and the words for its bounds.
    private mutating func type(of facts: Value, _ name: String, depth: Int) -> (String, [String]) {
        guard depth < OpenAPIDefinition.deepest else { return ("any", []) }
        if let reference = facts["$ref"]?.string ?? facts["allOf"]?.array?.first?["$ref"]?.string {
            let target = OpenAPIDocument.short(reference)
            return (OpenAPIScalars.types[target] ?? target, [])
        }
        if facts["x-kubernetes-int-or-string"]?.bool == true { return ("intstr", []) }
        switch facts["type"]?.string {
        case "array":
            let (inner, words) = type(of: facts["items"] ?? .null, name, depth: depth + 1)
            return ("[\(inner)]", bounds(facts, [("minItems", "minitems"), ("maxItems", "maxitems")]) + words)
        case "object":
            if facts["properties"]?.object?.isEmpty == false {
                write(facts, as: name, depth: depth + 1)
                return (name, [])
            }
            if let values = facts["additionalProperties"], values.object != nil {
                let (inner, words) = type(of: values, name, depth: depth + 1)
                return ("{\(inner)}", words)
            }
            return ("object", [])
        case "integer":
            let format = facts["format"]?.string ?? ""
            return (["int32", "int64"].contains(format) ? format : "int64", scalarWords(facts))
        case "number": return ("double", scalarWords(facts))
        case "boolean": return ("bool", [])
        case "string":
            return (
                ["byte": "byte", "date-time": "time"][facts["format"]?.string ?? ""] ?? "string", scalarWords(facts)
            )
        default: return ("any", [])
        }
    }

    private func bounds(_ facts: Value, _ pairs: [(String, String)]) -> [String] {
        pairs.compactMap { fact, word in facts[fact].flatMap { $0.number == nil ? nil : "\(word)=\($0.json())" } }
    }

    private func scalarWords(_ facts: Value) -> [String] {
        var words = bounds(
            facts,
            [("minimum", "min"), ("maximum", "max"), ("minLength", "minlen"), ("maxLength", "maxlen")]
        )
        // One of these ends the line.
        let values = (facts["enum"]?.array ?? []).compactMap { $0.string ?? $0.int.map(String.init) }
        if !values.isEmpty, !values.contains(where: { $0.contains("\n") || $0.contains("|") }) {
            words.append("enum=" + values.joined(separator: "|"))
        } else if let pattern = facts["pattern"]?.string, !isNative, !pattern.contains("\n") {
            words.append("pattern=\(pattern)")
        }
        return words
    }
}

extension Value {
    /// The value as the catalogue spells a default; nil when it cannot.
    fileprivate var catalogueDefault: String? {
        switch self {
        case .bool(let flag): "\(flag)"
        case .int(let number): "\(number)"
        case .string(let text): text.isEmpty ? "\"\"" : text.contains(" ") || text.contains("\n") ? nil : text
        case .object(let map): map.isEmpty ? "{}" : nil
        case .null, .double, .array: nil
        }
    }
}
