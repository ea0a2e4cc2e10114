// SPDX-License-Identifier: MIT

/// Splits a source text into tokens (`cel-go:parser/gen/CEL.g4`).
struct CELLexer {
    let source: CELSource
    private(set) var tokens: [CELToken] = []
    private(set) var issues: [CELIssue] = []
    private var position = 0

    private static let keywords: Set<String> = ["in", "true", "false", "null"]
    private static let pairs: Set<String> = ["==", "!=", "<=", ">=", "&&", "||"]
    private static let singles = Set("<>!+-*/%?:.,()[]{}".unicodeScalars)

    init(_ source: CELSource) {
        self.source = source
        while position < source.scalars.count, issues.count < CELLimits.mostIssues { scan() }
        tokens.append(CELToken(kind: .end, text: "", offset: source.scalars.count))
    }

    private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
        let index = position + ahead
        return index < source.scalars.count ? source.scalars[index] : nil
    }

    private mutating func emit(_ kind: CELToken.Kind, to end: Int) {
        tokens.append(CELToken(kind: kind, text: source.text(position..<end), offset: position))
        position = end
    }

    private mutating func refuse(to end: Int) {
        let text = source.text(position..<min(end, source.scalars.count))
        let shown = text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        issues.append(source.issue("Syntax error: token recognition error at: '\(shown)'", at: position))
        position = end
    }

    private mutating func scan() {
        guard let first = scalar() else { return }
        switch first {
        case " ", "\t", "\n", "\r", "\u{C}": position += 1
        case "/" where scalar(1) == "/":
            while let next = scalar(), next != "\n" { position += 1 }
        case "a"..."z", "A"..."Z", "_": scanWord()
        case "0"..."9": scanNumber()
        case "." where scalar(1)?.isDigit == true: scanNumber()
        case "\"", "'": scanText(.string, from: position, isRaw: false)
        case "`": scanQuotedName()
        default:
            if let second = scalar(1), Self.pairs.contains(String(first) + String(second)) {
                emit(.fixed, to: position + 2)
            } else if Self.singles.contains(first) {
                emit(.fixed, to: position + 1)
            } else {
                refuse(to: position + 1)
            }
        }
    }

    private mutating func scanWord() {
        if let (kind, isRaw, length) = textPrefix {
            scanText(kind, from: position + length, isRaw: isRaw)
            return
        }
        var end = position
        while end < source.scalars.count, source.scalars[end].isWord { end += 1 }
        emit(Self.keywords.contains(source.text(position..<end)) ? .fixed : .identifier, to: end)
    }

    /// The prefix of a string or bytes literal here: `r`, `b` or `br`, in either case.
    private var textPrefix: (kind: CELToken.Kind, isRaw: Bool, length: Int)? {
        func isQuote(_ ahead: Int) -> Bool { scalar(ahead) == "\"" || scalar(ahead) == "'" }
        func isRaw(_ ahead: Int) -> Bool { scalar(ahead) == "r" || scalar(ahead) == "R" }
        let isBytes = scalar() == "b" || scalar() == "B"
        if isBytes, isQuote(1) { return (.bytes, false, 1) }
        if isBytes, isRaw(1), isQuote(2) { return (.bytes, true, 2) }
        if isRaw(0), isQuote(1) { return (.string, true, 1) }
        return nil
    }

    private mutating func scanNumber() {
        let scalars = source.scalars
        func skipDigits(_ index: inout Int) {
            while index < scalars.count, scalars[index].isDigit { index += 1 }
        }
        func isUnsigned(_ index: Int) -> Bool {
            index < scalars.count && (scalars[index] == "u" || scalars[index] == "U")
        }
        var end = position
        if scalar() == "0", scalar(1) == "x", scalar(2)?.isHexDigit == true {
            end += 2
            while end < scalars.count, scalars[end].isHexDigit { end += 1 }
            emit(isUnsigned(end) ? .uint : .int, to: isUnsigned(end) ? end + 1 : end)
            return
        }
        skipDigits(&end)
        var isDouble = false
        if end + 1 < scalars.count, scalars[end] == ".", scalars[end + 1].isDigit {
            isDouble = true
            end += 1
            skipDigits(&end)
        }
        if end < scalars.count, scalars[end] == "e" || scalars[end] == "E" {
            var after = end + 1
            if after < scalars.count, scalars[after] == "+" || scalars[after] == "-" { after += 1 }
            if after < scalars.count, scalars[after].isDigit {
                isDouble = true
                skipDigits(&after)
                end = after
            }
        }
        if isDouble {
            emit(.double, to: end)
        } else {
            emit(isUnsigned(end) ? .uint : .int, to: isUnsigned(end) ? end + 1 : end)
        }
    }

    private mutating func scanText(_ kind: CELToken.Kind, from quoteAt: Int, isRaw: Bool) {
        let scalars = source.scalars
        let quote = scalars[quoteAt]
        let isTriple = quoteAt + 2 < scalars.count && scalars[quoteAt + 1] == quote && scalars[quoteAt + 2] == quote
        var index = quoteAt + (isTriple ? 3 : 1)
        while index < scalars.count {
            let next = scalars[index]
            if next == quote {
                if !isTriple {
                    emit(kind, to: index + 1)
                    return
                }
                if index + 2 < scalars.count, scalars[index + 1] == quote, scalars[index + 2] == quote {
                    emit(kind, to: index + 3)
                    return
                }
                index += 1
            } else if !isTriple, next == "\n" || next == "\r" {
                break
            } else if next == "\\", !isRaw {
                guard let length = CELLiteral.escapeLength(scalars, at: index) else {
                    refuse(to: min(index + 2, scalars.count))
                    return
                }
                index += length
            } else {
                index += 1
            }
        }
        refuse(to: min(index + 1, scalars.count))
    }

    private mutating func scanQuotedName() {
        var end = position + 1
        while end < source.scalars.count,
            source.scalars[end].isWord || "./- ".unicodeScalars.contains(source.scalars[end])
        {
            end += 1
        }
        guard end < source.scalars.count, source.scalars[end] == "`", end > position + 1 else {
            refuse(to: end)
            return
        }
        tokens.append(
            CELToken(kind: .quotedIdentifier, text: source.text((position + 1)..<end), offset: position)
        )
        position = end + 1
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }

    var isHexDigit: Bool { isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }

    var isWord: Bool { isDigit || self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    /// The value of a hexadecimal digit; 0 for anything else.
    var hexValue: UInt32 {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: 0
        }
    }
}
