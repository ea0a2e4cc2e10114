// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct YAMLErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var label: String
        var bytes: [UInt8]
        /// `rule line:column` of every finding, in order.
        var findings: [String]
        var testDescription: String { label }
        init(_ label: String, _ text: String, _ findings: String...) {
            (self.label, bytes, self.findings) = (label, Array(text.utf8), findings)
        }
        init(_ label: String, bytes: [UInt8], _ findings: String...) {
            (self.label, self.bytes, self.findings) = (label, bytes, findings)
        }
    }

    static let bomb =
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "bcdefghi".map {
            "\($0): &\($0) [" + Array(repeating: "*\($0.before)", count: 10).joined(separator: ",") + "]\n"
        }
        .joined()

    static let rows: [Row] = [
        Row("duplicate key", "a: 1\na: 2\n", "yaml/duplicate-key 2:1"),
        Row("duplicate key thrice", "a: 1\na: 2\na: 3\n", "yaml/duplicate-key 2:1", "yaml/duplicate-key 3:1"),
        Row(
            "duplicate keys in two mappings",
            "a:\n  b: 1\n  b: 2\nc:\n- d: 1\n  d: 2\n",
            "yaml/duplicate-key 3:3",
            "yaml/duplicate-key 6:3"
        ),
        Row("duplicate key in flow", "{a: 1, b: 2, a: 3}", "yaml/duplicate-key 1:14"),
        Row("duplicate key in JSON", "{\"a\": 1,\n \"a\": 2}", "yaml/duplicate-key 2:2"),
        Row("duplicate key, one quoted", "a: 1\n\"a\": 2\n", "yaml/duplicate-key 2:1"),
        Row("duplicate key behind a wide text", "é: 1\nb: {ä: 1, ö: 2, ä: 3}\n", "yaml/duplicate-key 2:17"),
        Row("duplicate key, second document", "a: 1\n---\nb: 1\nb: 2\n", "yaml/duplicate-key 4:1"),
        Row("duplicate key of two spellings", "1: a\n0x1: b\n", "yaml/duplicate-key 2:1"),
        Row("broken then duplicate", "a: [\n---\nb: 1\nb: 2\n", "yaml/syntax 1:5", "yaml/duplicate-key 4:1"),
        Row("tab indents", "a:\n\tb: 1\n", "yaml/syntax 2:1"),
        Row("tab indents deeper", "a:\n  b: 1\n\tc: 2\n", "yaml/syntax 3:1"),
        Row("tab begins a value", "a:\n- \t- b\n", "yaml/syntax 2:3"),
        Row("mapping in a plain value", "a: b: c\n", "yaml/syntax 1:5"),
        Row("wrong indentation", "a:\n    b: 1\n  c: 2\n", "yaml/syntax 3:3"),
        Row("key without colon", "a: 1\nb\nc: 2\n", "yaml/syntax 2:1"),
        Row("key without colon at the end", "a: 1\nb\n", "yaml/syntax 2:1"),
        Row("list in a mapping", "a: 1\n- b\n", "yaml/syntax 2:1"),
        Row("mapping in a list", "- a\nb: 1\n", "yaml/syntax 2:1"),
        Row("open list", "a: [1, 2\n", "yaml/syntax 1:4"),
        Row("open mapping", "a: {b: 1\n", "yaml/syntax 1:4"),
        Row("list without comma", "a: [\"1\" \"2\"]\n", "yaml/syntax 1:9"),
        Row("too many brackets", "a: [1]]\n", "yaml/syntax 1:7"),
        Row("open double quote", "a: \"b\nc: d\n", "yaml/syntax 1:4"),
        Row("open single quote", "a: 'b\n", "yaml/syntax 1:4"),
        Row("text after a quote", "a: \"b\" c\n", "yaml/syntax 1:8"),
        Row("unknown escape", "a: \"\\q\"\n", "yaml/syntax 1:5"),
        Row("short hexadecimal escape", "a: \"\\u12\"\n", "yaml/syntax 1:7"),
        Row("at sign", "a: @b\n", "yaml/syntax 1:4"),
        Row("backquote", "a: `b`\n", "yaml/syntax 1:4"),
        Row("percent", "a: %b\n", "yaml/syntax 1:4"),
        Row("bad block indicator", "a: |x\n  b\n", "yaml/syntax 1:5"),
        Row("indentation indicator 0", "a: |0\n  b\n", "yaml/syntax 1:5"),
        Row("undefined tag handle", "a: !e!x b\n", "yaml/syntax 1:4"),
        Row("unknown directive version", "%YAML 9.9\n---\na: 1\n", "yaml/syntax 1:1"),
        Row("not a number of JSON", "a: .nan\nb: -.inf\n", "yaml/syntax 1:4", "yaml/syntax 2:4"),
        Row("integer tag on a word", "a: !!int x\n", "yaml/syntax 1:4"),
        Row("binary that is no text", "a: !!binary gICA\n", "yaml/syntax 1:4"),
        Row("null key", "a: 1\n~: 2\n", "yaml/syntax 2:1"),
        Row("list as a key", "? [a]\n: 1\n", "yaml/syntax 1:3"),
        Row("merge of a string", "a: 1\n<<: b\n", "yaml/syntax 2:5"),
        Row("unknown anchor", "a: 1\nb: *c\n", "yaml/alias 2:4"),
        Row("anchor of another document", "a: &x 1\n---\nb: *x\n", "yaml/alias 3:4"),
        Row("star for a string", "hosts:\n- *.example.com\n", "yaml/alias 2:3"),
        Row("anchor within itself", "a: &x [*x]\n", "yaml/alias 1:8"),
        Row("alias bomb", bomb, "yaml/alias 6:29"),
        Row("nested too deep", "a: " + String(repeating: "[", count: 600), "yaml/too-deep 1:515"),
        Row(
            "nested too deep by aliases",
            "a: &a " + String(repeating: "[", count: 400) + String(repeating: "]", count: 400) + "\nb: "
                + String(repeating: "[", count: 200) + "*a" + String(repeating: "]", count: 200),
            "yaml/too-deep 2:204"
        ),
        Row("bad first byte", bytes: Array("a: 1\nb: ".utf8) + [0xFF, 0x0A], "yaml/encoding 2:4"),
        Row("cut sequence", bytes: Array("a: é\nb: ".utf8) + [0xC3, 0x0A], "yaml/encoding 2:4"),
        Row("control character", "a: 1\nb: \u{1}\n", "yaml/encoding 2:4"),
        Row("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00], "yaml/encoding 1:1"),
        Row("a string", "hello\n", "yaml/not-a-mapping 1:1"),
        Row("a list", "# c\n- a\n", "yaml/not-a-mapping 2:1"),
        Row("a number behind a document", "a: 1\n---\n3\n", "yaml/not-a-mapping 3:1"),
        Row("open JSON", "{\"a\": [1, 2", "yaml/syntax 1:7"),
        Row("after a byte order mark", "\u{FEFF}a: 1\na: 2\n", "yaml/duplicate-key 2:1"),
        Row("two JSON values, the second broken", "{\"a\": 1}\n {\"b\": 1, \"b\": 2}", "yaml/duplicate-key 2:11"),
    ]

    @Test(arguments: rows) func anErrorStandsWhereItIs(_ row: Row) {
        let found = YAMLStream.documents(in: row.bytes, file: "f.yaml").flatMap { item -> [Finding] in
            if case .findings(let findings) = item { findings } else { [] }
        }
        let shown = found.map { "\($0.rule) \($0.span?.start.line ?? 0):\($0.span?.start.column ?? 0)" }
        #expect(shown == row.findings, "\(found.map(\.message))")
    }
}

extension Character {
    fileprivate var before: Character {
        Character(UnicodeScalar(self.asciiValue.map { $0 - 1 } ?? 0))
    }
}
