// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Parts a file into documents, without reading them.
enum DocumentSplitter {
    /// The documents of `bytes`, which begin on `firstLine` of the file; blank ones may be among them.
    static func split(_ bytes: ArraySlice<UInt8>, firstLine: Int, file: String) -> [DocumentSource] {
        var documents: [DocumentSource] = []
        let base = bytes.startIndex
        var chunkStart = 0
        var chunkLine = firstLine
        var line = firstLine
        var index = 0
        var hasDirective = false
        var hasContent = false

        func close(at end: Int) {
            guard hasContent, chunkStart < end else { return }
            let source = DocumentSource(
                bytes: bytes[base + chunkStart..<base + end],
                file: file,
                origin: SourcePosition(line: chunkLine, column: 1)
            )
            documents += JSONSplitter.split(source)
        }
        bytes.withUnsafeBufferPointer { buffer in
            while index < buffer.count {
                let lineEnd = StreamCut.endOfLine(buffer, from: index)
                let next = min(lineEnd + 1, buffer.count)
                switch marker(buffer, index, lineEnd) {
                case .start:
                    if hasContent || !hasDirective {
                        close(at: index)
                        (chunkStart, chunkLine, hasContent) = (index, line, false)
                    }
                    hasDirective = false
                    hasContent = hasContent || markerHasContent(buffer, index + 3, lineEnd)
                case .end:
                    close(at: index)
                    (chunkStart, chunkLine, hasContent, hasDirective) = (next, line + 1, false, false)
                case .directive where !hasContent: hasDirective = true
                case .blank: break
                case .directive, .text: hasContent = true
                }
                line += 1
                index = next
            }
        }
        close(at: bytes.count)
        return documents
    }

    private enum Line {
        case start
        case end
        case directive
        case blank
        case text
    }

    private static func marker(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Line {
        guard start < end else { return .blank }
        let first = buffer[start]
        if end - start >= 3, first == UInt8(ascii: "-") || first == UInt8(ascii: "."),
            buffer[start + 1] == first, buffer[start + 2] == first, end - start == 3 || isBlank(buffer[start + 3])
        {
            return first == UInt8(ascii: "-") ? .start : .end
        }
        if first == UInt8(ascii: "%") { return .directive }
        var index = start
        while index < end, isBlank(buffer[index]) { index += 1 }
        return index == end || buffer[index] == UInt8(ascii: "#") ? .blank : .text
    }

    private static func markerHasContent(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end, isBlank(buffer[index]) { index += 1 }
        return index < end && buffer[index] != UInt8(ascii: "#")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
