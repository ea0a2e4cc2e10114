// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The `fieldPath` of a rule: `.a.b['c']` (`kubernetes:apiext/apiserver/schema/cel/validation.go`, ValidFieldPath).
enum RuleFieldPath {
    /// The steps of `text` below a node of `schema`; nil when it names no field of it.
    static func steps(_ text: String, in schema: Schema) -> [FieldPath.Step]? {
        var steps: [FieldPath.Step] = []
        var node: Schema? = schema
        var rest = text[...]
        while let mark = rest.first {
            rest.removeFirst()
            let key: String
            switch mark {
            case ".":
                let name = rest.prefix { $0 != "." && $0 != "[" && $0 != "]" }
                rest = rest[name.endIndex...]
                key = String(name)
            case "[":
                guard let quoted = quoted(&rest) else { return nil }
                key = quoted
            default: return nil
            }
            guard !key.isEmpty, let here = node else { return nil }
            if let field = here.field(key) {
                node = field.schema
            } else if here.fields.isEmpty, let additional = here.additional {
                node = additional.schema
            } else {
                return nil
            }
            steps.append(.key(key))
        }
        return steps
    }

    /// Reads `'key']`.
    private static func quoted(_ rest: inout Substring) -> String? {
        guard rest.first == "'" else { return nil }
        rest.removeFirst()
        var key = ""
        while let character = rest.first {
            rest.removeFirst()
            switch character {
            case "'":
                guard rest.first == "]" else { return nil }
                rest.removeFirst()
                return key
            case "\\":
                let escapes: [Character: Character] = [
                    "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "'": "'",
                    "\\": "\\",
                ]
                guard let escape = rest.first, let plain = escapes[escape] else { return nil }
                rest.removeFirst()
                key.append(plain)
            default: key.append(character)
            }
        }
        return nil
    }
}
