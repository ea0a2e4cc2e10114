// SPDX-License-Identifier: MIT

/// How property names of a schema are written in expressions (`kubernetes:apiserver/pkg/cel/escaping.go`).
package enum CELFieldName {
    private static let keywords: Set<String> = ["true", "false", "null", "in"]
    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    /// The identifier for the property `key`; nil when expressions cannot name it (empty, a digit first, or a character
    /// that has no escape).
    package static func escaped(_ key: String) -> String? {
        if keywords.contains(key) || reserved.contains(key) { return "__\(key)__" }
        let scalars = Array(key.unicodeScalars)
        guard let first = scalars.first, !("0"..."9").contains(first) else { return nil }
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "_" where index + 1 < scalars.count && scalars[index + 1] == "_":
                result.append(contentsOf: "__underscores__".unicodeScalars)
                index += 1
            case ".": result.append(contentsOf: "__dot__".unicodeScalars)
            case "-": result.append(contentsOf: "__dash__".unicodeScalars)
            case "/": result.append(contentsOf: "__slash__".unicodeScalars)
            case "a"..."z", "A"..."Z", "0"..."9", "_": result.append(scalar)
            default: return nil
            }
            index += 1
        }
        return String(result)
    }

    /// Every identifier that names the property `key`: since 1.31 a reserved word may also stand unescaped, unless it
    /// is `true`, `false`, `null` or `in`.
    package static func spellings(of key: String) -> [String] {
        guard let escaped = escaped(key) else { return [] }
        return reserved.contains(key) ? [escaped, key] : [escaped]
    }

    /// The property that `identifier` names; nil when the escapes in it are wrong.
    package static func unescaped(_ identifier: String) -> String? {
        if reserved.contains(identifier) { return identifier }
        if keywords.contains(identifier) { return nil }
        for word in keywords.union(reserved) where identifier == "__\(word)__" { return word }
        var rest = Substring(identifier)
        var result = ""
        while let start = rest.utf8.first {
            guard start == UInt8(ascii: "_"), rest.utf8.dropFirst().first == UInt8(ascii: "_") else {
                result.unicodeScalars.append(Unicode.Scalar(start))
                rest = rest.dropFirst()
                continue
            }
            let escapes = [
                ("__underscores__", "__"), ("__dot__", "."), ("__dash__", "-"), ("__slash__", "/"),
            ]
            guard let (escape, plain) = escapes.first(where: { rest.hasPrefix($0.0) }) else { return nil }
            result += plain
            rest = rest.dropFirst(escape.count)
        }
        return result.isEmpty ? nil : result
    }
}
