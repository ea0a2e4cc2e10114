// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

@testable import Kn8YAML

/// What the plain reader reads is what libyaml reads; where it is not sure it gives up.
@Suite struct PlainReaderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let text: String
        /// The value as JSON; nil when the reader must give up.
        let json: String?
        var testDescription: String { label }
    }

    private static let rows = [
        Row(
            label: "mappings and lists",
            text: "a: 1\nb:\n  c: [x, 2]\n  d: {e: f, \"g\": true}\n",
            json: #"{"a":1,"b":{"c":["x",2],"d":{"e":"f","g":true}}}"#
        ),
        Row(
            label: "a marker and comments",
            text: "# c\n--- # d\n# e\n\na: b # f\n  # g\n#h\nc: d#e\n",
            json: #"{"a":"b","c":"d#e"}"#
        ),
        Row(
            label: "a list in its key's column",
            text: "a:\n- b\n- c: d\n  e: f\ng:\n",
            json: #"{"a":["b",{"c":"d","e":"f"}],"g":null}"#
        ),
        Row(
            label: "lists in lists",
            text: "- - a\n  - b\n-\n  c: d\n-\n- - - e\n",
            json: #"[["a","b"],{"c":"d"},null,[["e"]]]"#
        ),
        Row(label: "quotes", text: "a: \"b: #c\"\n'd': 'e'\n\"f\": ''\n- ", json: nil),
        Row(
            label: "quotes of both kinds",
            text: "a: \"b: #c\" # d\n'd': 'e\"'\n\"f\": ''\n",
            json: ##"{"a":"b: #c","d":"e\"","f":""}"##
        ),
        Row(
            label: "a literal",
            text: "a: |\n\n  b\n   c  \n\n  # d\n\ne: |-\n f\n",
            json: #"{"a":"\nb\n c  \n\n# d\n","e":"f"}"#
        ),
        Row(label: "a literal in a list", text: "a:\n- |\n b\n- c: |-\n    d\n", json: #"{"a":["b\n",{"c":"d"}]}"#),
        Row(label: "a literal that keeps its end", text: "a: |+\n b\nc: d\n", json: #"{"a":"b\n","c":"d"}"#),
        Row(
            label: "scalars that look like others",
            text: "a: -1\nb: :80\nc: a:b\nd: -x\ne: http://x/y?z=1#a\n",
            json: ##"{"a":-1,"b":":80","c":"a:b","d":"-x","e":"http://x/y?z=1#a"}"##
        ),
        Row(label: "beyond ASCII", text: "a: é — 日本 😀\n", json: #"{"a":"é — 日本 😀"}"#),
        Row(label: "keys out of order", text: "c: 1\na: 2\nb: 3\n", json: #"{"a":2,"b":3,"c":1}"#),
        Row(label: "no line feed at the end", text: "a: b", json: #"{"a":"b"}"#),
        Row(label: "an escape", text: "a: \"\\n\"\n", json: nil),
        Row(label: "a doubled quote", text: "a: 'it''s'\n", json: nil),
        Row(label: "a quote left open", text: "a: \"b\nc: d\n", json: nil),
        Row(label: "text behind a quote", text: "a: \"b\" c\n", json: nil),
        Row(label: "a scalar on two lines", text: "a: b\n  c\n", json: nil),
        Row(label: "a scalar on two lines in a list", text: "- a\n b\n", json: nil),
        Row(label: "an anchor", text: "a: &b c\nd: *b\n", json: nil),
        Row(label: "a tag", text: "a: !!str 1\n", json: nil),
        Row(label: "a merge", text: "a:\n  <<: {b: c}\n", json: nil),
        Row(label: "a key twice", text: "a: 1\na: 2\n", json: nil),
        Row(label: "a key twice in brackets", text: "a: {b: 1, b: 2}\n", json: nil),
        Row(label: "a key that is no string", text: "on: push\n", json: nil),
        Row(label: "a folded block", text: "a: >\n  b\n", json: nil),
        Row(label: "a literal with a comment", text: "a: | # c\n  b\n", json: nil),
        Row(label: "a literal with an indentation", text: "a: |1\n  b\n", json: nil),
        Row(label: "a literal that is not deeper", text: "a: |\nb: c\n", json: nil),
        Row(label: "a literal without an end", text: "a: |\n b", json: nil),
        Row(label: "a literal that begins deeper", text: "a: |\n   \n b\n", json: nil),
        Row(label: "a tab", text: "a:\tb\n", json: nil),
        Row(label: "a carriage return", text: "a: b\r\n", json: nil),
        Row(label: "a line separator", text: "a: b\u{2028}c\n", json: nil),
        Row(label: "a next-line character", text: "a: b\u{85}c\n", json: nil),
        Row(label: "a second key on the line", text: "a: b: c\n", json: nil),
        Row(label: "a mapping out of line", text: "a:\n    b: 1\n   c: 2\n", json: nil),
        Row(label: "a value out of line", text: "  a: 1\nb: 2\n", json: nil),
        Row(label: "a list where a key should be", text: "a: 1\n- b\n", json: nil),
        Row(label: "infinity", text: "a: .inf\n", json: nil),
        Row(label: "a directive", text: "%YAML 1.1\n---\na: b\n", json: nil),
        Row(label: "a bracket left open", text: "a: [b,\n c]\n", json: nil),
        Row(label: "a comma too many", text: "a: [b, ]\n", json: nil),
        Row(label: "an indicator", text: "a: @b\n", json: nil),
        Row(label: "nothing", text: "# a\n", json: nil),
        Row(label: "a scalar alone", text: "a\n", json: nil),
    ]

    @Test(arguments: rows) func reads(row: Row) throws {
        let value = PlainReaderTests.plain(row.text)?.value
        #expect(value?.json() == row.json)
        PlainReaderTests.compare(row.text)
    }

    // Any lines at any depth: most are refused, and what is not is read alike.
    @Test(arguments: 0..<8) func readsWhatLibyamlReads(seed: UInt64) throws {
        var random = Steps(state: (seed + 1) &* 0x9E37_79B9_7F4A_7C15 | 1)
        var read = 0
        for _ in 0..<4000 where PlainReaderTests.compare(PlainReaderTests.text(&random)) { read += 1 }
        #expect(read > 400)
    }

    // Manifests with some characters changed.
    @Test(arguments: 0..<4) func readsWhatLibyamlReadsOfChangedManifests(seed: UInt64) throws {
        var random = Steps(state: (seed + 1) &* 0x2545_F491_4F6C_DD1D | 1)
        let marks = Array(" \n:-#'\"|>[]{},&*!%@`?\t\\~0a.=<".utf8)
        for text in PlainReaderTests.manifests {
            for _ in 0..<6 {
                var bytes = Array(text.utf8.prefix(4000))
                for _ in 0..<(1 + random.next() % 3) where !bytes.isEmpty {
                    let place = Int(random.next() % UInt64(bytes.count))
                    switch random.next() % 3 {
                    case 0: bytes.remove(at: place)
                    case 1: bytes.insert(marks[Int(random.next() % UInt64(marks.count))], at: place)
                    default: bytes[place] = marks[Int(random.next() % UInt64(marks.count))]
                    }
                }
                PlainReaderTests.compare(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test func readsMostManifests() throws {
        var read = 0
        var count = 0
        for text in PlainReaderTests.manifests {
            for part in text.components(separatedBy: "\n---") {
                count += 1
                if PlainReaderTests.compare(part + "\n") { read += 1 }
            }
        }
        #expect(read * 10 > count * 7, "\(read) of \(count)")
    }

    private static func plain(_ text: String, _ keys: KeyTable = KeyTable()) -> (value: Value, hasHazards: Bool)? {
        Array(text.utf8).withUnsafeBufferPointer { PlainReader.read($0, keys) }
    }

    /// Compares the two readers; returns whether the plain one answered.
    @discardableResult private static func compare(_ text: String) -> Bool {
        guard plain(text) != nil else { return false }
        #expect(ReaderComparison.disagreement(on: Array(text.utf8)) == nil, "\(text.debugDescription)")
        return true
    }

    private static func text(_ random: inout Steps) -> String {
        let tokens = [
            "a: 1", "b: x y", "c:", "- d", "- e: f", "-", "- - g", "h: |", "i: |-", "text", "# note", "", "j: \"k\"",
            "l: 'm'",
            "n: [o, 1]", "p: {q: r}", "s: t # u", "- \"v\"", "w: -1", "x: on", "- y: |", "z: 2020-01-01", "k: 1.10",
            "---",
            "a b: c", "d: [ ]", "e: { }", "f: [a b]", "g: {h}", "?", "- ? a", "\"q\": 1", "'r': 2", "u: >-", "v: ~",
            "null: 1",
            "w: |+", "   ", "x: : y", "y: a#b", "z: a #b", "- |", "- # c", "c: # d", "m: 0x1F", "n: 1_000", "o: .5",
            "- -",
        ]
        var text = ""
        var depth = 0
        for _ in 0..<(1 + random.next() % 9) {
            depth = max(0, depth + Int(random.next() % 5) - 2)
            text += String(repeating: " ", count: depth) + tokens[Int(random.next() % UInt64(tokens.count))] + "\n"
        }
        return text
    }

    private static let manifests: [String] = {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("manifests").resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects ?? []
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "yaml" }
            .sorted { $0.path < $1.path }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()
}
