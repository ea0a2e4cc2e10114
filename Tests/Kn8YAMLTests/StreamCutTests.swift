// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8YAML

/// A stream cut anywhere that `StreamCut` allows gives the documents of the whole, at the same places.
@Suite struct StreamCutTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let text: String
        /// Which lines, from 1, a part may begin on.
        let lines: [Int]
        var testDescription: String { label }
    }

    @Test(arguments: [
        Row(label: "markers", text: "a: 1\n---\nb: 2\n--- # c\nc: 3\n", lines: [2, 4]),
        Row(label: "the first line is no cut", text: "---\na: 1\n---\nb: 2\n", lines: [3]),
        Row(label: "longer dashes are text", text: "a: 1\n----\n---b\n---\nb: 2\n", lines: [4]),
        Row(label: "a marker in a block scalar ends it", text: "a: |\n  x\n---\n  y\n", lines: [3]),
        Row(label: "an indented marker is text", text: "a: |\n  ---\n  y\n", lines: []),
        Row(label: "a directive stays with its document", text: "a: 1\n...\n%YAML 1.1\n# c\n\n---\nb: 2\n", lines: []),
        Row(label: "a marker behind an end", text: "a: 1\n...\n---\nb: 2\n", lines: [3]),
        Row(label: "CRLF", text: "a: 1\r\n---\r\nb: 2\r\n", lines: [2]),
        Row(label: "a marker at the very end", text: "a: 1\n---", lines: []),
        Row(label: "content behind the marker", text: "a: 1\n--- {b: 2}\n", lines: [2]),
    ]) func cuts(row: Row) {
        let bytes = Array(row.text.utf8)
        var found: [Int] = []
        var index = 0
        while let cut = StreamCut.first(in: bytes[...], after: index) {
            found.append(StreamCut.lineCount(in: bytes[..<cut]) + 1)
            index = cut
        }
        #expect(found == row.lines)
        let last = StreamCut.last(in: bytes[...], after: 0).map { StreamCut.lineCount(in: bytes[..<$0]) + 1 }
        #expect(last == row.lines.last)
    }

    @Test(arguments: 0..<8) func partsAreTheWhole(seed: UInt64) {
        var random = Steps(state: (seed + 1) &* 0x9E37_79B9_7F4A_7C15 | 1)
        for _ in 0..<100 { StreamCutTests.compare(&random) }
    }

    private static func compare(_ random: inout Steps) {
        let bytes = Array(StreamCutTests.stream(&random).utf8)
        let whole = StreamCutTests.told(bytes[...], firstLine: 1)
        var parts: [String] = []
        var start = 0
        while start < bytes.count {
            let jump = start + Int(random.next() % 60)
            let cut = StreamCut.first(in: bytes[start...], after: min(jump, bytes.count)) ?? bytes.count
            parts += StreamCutTests.told(
                bytes[start..<cut],
                firstLine: StreamCut.lineCount(in: bytes[..<start]) + 1
            )
            start = cut
        }
        #expect(parts == whole, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }

    /// What is read of `bytes`, places included.
    private static func told(_ bytes: ArraySlice<UInt8>, firstLine: Int) -> [String] {
        var told: [String] = []
        YAMLStream.read(bytes, file: "f", firstLine: firstLine, root: .any) { item in
            switch item {
            case .findings(let findings): told += findings.map { "\($0)" }
            case .document(let document):
                told.append("\(document.firstLine) \(document.value.json())")
                let again = document.extent.spanIndex(of: bytes[document.extent.range])
                for (key, span) in spans(of: document.value, FieldPath(), document) { told.append("\(key) \(span)") }
                for (key, _) in spans(of: document.value, FieldPath(), document) {
                    #expect(again.span(of: key) == document.span(of: key))
                }
            }
        }
        return told
    }

    private static func spans(
        of value: Value,
        _ path: FieldPath,
        _ document: YAMLDocument
    ) -> [(FieldPath, String)] {
        var found = [(path, "\(String(describing: document.span(of: path)))")]
        switch value {
        case .object(let map): for entry in map { found += spans(of: entry.value, path.key(entry.key), document) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { found += spans(of: element, path.index(index), document) }
        default: break
        }
        return found
    }

    private static func stream(_ random: inout Steps) -> String {
        let end = random.next() % 3 == 0 ? "\r\n" : "\n"
        let lines = [
            "---", "---", "--- # comment", "--- |", "...", "# comment", "", "%YAML 1.1", "a: 1", "b: |", "  ---",
            "  text",
            "c: \"quoted", "  more\"", "- x", "list:", "  - y: 2", "d: >-", " folded", "&anchor e: *anchor", "----",
            "---x",
            "{\"a\": 1}", "{\"a\":", "\"b\"}", "é: ü", "'single", "\tz: 1", "--- {f: 1}", "  ...",
        ]
        var text = random.next() % 8 == 0 ? "\u{FEFF}" : ""
        for _ in 0..<(random.next() % 24) {
            text += lines[Int(random.next() % UInt64(lines.count))] + end
        }
        return random.next() % 3 == 0 ? String(text.dropLast(text.hasSuffix(end) ? end.count : 0)) : text
    }
}

/// Numbers that look random and are the same every time (xorshift).
struct Steps {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state >> 11
    }
}
