// SPDX-License-Identifier: MIT
import Foundation
import Kn8Value

/// As much of JSON Schema as SARIF's schema uses.
struct JSONSchema {
    private let root: Value

    init(_ url: URL) throws { root = try Value(json: String(contentsOf: url, encoding: .utf8)) }

    /// What is wrong with `value`, each with its path.
    func flaws(of value: Value) -> [String] { flaws(of: value, by: root, at: "$", depth: 0) }

    private func flaws(of value: Value, by schema: Value, at path: String, depth: Int) -> [String] {
        guard depth < 100 else { return ["\(path): too deep"] }
        if let name = schema["$ref"]?.string {
            let keys = name.split(separator: "/").dropFirst().map(String.init)
            guard let target = root[path: keys] else { return ["\(path): no \(name)"] }
            return flaws(of: value, by: target, at: path, depth: depth + 1)
        }
        var found: [String] = []
        if let type = schema["type"] {
            let types = type.array?.compactMap(\.string) ?? [type.string ?? ""]
            let isNumber = value.typeName == "integer" && types.contains("number")
            if !types.contains(value.typeName), !isNumber { found.append("\(path): \(value.typeName), not \(types)") }
        }
        if let allowed = schema["enum"]?.array, !allowed.contains(value) {
            found.append("\(path): none of the values allowed")
        }
        if let minimum = schema["minimum"]?.int, let number = value.int, number < minimum {
            found.append("\(path): less than \(minimum)")
        }
        if let pattern = schema["pattern"]?.string, let text = value.string,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(path): does not match \(pattern)")
        }
        if let map = value.object {
            for name in schema["required"]?.array?.compactMap(\.string) ?? [] where map[name] == nil {
                found.append("\(path): \(name) is missing")
            }
            for entry in map {
                if let property = schema["properties"]?[entry.key] {
                    found += flaws(of: entry.value, by: property, at: "\(path).\(entry.key)", depth: depth + 1)
                } else if schema["additionalProperties"] == false {
                    found.append("\(path): \(entry.key) is unknown")
                } else if let rest = schema["additionalProperties"], rest.object != nil {
                    found += flaws(of: entry.value, by: rest, at: "\(path).\(entry.key)", depth: depth + 1)
                }
            }
        }
        if let elements = value.array {
            if let minimum = schema["minItems"]?.int, elements.count < minimum { found.append("\(path): too few") }
            if schema["uniqueItems"] == true, Set(elements).count < elements.count { found.append("\(path): repeats") }
            if let items = schema["items"] {
                for (index, element) in elements.enumerated() {
                    found += flaws(of: element, by: items, at: "\(path)[\(index)]", depth: depth + 1)
                }
            }
        }
        for choice in ["anyOf", "oneOf"] {
            guard let schemas = schema[choice]?.array else { continue }
            let passes = schemas.count { flaws(of: value, by: $0, at: path, depth: depth + 1).isEmpty }
            if passes == 0 || (choice == "oneOf" && passes > 1) { found.append("\(path): \(choice)") }
        }
        for part in schema["allOf"]?.array ?? [] { found += flaws(of: value, by: part, at: path, depth: depth + 1) }
        return found
    }
}
