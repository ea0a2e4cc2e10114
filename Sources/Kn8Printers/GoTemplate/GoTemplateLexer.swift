// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Takes a Go template apart into words (`go:text/template/parse/lex.go`).
struct GoTemplateLexer {
    private var rest: Substring.UnicodeScalarView
    private var line = 1
    private var tokens: [GoTemplateToken] = []
    private var trimsNext = false

    /// The words of `text`.
    static func tokens(of text: String) throws(GoTemplate.Fault) -> [GoTemplateToken] {
        var lexer = GoTemplateLexer(rest: Substring(text).unicodeScalars)
        while !lexer.rest.isEmpty {
            lexer.readText()
            if !lexer.rest.isEmpty { try lexer.readAction() }
        }
        return lexer.tokens
    }

    private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

    private mutating func readText() {
        var text = String.UnicodeScalarView()
        let start = line
        while !rest.isEmpty, !begins("{{") { take().map { text.append($0) } }
        if trimsNext { text = String.UnicodeScalarView(text.drop(while: GoTemplateLexer.isBlank)) }
        if begins("{{-"), rest.dropFirst(3).first.map(GoTemplateLexer.isBlank) == true {
            while let last = text.last, GoTemplateLexer.isBlank(last) { text.removeLast() }
        }
        if !text.isEmpty { add(.text(String(text)), line: start) }
    }

    private mutating func readAction() throws(GoTemplate.Fault) {
        let start = line
        skip(2)
        if rest.first == "-", rest.dropFirst().first.map(GoTemplateLexer.isBlank) == true { skip(1) }
        let afterBlanks = rest.drop(while: GoTemplateLexer.isBlank)
        if afterBlanks.starts(with: "/*".unicodeScalars) { return try skipComment(from: start) }
        add(.begin, line: start)
        while true {
            var isApart = false
            while let first = rest.first, GoTemplateLexer.isBlank(first) {
                isApart = true
                skip(1)
            }
            guard let first = rest.first else { throw fault("unclosed action", start) }
            let trims = isApart && begins("-}}")
            if trims || begins("}}") {
                skip(trims ? 3 : 2)
                trimsNext = trims
                return add(.end, line: line)
            }
            add(try token(first), line: line, isApart: isApart)
        }
    }

    private mutating func skipComment(from start: Int) throws(GoTemplate.Fault) {
        while !rest.isEmpty, !begins("*/") { skip(1) }
        guard !rest.isEmpty else { throw fault("unclosed comment", start) }
        skip(2)
        let isApart = rest.first.map(GoTemplateLexer.isBlank) == true
        while let first = rest.first, GoTemplateLexer.isBlank(first) { skip(1) }
        trimsNext = isApart && begins("-}}")
        guard trimsNext || begins("}}") else { throw fault("comment ends before closing delimiter", line) }
        skip(trimsNext ? 3 : 2)
    }

    private mutating func token(_ first: Unicode.Scalar) throws(GoTemplate.Fault) -> GoTemplateToken.Kind {
        switch first {
        case "\"", "'", "`": return .literal(try quoted(first))
        case "|", "(", ")", ",", "=":
            skip(1)
            return .mark(String(first))
        case ":":
            guard begins(":=") else { throw fault("expected :=", line) }
            skip(2)
            return .mark(":=")
        case ".":
            guard let next = rest.dropFirst().first, GoTemplateLexer.isLetter(next) else {
                if let digit = rest.dropFirst().first, ("0"..."9").contains(digit) { return .literal(try number()) }
                skip(1)
                return .dot
            }
            skip(1)
            return .field(name())
        case "$":
            skip(1)
            return .variable(name())
        case "+", "-", "0"..."9": return .literal(try number())
        default:
            guard GoTemplateLexer.isLetter(first) else {
                throw fault("unexpected \"\(first)\" in command", line)
            }
            return .word(name())
        }
    }

    private mutating func name() -> String {
        var name = String.UnicodeScalarView()
        while let next = rest.first, GoTemplateLexer.isLetter(next) { take().map { name.append($0) } }
        return String(name)
    }

    // Quotes in a row cannot be read past by Go either; a character is its number.
    private mutating func quoted(_ quote: Unicode.Scalar) throws(GoTemplate.Fault) -> Value {
        let start = line
        skip(1)
        var text = String.UnicodeScalarView()
        while let next = rest.first, next != quote {
            if quote != "`", next == "\n" { break }
            if quote != "`", next == "\\" {
                skip(1)
                text.append(try escaped())
            } else {
                take().map { text.append($0) }
            }
        }
        guard rest.first == quote else {
            throw fault(quote == "'" ? "unterminated character constant" : "unterminated quoted string", start)
        }
        skip(1)
        guard quote == "'" else { return .string(String(text)) }
        guard let only = text.first, text.count == 1 else { throw fault("malformed character constant", start) }
        return .int(Int64(only.value))
    }

    private mutating func escaped() throws(GoTemplate.Fault) -> Unicode.Scalar {
        guard let letter = take() else { throw fault("unterminated quoted string", line) }
        let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        switch letter {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "a": return "\u{07}"
        case "b": return "\u{08}"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "\\", "\"", "'": return letter
        default:
            guard let length = lengths[letter] else { throw fault("invalid syntax", line) }
            let digits = String(rest.prefix(length))
            skip(digits.unicodeScalars.count)
            guard digits.utf8.count == length, let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            else {
                throw fault("invalid syntax", line)
            }
            return scalar
        }
    }

    private mutating func number() throws(GoTemplate.Fault) -> Value {
        var text = ""
        while let next = rest.first, GoTemplateLexer.isLetter(next) || "+-.".unicodeScalars.contains(next) {
            if "+-".unicodeScalars.contains(next), !text.isEmpty, !"eE".contains(text.suffix(1)) { break }
            take().map { text.unicodeScalars.append($0) }
        }
        let plain = text.filter { $0 != "_" }
        if let number = Int64(plain) { return .int(number) }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.lowercased().hasPrefix(prefix) {
            if let number = Int64(plain.dropFirst(2), radix: radix) { return .int(number) }
        }
        guard let number = Double(plain), number.isFinite else { throw fault("bad number syntax: \"\(text)\"", line) }
        return .double(number)
    }

    // MARK: Characters

    private func begins(_ text: String) -> Bool { rest.starts(with: text.unicodeScalars) }

    private mutating func take() -> Unicode.Scalar? {
        guard let first = rest.popFirst() else { return nil }
        if first == "\n" { line += 1 }
        return first
    }

    private mutating func skip(_ count: Int) {
        for _ in 0..<count { _ = take() }
    }

    private mutating func add(_ kind: GoTemplateToken.Kind, line: Int, isApart: Bool = true) {
        tokens.append(GoTemplateToken(kind: kind, line: line, isApart: isApart))
    }

    private func fault(_ message: String, _ line: Int) -> GoTemplate.Fault {
        GoTemplate.Fault(message: "template: output:\(line): \(message)")
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\r\n".unicodeScalars.contains(scalar) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
