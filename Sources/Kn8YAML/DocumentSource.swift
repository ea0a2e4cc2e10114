// SPDX-License-Identifier: MIT
internal import CLibYAML
internal import Kn8Value

/// The text of one document and where in its file it stands.
struct DocumentSource: Sendable {
    /// The bytes, a slice of the whole file's.
    var bytes: ArraySlice<UInt8>
    /// The file as the user named it.
    var file: String
    /// Where the first byte stands.
    var origin: SourcePosition
    /// Whether the text is JSON, for which YAML's grammar is too narrow in places.
    var isJSON = false

    /// The place in the file of a place in the document, line and column from 0.
    func position(line: Int, column: Int) -> SourcePosition {
        SourcePosition(line: origin.line + line, column: (line == 0 ? origin.column : 1) + column)
    }

    /// The place in the file of `mark`.
    func position(_ mark: yaml_mark_t) -> SourcePosition {
        position(line: Int(mark.line), column: Int(mark.column))
    }

    /// The stretch of the file from `start` to `end`.
    func span(_ start: yaml_mark_t, _ end: yaml_mark_t) -> SourceSpan {
        SourceSpan(file: file, start: position(start), end: position(end))
    }

    /// The place in the file of the byte `offset` bytes into the document.
    func position(offset: Int) -> SourcePosition {
        var line = 0
        var column = 0
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 0
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return position(line: line, column: column)
    }

    /// The offset of the byte that begins the character that breaks off at `offset`.
    func leadByte(at offset: Int, isTrailing: Bool) -> Int {
        guard isTrailing else { return offset }
        return bytes.prefix(offset).lastIndex { $0 & 0xC0 != 0x80 }.map { $0 - bytes.startIndex } ?? offset
    }

    /// The place behind the last character that is no blank; nil for a blank text.
    var end: SourcePosition? {
        bytes.lastIndex { $0 > 0x20 }.map { position(offset: $0 + 1 - bytes.startIndex) }
    }

    /// The scalar at `line` and `column`, both from 0 in the document, if it is one byte long; nil at the end.
    func byte(line: Int, column: Int) -> UInt8? {
        var atLine = 0
        var atColumn = 0
        for byte in bytes {
            if byte & 0xC0 == 0x80 { continue }
            if atLine == line, atColumn == column { return byte }
            if byte == UInt8(ascii: "\n") {
                atLine += 1
                atColumn = 0
                if atLine > line { return nil }
            } else {
                atColumn += 1
            }
        }
        return nil
    }
}
