// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct YAMLRoundTripTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var value: Value
        var text: String
        var testDescription: String { text }
        init(_ value: Value, _ text: String) { (self.value, self.text) = (value, text) }
    }

    static let long = String(repeating: "word ", count: 24) + "end"

    static let rows: [Row] = [
        Row(["a": 1], "a: 1\n"),
        Row([:], "{}\n"),
        Row(["a": [:], "b": [], "c": .null, "d": ""], "a: {}\nb: []\nc: null\nd: \"\"\n"),
        Row(
            ["spec": ["containers": [["name": "x", "image": "y"]]]],
            "spec:\n  containers:\n  - image: \"y\"\n    name: x\n"
        ),
        Row(["a": [["b"], [["c"]], [:]]], "a:\n- - b\n- - - c\n- {}\n"),
        Row(
            ["a": "1", "b": "true", "c": "null", "d": "1e3", "e": "0x1f"],
            "a: \"1\"\nb: \"true\"\nc: \"null\"\nd: \"1e3\"\ne: \"0x1f\"\n"
        ),
        Row(
            ["a": "*", "b": "- x", "c": "a: b", "d": "a #b", "e": "it's", "f": "'x"],
            "a: '*'\nb: '- x'\nc: 'a: b'\nd: 'a #b'\ne: it's\nf: '''x'\n"
        ),
        Row(
            ["a": "a\nb\n", "b": "a\nb", "c": "a\n\n", "d": "\n"],
            "a: |\n  a\n  b\nb: |-\n  a\n  b\nc: |+\n  a\n\nd: |2+\n\n"
        ),
        Row(["a": "  x\ny"], "a: |2-\n    x\n  y\n"),
        Row(["a": "x \ny"], "a: \"x \\ny\"\n"),
        Row(["a": "tab\there"], "a: \"tab\\there\"\n"),
        Row(["a": "1:30", "b": "12:30:45", "c": "a:b"], "a: \"1:30\"\nb: \"12:30:45\"\nc: a:b\n"),
        Row(["a": "2001-01-01"], "a: \"2001-01-01\"\n"),
        Row(["true": 1, "1": 2, "a b": 3], "\"1\": 2\na b: 3\n\"true\": 1\n"),
        Row(["a10": 1, "a9": 2, "a": 3, "a-b": 4, "B": 5], "B: 5\na: 3\na-b: 4\na9: 2\na10: 1\n"),
        Row(["a": ["x\ny"]], "a:\n- |-\n  x\n  y\n"),
        Row(["a": "é", "b": "日本"], "a: é\nb: 日本\n"),
        Row(["a": 1.5, "b": 1.0, "c": -0.25, "d": 1e100], "a: 1.5\nb: 1.0\nc: -0.25\nd: 1e+100\n"),
        Row(
            ["a": "---", "b": "...", "c": "<<", "d": "=", "e": "~", "f": "?"],
            "a: '---'\nb: '...'\nc: \"<<\"\nd: =\ne: \"~\"\nf: '?'\n"
        ),
        Row(
            ["a": .string(long)],
            "a: word word word word word word word word word word word word word word word word\n"
                + "  word word word word word word word word end\n"
        ),
    ]

    @Test(arguments: rows) func aValueIsWrittenAsKubectlDoes(_ row: Row) {
        #expect(row.value.yaml() == row.text)
        #expect(parsed(row.text) == row.value)
    }

    @Test(arguments: 0..<600) func aRandomTreeComesBack(_ seed: UInt64) {
        var generator = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        let value: Value = ["root": generator.value(depth: 4)]
        let text = value.yaml()
        #expect(parsed(text) == value, "\(text)")
    }

    private func parsed(_ text: String) -> Value? {
        let items = YAMLStream.documents(in: Array(text.utf8), file: "f")
        guard items.count == 1, case .document(let document)? = items.first else { return nil }
        return document.value
    }

    /// Trees of all kinds of values, with strings that are hard to quote (xorshift).
    struct Generator {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        mutating func value(depth: Int) -> Value {
            switch next(depth > 0 ? 9 : 6) {
            case 0: return .null
            case 1: return .bool(next(2) == 0)
            case 2: return .int(Int64(bitPattern: state))
            case 3: return .double(Double(Int64(bitPattern: state)) / 1024)
            case 4, 5: return .string(string())
            case 6: return .array((0..<next(5)).map { _ in value(depth: depth - 1) })
            default:
                var map: Value = .emptyObject
                for _ in 0..<next(6) { map[string()] = value(depth: depth - 1) }
                return map
            }
        }

        static let pieces = [
            "a", "B", "7", "0", " ", "  ", "\n", ":", "#", "-", "'", "\"", "\\", "{", "]", ",", "é", "日", "😀", "\t",
            "~", "*",
            "&", "!", "|", ">", "%", "@", "`", "?", "\u{85}", "\u{2028}", "\u{FEFF}", "\r", "true", "null", ".",
            "word word word",
            "\u{7F}", "\u{0}", "<<", "=", "_",
        ]

        mutating func string() -> String {
            let count = [0, 1, 1, 2, 3, 5, 8, 60][next(8)]
            return (0..<count).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
        }
    }
}
