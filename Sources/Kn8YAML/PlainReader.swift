// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Reads the YAML that people write for Kubernetes, several times faster than libyaml: block mappings and lists,
/// scalars on one line, literal blocks, flow collections on one line.
///
/// It answers only where it is sure. Anchors, tags, folded or multi-line scalars, tabs, carriage returns, duplicate keys, keys
/// that are no strings, and whatever is wrong make it give up, and libyaml reads the document instead: so no message and no
/// place ever comes from here. `PlainReaderTests` compare the two.
struct PlainReader {
    /// A document that is beyond this reader.
    struct GivesUp: Error {}

    private static let maximalDepth = 64
    private static let maximalKey = 512

    let text: PlainText
    private let keys: KeyTable
    /// Where the current line's next token begins, and in which column, from 0; the end of the text when there is none.
    var index = 0
    var column = 0
    /// Whether some scalar may be read as something else than it looks; see `Composer.hasHazards`.
    private(set) var hasHazards = false

    /// The value of the document in `bytes`, and whether it is worth asking for traps; nil when libyaml must read it.
    ///
    /// `keys` may be handed on from one document to the next.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ keys: KeyTable
    ) -> (value: Value, hasHazards: Bool)? {
        guard let text = PlainText(bytes) else { return nil }
        var reader = PlainReader(text: text, keys: keys)
        do throws(GivesUp) {
            try reader.skipMarker()
            guard !reader.isAtEnd else { return nil }
            let value = try reader.block(depth: 0)
            guard reader.isAtEnd else { return nil }
            return (value, reader.hasHazards)
        } catch {
            return nil
        }
    }

    private init(text: PlainText, keys: KeyTable) {
        self.text = text
        self.keys = keys
    }

    private var isAtEnd: Bool { index >= text.count }

    private mutating func skipMarker() throws(GivesUp) {
        nextLine(from: 0)
        guard column == 0, text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-"),
            text[index + 2] == UInt8(ascii: "-")
        else { return }
        try endOfLine(index + 3)
    }

    /// Goes to the first token at or behind `start`, which begins a line; blank lines and comments are passed over.
    mutating func nextLine(from start: Int) {
        var line = start
        while line < text.count {
            var next = line
            while text[next] == UInt8(ascii: " ") { next += 1 }
            switch text[next] {
            case UInt8(ascii: "\n"): line = next + 1
            case UInt8(ascii: "#"): line = text.endOfLine(next) + 1
            default:
                (index, column) = (next, next - line)
                return
            }
        }
        (index, column) = (text.count, -1)
    }

    /// Goes to the next line's token; gives up when there is more on this line than blanks and a comment.
    mutating func endOfLine(_ start: Int) throws(GivesUp) {
        var next = start
        while text[next] == UInt8(ascii: " ") { next += 1 }
        if text[next] == UInt8(ascii: "#"), next > start { next = text.endOfLine(next) }
        guard text[next] == UInt8(ascii: "\n") else { throw GivesUp() }
        nextLine(from: next + 1)
    }

    /// The mapping or the list that begins at the current token.
    private mutating func block(depth: Int) throws(GivesUp) -> Value {
        guard depth < PlainReader.maximalDepth else { throw GivesUp() }
        return isDash ? try list(depth: depth) : try mapping(depth: depth)
    }

    private var isDash: Bool {
        text[index] == UInt8(ascii: "-") && PlainText.isBlank(text[index + 1])
    }

    private mutating func mapping(depth: Int) throws(GivesUp) -> Value {
        let here = column
        var entries: [ValueMap.Entry] = []
        entries.reserveCapacity(4)
        while column == here, !isAtEnd {
            let key = try key()
            let value = try value(in: here, depth: depth)
            // What is more indented than its mapping goes on with a scalar, or is wrong.
            guard column <= here else { throw GivesUp() }
            // Insertion keeps a small mapping sorted, so that the map takes the array over as it is.
            var place = entries.count
            if place < 32 { while place > 0, key < entries[place - 1].key { place -= 1 } }
            entries.insert(ValueMap.Entry(key: key, value: value), at: place)
        }
        let count = entries.count
        let map = ValueMap(unsorted: entries)
        guard map.count == count else { throw GivesUp() }
        return .object(map)
    }

    private mutating func list(depth: Int) throws(GivesUp) -> Value {
        let here = column
        var elements: [Value] = []
        while column == here, !isAtEnd, isDash {
            let dash = index
            index += 1
            while text[index] == UInt8(ascii: " ") { index += 1 }
            column = here + index - dash
            if text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "#") {
                try endOfLine(dash + 1)
                elements.append(column > here ? try block(depth: depth + 1) : .null)
            } else if isDash || isKey {
                elements.append(try block(depth: depth + 1))
            } else {
                elements.append(try inline(under: here, depth: depth))
            }
            guard column <= here else { throw GivesUp() }
        }
        return .array(elements)
    }

    /// Whether a key of a mapping begins at the current token. Reads no further than the line.
    private var isKey: Bool {
        let first = text[index]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let end = text.closingQuote(index) else { return false }
            return text[end + 1] == UInt8(ascii: ":")
        }
        guard PlainText.beginsPlain(first, text[index + 1]) else { return false }
        var next = index
        while text[next] != UInt8(ascii: "\n") {
            if text[next] == UInt8(ascii: ":"), PlainText.isBlank(text[next + 1]) { return true }
            if text[next] == UInt8(ascii: "#"), next > index, text[next - 1] == UInt8(ascii: " ") { return false }
            next += 1
        }
        return false
    }

    /// The key at the current token; goes to what follows the colon.
    private mutating func key() throws(GivesUp) -> String {
        let start = index
        var end = index
        var key: String
        let first = text[index]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let close = text.closingQuote(index) else { throw GivesUp() }
            key = try quoted(index, close)
            end = close + 1
        } else {
            while PlainText.isKey(text[end]) { end += 1 }
            let bytes = text.bytes(start, end)
            guard end > start, !isDash, ScalarResolver.value(bytes) == nil, !ScalarResolver.isNonFinite(bytes) else {
                throw GivesUp()
            }
            key = keys.string(bytes)
        }
        guard text[end] == UInt8(ascii: ":"), PlainText.isBlank(text[end + 1]), end - start <= PlainReader.maximalKey
        else { throw GivesUp() }
        index = end + 1
        return key
    }

    /// The value behind a key of a mapping in column `here`; goes to the next line's token.
    private mutating func value(in here: Int, depth: Int) throws(GivesUp) -> Value {
        let colon = index
        while text[index] == UInt8(ascii: " ") { index += 1 }
        guard text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "#") else {
            return try inline(under: here, depth: depth)
        }
        try endOfLine(colon)
        if column > here { return try block(depth: depth + 1) }
        if column == here, !isAtEnd, isDash { return try list(depth: depth + 1) }
        return .null
    }

    /// The scalar or the flow collection that begins at the current token, in a collection in column `parent`; goes to the
    /// next line's token.
    private mutating func inline(under parent: Int, depth: Int) throws(GivesUp) -> Value {
        switch text[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let end = text.closingQuote(index) else { throw GivesUp() }
            let value = Value.string(try quoted(index, end))
            try endOfLine(end + 1)
            return value
        case UInt8(ascii: "|"): return try literal(under: parent)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let value = try flow(depth: depth + 1)
            try endOfLine(index)
            return value
        default:
            let start = index
            guard PlainText.beginsPlain(text[start], text[start + 1]), let end = text.endOfPlain(start) else {
                throw GivesUp()
            }
            let value = try scalar(text.bytes(start, end))
            nextLine(from: text.endOfLine(end) + 1)
            return value
        }
    }

    /// What the unquoted scalar `bytes` means.
    mutating func scalar(_ bytes: UnsafeBufferPointer<UInt8>) throws(GivesUp) -> Value {
        if let value = ScalarResolver.value(bytes) {
            if !hasHazards { hasHazards = ScalarHazard.mayConcern(value, bytes) }
            return value
        }
        if !hasHazards, ScalarHazard.mayBeTimeOrDate(bytes) { hasHazards = ScalarHazard.kind(of: bytes) != nil }
        guard !ScalarResolver.isNonFinite(bytes) else { throw GivesUp() }
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    /// The text between the quotes at `start` and `end`.
    func quoted(_ start: Int, _ end: Int) throws(GivesUp) -> String {
        let bytes = text.bytes(start + 1, end)
        let escape = text[start] == UInt8(ascii: "'") ? UInt8(ascii: "'") : UInt8(ascii: "\\")
        guard !bytes.contains(escape) else { throw GivesUp() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
