// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PlainReader {
    /// The flow collection that begins at the current token, all on one line; goes behind its end.
    mutating func flow(depth: Int) throws(GivesUp) -> Value {
        guard depth < 16 else { throw GivesUp() }
        let isList = text[index] == UInt8(ascii: "[")
        let close = isList ? UInt8(ascii: "]") : UInt8(ascii: "}")
        var elements: [Value] = []
        var entries: [ValueMap.Entry] = []
        index += 1
        skipBlanks()
        while text[index] != close {
            if isList {
                elements.append(try flowValue(depth: depth))
            } else {
                let key = try flowKey()
                entries.append(ValueMap.Entry(key: key, value: try flowValue(depth: depth)))
            }
            skipBlanks()
            if text[index] == UInt8(ascii: ",") {
                index += 1
                skipBlanks()
                // A comma before the end is allowed, but rare.
                guard text[index] != close else { throw GivesUp() }
            } else if text[index] != close {
                throw GivesUp()
            }
        }
        index += 1
        guard !isList else { return .array(elements) }
        let count = entries.count
        let map = ValueMap(unsorted: entries)
        guard map.count == count else { throw GivesUp() }
        return .object(map)
    }

    private mutating func skipBlanks() { while text[index] == UInt8(ascii: " ") { index += 1 } }

    private mutating func flowKey() throws(GivesUp) -> String {
        let start = index
        guard case .string(let key) = try flowScalar(), text[index] == UInt8(ascii: ":"),
            text[index + 1] == UInt8(ascii: " "), index - start < 512
        else { throw GivesUp() }
        index += 1
        skipBlanks()
        return key
    }

    private mutating func flowValue(depth: Int) throws(GivesUp) -> Value {
        switch text[index] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): try flow(depth: depth + 1)
        default: try flowScalar()
        }
    }

    private mutating func flowScalar() throws(GivesUp) -> Value {
        let start = index
        let first = text[index]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let end = text.closingQuote(index) else { throw GivesUp() }
            index = end + 1
            return .string(try quoted(start, end))
        }
        while PlainText.isKey(text[index]) { index += 1 }
        guard index > start, first != UInt8(ascii: "-") || index > start + 1 else { throw GivesUp() }
        // Words on either side of a blank would be one scalar.
        var next = index
        while text[next] == UInt8(ascii: " ") { next += 1 }
        switch text[next] {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break
        case UInt8(ascii: ":") where next == index: break
        default: throw GivesUp()
        }
        return try scalar(text.bytes(start, index))
    }

    /// The literal block whose `|` is the current token, in a collection in column `parent`; goes to the next line's token.
    mutating func literal(under parent: Int) throws(GivesUp) -> Value {
        var head = index + 1
        let chomping = text[head]
        if chomping == UInt8(ascii: "-") || chomping == UInt8(ascii: "+") { head += 1 }
        while text[head] == UInt8(ascii: " ") { head += 1 }
        guard text[head] == UInt8(ascii: "\n"), head < text.count else { throw GivesUp() }
        var line = head + 1
        var indent = -1
        var blanks = 0
        var content: [UInt8] = []
        while line < text.count {
            var next = line
            while text[next] == UInt8(ascii: " "), indent < 0 || next - line < indent { next += 1 }
            if text[next] == UInt8(ascii: "\n") {
                // A line of blanks before the first line of text could be deeper than it.
                guard next < text.count, indent >= 0 || next == line else { throw GivesUp() }
                blanks += 1
                line = next + 1
                continue
            }
            if indent < 0 {
                guard next - line > parent else { break }
                indent = next - line
            } else if next - line < indent {
                break
            }
            let end = text.endOfLine(next)
            // A text that ends without a line feed ends its last scalar without one too.
            guard end < text.count else { throw GivesUp() }
            for _ in 0..<blanks { content.append(UInt8(ascii: "\n")) }
            blanks = 0
            content.append(contentsOf: text.bytes(next, end + 1))
            line = end + 1
        }
        guard indent > 0, chomping != UInt8(ascii: "+") || blanks == 0 else { throw GivesUp() }
        if chomping == UInt8(ascii: "-") { content.removeLast() }
        nextLine(from: line)
        guard column <= parent else { throw GivesUp() }
        return .string(String(decoding: content, as: UTF8.self))
    }
}
