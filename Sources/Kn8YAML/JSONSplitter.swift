// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Parts JSON values that stand one behind the other.
enum JSONSplitter {
    /// `source` itself when it is no JSON or a single value; otherwise its values.
    static func split(_ source: DocumentSource) -> [DocumentSource] {
        guard let first = source.bytes.first(where: { !isSpace($0) }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return [source] }
        var parts: [DocumentSource] = []
        var line = 0
        var column = 0
        var depth = 0
        var inString = false
        var escaped = false
        var start: (index: Int, line: Int, column: Int)?
        for index in source.bytes.indices {
            let byte = source.bytes[index]
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    guard depth > 0 else { return [source] }
                    inString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    if depth == 0 { start = (index, line, column) }
                    depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    guard depth >= 0 else { return [source] }
                    if depth == 0, let begun = start {
                        parts.append(
                            DocumentSource(
                                bytes: source.bytes[begun.index...index],
                                file: source.file,
                                origin: source.position(line: begun.line, column: begun.column),
                                isJSON: true
                            )
                        )
                    }
                default: if depth == 0, !isSpace(byte) { return [source] }
                }
            }
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 0
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return depth == 0 && !inString ? parts : [source]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }
}
