// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// Go's `print` and `printf` of what JSON can hold (`go:fmt/print.go`).
struct GoFormat {
    /// The widest that a field can be made.
    private static let widest = 1_000_000

    // What stands between the sign and the letter of a verb.
    private var isLeft = false
    private var hasSign = false
    private var hasBlank = false
    private var isAlternate = false
    private var hasZeros = false
    private var width: Int?
    private var precision: Int?

    /// The values in a row, with blanks between those of which neither is text.
    static func spaced(_ values: [Value]) -> String {
        var text = ""
        var wasText = true
        for value in values {
            let isText = value.string != nil
            if !wasText, !isText { text += " " }
            text += value.goText
            wasText = isText
        }
        return text
    }

    /// `format` with `arguments` in the place of its verbs.
    static func text(_ format: String, _ arguments: ArraySlice<Value>) -> String {
        var arguments = arguments
        var rest = Substring(format).unicodeScalars
        var text = ""
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            var clause = GoFormat()
            clause.readFlags(&rest, &arguments)
            guard let verb = rest.popFirst() else {
                text += "%!(NOVERB)"
                break
            }
            if verb == "%" {
                text += "%"
            } else if let argument = arguments.popFirst() {
                text += clause.text(of: argument, verb)
            } else {
                text += "%!\(verb)(MISSING)"
            }
        }
        guard !arguments.isEmpty else { return text }
        let extra = arguments.map { $0 == .null ? "<nil>" : "\(type(of: $0))=\($0.goText)" }
        return text + "%!(EXTRA \(extra.joined(separator: ", ")))"
    }

    /// What Go calls the type of a value that was read from JSON.
    static func type(of value: Value) -> String {
        switch value {
        case .null: "<nil>"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }

    private mutating func readFlags(_ rest: inout Substring.UnicodeScalarView, _ arguments: inout ArraySlice<Value>) {
        flags: while let flag = rest.first {
            switch flag {
            case "-": isLeft = true
            case "+": hasSign = true
            case " ": hasBlank = true
            case "#": isAlternate = true
            case "0": hasZeros = true
            default: break flags
            }
            rest.removeFirst()
        }
        width = GoFormat.number(&rest, &arguments)
        if let given = width, given < 0 {
            isLeft = true
            width = -given
        }
        if rest.first == "." {
            rest.removeFirst()
            precision = max(0, GoFormat.number(&rest, &arguments) ?? 0)
        }
    }

    private static func number(
        _ rest: inout Substring.UnicodeScalarView,
        _ arguments: inout ArraySlice<Value>
    ) -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard case .int(let number)? = arguments.popFirst() else { return nil }
            return Int(clamping: max(Int64(-widest), min(Int64(widest), number)))
        }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest.removeFirst(digits.count)
        guard !digits.isEmpty else { return nil }
        return min(Int(String(digits)) ?? widest, widest)
    }

    private func text(of value: Value, _ verb: Unicode.Scalar) -> String {
        switch value {
        case .array(let elements) where verb != "T":
            return "[" + elements.map { text(of: $0, verb) }.joined(separator: " ") + "]"
        case .object(let map) where verb != "T":
            let entries = map.sorted { $0.key < $1.key }
            let texts = entries.map { "\(text(of: .string($0.key), verb)):\(text(of: $0.value, verb))" }
            return "map[" + texts.joined(separator: " ") + "]"
        default:
            if let plain = plain(value, verb) { return padded(plain, isNumber: isNumber(value)) }
            let inner = value == .null ? "<nil>" : "\(GoFormat.type(of: value))=\(value.goText)"
            return "%!\(verb)(\(inner))"
        }
    }

    // nil where the verb is none for such values.
    private func plain(_ value: Value, _ verb: Unicode.Scalar) -> String? {
        switch (verb, value) {
        case ("T", _): GoFormat.type(of: value)
        case ("v", .int(let number)), ("d", .int(let number)): signed(String(number))
        case ("v", .double(let number)): signed(number.goText)
        case ("v", .string(let text)): isAlternate ? text.goQuoted : cut(text)
        case ("v", _): value.goText
        case ("t", .bool(let flag)): String(flag)
        case ("s", .string(let text)): cut(text)
        case ("q", .string(let text)): cut(text).goQuoted
        case ("x", .string(let text)): GoFormat.hexadecimal(text, uppercase: false)
        case ("X", .string(let text)): GoFormat.hexadecimal(text, uppercase: true)
        case ("b", .int(let number)): signed(String(number, radix: 2))
        case ("o", .int(let number)): signed((isAlternate ? "0" : "") + String(number, radix: 8))
        case ("x", .int(let number)): signed((isAlternate ? "0x" : "") + String(number, radix: 16))
        case ("X", .int(let number)): signed((isAlternate ? "0X" : "") + String(number, radix: 16, uppercase: true))
        case ("c", .int(let number)): GoFormat.character(number)
        case ("q", .int(let number)): "'\(GoFormat.character(number))'"
        case ("U", .int(let number)): "U+" + GoFormat.filled(String(number, radix: 16, uppercase: true), 4)
        case ("g", .double(let number)) where precision == nil: signed(number.goText)
        case ("e", .double(let number)), ("E", .double(let number)), ("f", .double(let number)),
            ("F", .double(let number)), ("g", .double(let number)), ("G", .double(let number)):
            signed(GoFormat.decimal(number, precision ?? 6, verb))
        default: nil
        }
    }

    private func isNumber(_ value: Value) -> Bool {
        switch value {
        case .int, .double: true
        default: false
        }
    }

    private func signed(_ number: String) -> String {
        guard !number.hasPrefix("-"), !number.hasPrefix("+") else { return number }
        return hasSign ? "+\(number)" : hasBlank ? " \(number)" : number
    }

    private func cut(_ text: String) -> String {
        guard let precision else { return text }
        return String(text.unicodeScalars.prefix(precision))
    }

    private func padded(_ text: String, isNumber: Bool) -> String {
        let missing = (width ?? 0) - text.unicodeScalars.count
        guard missing > 0 else { return text }
        if isLeft { return text + String(repeating: " ", count: missing) }
        guard hasZeros, isNumber else { return String(repeating: " ", count: missing) + text }
        let sign = text.prefix { "+- ".contains($0) }
        return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
    }

    private static func character(_ number: Int64) -> String {
        String(UInt32(exactly: number).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
    }

    private static func hexadecimal(_ text: String, uppercase: Bool) -> String {
        text.utf8.map { filled(String($0, radix: 16, uppercase: uppercase), 2) }.joined()
    }

    private static func filled(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func decimal(_ number: Double, _ precision: Int, _ verb: Unicode.Scalar) -> String {
        let precision = min(precision, 1_000)
        var buffer = [CChar](repeating: 0, count: 400 + precision)
        let length = withVaList([Int32(precision), number]) { list in
            vsnprintf(&buffer, buffer.count, "%.*\(verb)", list)
        }
        return String(decoding: buffer.prefix(Int(max(0, length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
