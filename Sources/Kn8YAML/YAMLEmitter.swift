// SPDX-License-Identifier: MIT
package import Kn8Value

/// Writes a value as `kubectl get -o yaml` does (`go-yaml:encode.go@v2.4.0`, `emitterc.go`).
struct YAMLEmitter {
    // Scalars are folded behind this column.
    private static let width = 80

    private(set) var text = ""
    private var column = 0

    /// Writes `value`, the root of a document.
    mutating func document(_ value: Value) {
        node(value, indent: 0, afterDash: true)
        put("\n")
    }

    private mutating func put(_ piece: String) {
        text += piece
        column += piece.unicodeScalars.count
    }

    private mutating func newLine(_ indent: Int) {
        text += "\n"
        text += String(repeating: " ", count: indent)
        column = indent
    }

    // `indent` is the column of the entries of a collection; with `afterDash` its first entry stands on this line.
    private mutating func node(_ value: Value, indent: Int, afterDash: Bool) {
        switch value {
        case .object(let map) where !map.isEmpty: mapping(map, indent: indent, afterDash: afterDash)
        case .array(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() {
                if index > 0 || !afterDash { newLine(indent) }
                put("- ")
                node(element, indent: indent + 2, afterDash: true)
            }
        default: scalar(value, indent: indent)
        }
    }

    private mutating func mapping(_ map: ValueMap, indent: Int, afterDash: Bool) {
        let entries = map.sorted { NaturalOrder.precedes($0.key, $1.key) }
        for (index, entry) in entries.enumerated() {
            if index > 0 || !afterDash { newLine(indent) }
            let isLong = entry.key.utf8.count > 128
            if isLong {
                put("? ")
                string(entry.key, indent: indent + 2, isKey: true)
                newLine(indent)
                put(": ")
                node(entry.value, indent: indent + 2, afterDash: true)
                continue
            }
            string(entry.key, indent: indent, isKey: true)
            put(":")
            switch entry.value {
            case .object(let child) where !child.isEmpty: node(entry.value, indent: indent + 2, afterDash: false)
            case .array(let elements) where !elements.isEmpty: node(entry.value, indent: indent, afterDash: false)
            default:
                put(" ")
                scalar(entry.value, indent: indent + 2)
            }
        }
    }

    private mutating func scalar(_ value: Value, indent: Int) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .int(let number): put(String(number))
        case .double(let number): put("\(number)")
        case .string(let text): string(text, indent: indent, isKey: false)
        case .array: put("[]")
        case .object: put("{}")
        }
    }

    private mutating func string(_ string: String, indent: Int, isKey: Bool) {
        let shape = ScalarShape(string)
        if shape.hasBreaks, shape.allowsBlock, !isKey {
            literal(string, indent: indent)
        } else if shape.hasBreaks || !shape.allowsSingleQuotes || !ScalarShape.isPlainString(string) {
            doubleQuoted(string, indent: indent, folds: !isKey)
        } else if shape.allowsPlain {
            folded(string, indent: indent, folds: !isKey, quotes: false)
        } else {
            put("'")
            folded(string, indent: indent, folds: !isKey, quotes: true)
            put("'")
        }
    }

    private mutating func folded(_ string: String, indent: Int, folds: Bool, quotes: Bool) {
        guard folds, column + string.utf8.count > YAMLEmitter.width else {
            put(quotes ? string.replacing("'", with: "''") : string)
            return
        }
        let scalars = Array(string.unicodeScalars)
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            guard scalar == " " else {
                put(quotes && scalar == "'" ? "''" : String(Character(scalar)))
                afterSpace = false
                continue
            }
            let isInside = !quotes || (index > 0 && index < scalars.count - 1)
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if !afterSpace, column > YAMLEmitter.width, isInside, next != " " {
                newLine(indent)
            } else {
                put(" ")
            }
            afterSpace = true
        }
    }

    private mutating func doubleQuoted(_ string: String, indent: Int, folds: Bool) {
        put("\"")
        let scalars = Array(string.unicodeScalars)
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            if scalar == " " {
                if folds, !afterSpace, column > YAMLEmitter.width, index > 0, index < scalars.count - 1 {
                    newLine(indent)
                    if scalars[index + 1] == " " { put("\\") }
                } else {
                    put(" ")
                }
                afterSpace = true
            } else {
                put(ScalarShape.escaped(scalar))
                afterSpace = false
            }
        }
        put("\"")
    }

    private mutating func literal(_ string: String, indent: Int) {
        put("|")
        if let first = string.unicodeScalars.first, first == " " || first == "\n" { put("2") }
        if !string.utf8.elementsEqual("\n".utf8), string.utf8.last != UInt8(ascii: "\n") {
            put("-")
        } else if string.utf8.count == 1 || string.utf8.dropLast().last == UInt8(ascii: "\n") {
            put("+")
        }
        var lines = string.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { text += "\n" + (line.isEmpty ? "" : String(repeating: " ", count: indent)) + line }
        column = 0
    }
}

extension Value {
    /// This value as a YAML document, ending in a line break: keys sorted, as `kubectl get -o yaml` prints it.
    package func yaml() -> String {
        var emitter = YAMLEmitter()
        emitter.document(self)
        return emitter.text
    }
}
