// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Reports

/// Gives reports the documents that findings are in, reading each text at most once and no more of it than one document.
final class ExcerptReader {
    // How much of a text is read at once.
    private static let window = 1 << 20

    // What is larger is no document (`yaml/too-large`), and not shown.
    private static let largest = 64 << 20

    private let texts: [String: ManifestText]
    private var name: String?
    // Where the line that is read next begins, and where its document does.
    private var next = (offset: 0, line: 1)
    private var document = (offset: 0, line: 1)
    private var window: ArraySlice<UInt8> = []
    private var windowStart = 0

    init(_ texts: [ManifestText]) {
        self.texts = Dictionary(texts.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The document of `file` that holds `line`; nil when the text has ended before, or can no longer be read.
    func excerpt(_ file: String, _ line: Int) -> SourceExcerpt? {
        guard let text = texts[file] else { return nil }
        if file != name || line < document.line {
            name = file
            next = (0, 1)
            document = next
            window = []
        }
        while next.offset < text.count {
            if next.line > document.line, startsDocument(at: next.offset, of: text) {
                if next.line > line { break }
                document = next
            }
            guard let end = lineEnd(after: next.offset, of: text) else { return nil }
            next = (end, next.line + 1)
        }
        guard next.offset - document.offset <= ExcerptReader.largest,
            let bytes = try? text.bytes(document.offset..<next.offset)
        else { return nil }
        return SourceExcerpt(bytes, firstLine: document.line)
    }

    private func startsDocument(at offset: Int, of text: ManifestText) -> Bool {
        let start = offset - windowStart
        if start < 0 || start + 3 > window.count { fill(from: offset, of: text) }
        return window.dropFirst(offset - windowStart).starts(with: "---".utf8)
    }

    // One past the line feed, or the text's end; nil when nothing can be read.
    private func lineEnd(after offset: Int, of text: ManifestText) -> Int? {
        var offset = offset
        while offset < text.count {
            if offset - windowStart >= window.count || offset < windowStart { fill(from: offset, of: text) }
            guard offset - windowStart < window.count else { return nil }
            let found = window.withUnsafeBytes { bytes -> Int? in
                guard let base = bytes.baseAddress else { return nil }
                let start = offset - windowStart
                let mark = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
                return mark.map { UnsafeRawPointer($0) - base }
            }
            if let found { return windowStart + found + 1 }
            offset = windowStart + window.count
        }
        return text.count
    }

    private func fill(from offset: Int, of text: ManifestText) {
        let end = min(text.count, offset + ExcerptReader.window)
        window = (try? text.bytes(offset..<end)) ?? []
        windowStart = offset
    }
}
