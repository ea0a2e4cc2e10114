// SPDX-License-Identifier: MIT
internal import CLibYAML
internal import Glibc
package import Kn8Value

/// A comment of a file, which libyaml drops, and which lines it stands beside.
package struct YAMLComment: Hashable, Sendable {
    /// What follows the `#`, to the end of the line.
    package let text: String
    /// From the `#` to the end of the line.
    package let span: SourceSpan
    /// The lines that it speaks of: its own when something stands before it; else the next one that says something; all of
    /// its document when only comments stand before it there; empty where none of these is.
    package let lines: ClosedRange<Int>?

    /// The comments of `bytes` that begin with `marker`, blanks aside; costs one search when there is none.
    ///
    /// `bytes` are a whole file, or whole documents of it that begin on `firstLine`. A `#` within a quoted text or a block is none. Comments before the first document belong to it.
    package static func all(
        beginning marker: String,
        in bytes: ArraySlice<UInt8>,
        file: String,
        firstLine: Int = 1
    ) -> [YAMLComment] {
        guard let first = offset(of: marker, in: bytes) else { return [] }
        let documents = DocumentSplitter.split(bytes, firstLine: firstLine, file: file)
        var comments: [YAMLComment] = []
        for (index, document) in documents.enumerated() where document.bytes.endIndex > first {
            var document = document
            if index == 0 {
                document.bytes = bytes[..<document.bytes.endIndex]
                document.origin = SourcePosition(line: firstLine, column: 1)
            }
            comments += CommentLines(document).comments(beginning: marker)
        }
        return comments
    }

    // By the `#`, which is rarer than any letter.
    private static func offset(of marker: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let needle = Array(marker.utf8)
        return bytes.withUnsafeBytes { text -> Int? in
            guard let base = text.baseAddress else { return nil }
            var start = 0
            while let found = memchr(base + start, 0x23, text.count - start) {
                start = UnsafeRawPointer(found) - base + 1
                var index = start
                while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
                if text[index...].starts(with: needle) { return bytes.startIndex + start - 1 }
            }
            return nil
        }
    }
}

/// The lines of one document.
private struct CommentLines {
    private let source: DocumentSource
    private let lines: [ArraySlice<UInt8>]

    init(_ source: DocumentSource) {
        self.source = source
        lines = source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    func comments(beginning marker: String) -> [YAMLComment] {
        var candidates: [(line: Int, column: Int, text: ArraySlice<UInt8>, before: ArraySlice<UInt8>)] = []
        let needle = Array(marker.utf8)
        for (number, line) in lines.enumerated() {
            for hash in line.indices where line[hash] == UInt8(ascii: "#") {
                guard hash == line.startIndex || CommentLines.isBlank(line[hash - 1]) else { continue }
                let text = line[(hash + 1)...]
                guard text.drop(while: CommentLines.isBlank).starts(with: needle)
                else { continue }
                let before = line[..<hash]
                candidates.append((number, before.count { $0 & 0xC0 != 0x80 }, text, before))
                break
            }
        }
        guard !candidates.isEmpty else { return [] }
        let scalars = scalars()
        return candidates.filter { candidate in
            !scalars.contains { $0.holds(line: candidate.line, column: candidate.column) }
        }.map { candidate in
            var text = candidate.text
            if text.last == UInt8(ascii: "\r") { text.removeLast() }
            let decoded = String(decoding: text, as: UTF8.self)
            let start = source.position(line: candidate.line, column: candidate.column)
            let length = decoded.unicodeScalars.count + 1
            return YAMLComment(
                text: decoded,
                span: SourceSpan(
                    file: source.file,
                    start: start,
                    end: SourcePosition(line: start.line, column: start.column + length)
                ),
                lines: scope(of: candidate.line, before: candidate.before)
            )
        }
    }

    private func scope(of line: Int, before: ArraySlice<UInt8>) -> ClosedRange<Int>? {
        let origin = source.origin.line
        let first = lines.indices.first { CommentLines.saysSomething(lines[$0]) } ?? lines.count
        // The last line is empty, or the next document's first.
        if line < first { return origin...(origin + max(0, lines.count - 2)) }
        if before.contains(where: { !CommentLines.isBlank($0) }) { return (origin + line)...(origin + line) }
        let next = lines.indices.first { $0 > line && CommentLines.saysSomething(lines[$0]) }
        return next.map { (origin + $0)...(origin + $0) }
    }

    private struct Scalar {
        var start: yaml_mark_t
        var end: yaml_mark_t
        var isBlock: Bool

        func holds(line: Int, column: Int) -> Bool {
            let isBehindStart =
                isBlock ? line > Int(start.line) : (line, column) >= (Int(start.line), Int(start.column))
            return isBehindStart && (line, column) < (Int(end.line), Int(end.column))
        }
    }

    // As far as the text can be read.
    private func scalars() -> [Scalar] {
        var scalars: [Scalar] = []
        source.bytes.withUnsafeBufferPointer { bytes in
            let reader = EventReader(bytes)
            while let type = try? reader.next(), type != YAML_STREAM_END_EVENT, type != YAML_NO_EVENT {
                guard type == YAML_SCALAR_EVENT, reader.end.line > reader.start.line || isMarked(reader.start) else {
                    continue
                }
                let style = reader.scalar.style
                let isBlock = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE
                scalars.append(Scalar(start: reader.start, end: reader.end, isBlock: isBlock))
            }
        }
        return scalars
    }

    private func isMarked(_ mark: yaml_mark_t) -> Bool {
        lines.indices.contains(Int(mark.line)) && lines[Int(mark.line)].contains(UInt8(ascii: "#"))
    }

    // Whether there is more than a comment, a directive or the mark of a document.
    private static func saysSomething(_ line: ArraySlice<UInt8>) -> Bool {
        var rest = line
        if line.starts(with: "---".utf8) || line.starts(with: "...".utf8) { rest = line.dropFirst(3) }
        if line.first == UInt8(ascii: "%") { return false }
        guard let first = rest.first(where: { !isBlank($0) }) else { return false }
        return first != UInt8(ascii: "#")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
