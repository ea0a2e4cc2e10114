// SPDX-License-Identifier: MIT

@testable import Kn8Value
import Testing

struct JSONTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let want: Value
        var back: String?
    }

    static let rows = [
        Row(testDescription: "an integer", text: "42", want: 42),
        Row(testDescription: "the greatest integer", text: "9223372036854775807", want: .int(.max)),
        Row(
            testDescription: "an integer past 64 bits is a double",
            text: "9223372036854775808",
            want: .double(9223372036854775808),
            back: "9223372036854776000"
        ),
        Row(testDescription: "a whole double prints without a point", text: "1.0", want: 1.0, back: "1"),
        Row(testDescription: "small numbers get an exponent", text: "0.0000001", want: 1e-7, back: "1e-7"),
        Row(testDescription: "a great number gets an exponent", text: "1e21", want: 1e21, back: "1e+21"),
        Row(testDescription: "a fraction", text: "-12.5", want: -12.5),
        Row(testDescription: "a small fraction", text: "0.00012", want: 0.00012),
        Row(testDescription: "escapes", text: #""a\"\\\n\t\u0001""#, want: "a\"\\\n\t\u{1}"),
        Row(testDescription: "a surrogate pair", text: #""\ud83d\ude00""#, want: "😀", back: "\"😀\""),
        Row(
            testDescription: "a lone surrogate is replaced",
            text: #""\ud83dx""#,
            want: "\u{FFFD}x",
            back: "\"\u{FFFD}x\""
        ),
        Row(testDescription: "line separators are escaped", text: #""\u2028""#, want: "\u{2028}"),
        Row(
            testDescription: "keys are sorted",
            text: #"{"b":1,"a":[true,null]}"#,
            want: ["a": [true, .null], "b": 1],
            back: #"{"a":[true,null],"b":1}"#
        ),
        Row(
            testDescription: "the last of two equal keys counts",
            text: #"{"a":1,"a":2}"#,
            want: ["a": 2],
            back: #"{"a":2}"#
        ),
    ]

    @Test(arguments: rows)
    func readsAndWrites(_ row: Row) throws {
        let value = try Value(json: row.text)
        #expect(value == row.want)
        #expect(value.json() == row.back ?? row.text)
    }

    struct BadRow: Sendable, CustomTestStringConvertible {
        let text: String
        let fact: JSONError.Fact
        let offset: Int
        var testDescription: String { text }
    }

    static let badRows = [
        BadRow(text: "", fact: .unexpectedEnd, offset: 0),
        BadRow(text: "01", fact: .invalidNumber, offset: 0),
        BadRow(text: "1.", fact: .invalidNumber, offset: 0),
        BadRow(text: "1e999", fact: .invalidNumber, offset: 0),
        BadRow(text: "[1,]", fact: .unexpectedByte(UInt8(ascii: "]")), offset: 3),
        BadRow(text: "{\"a\" 1}", fact: .unexpectedByte(UInt8(ascii: "1")), offset: 5),
        BadRow(text: "[1] x", fact: .trailingData, offset: 4),
        BadRow(text: "\"a\nb\"", fact: .controlCharacter, offset: 2),
        BadRow(text: #""\x""#, fact: .invalidEscape, offset: 1),
        BadRow(text: "tru", fact: .unexpectedEnd, offset: 3),
    ]

    @Test(arguments: badRows)
    func refuses(_ row: BadRow) {
        #expect(throws: JSONError(fact: row.fact, offset: row.offset)) { try Value(json: row.text) }
    }

    @Test func `nesting is bounded`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError(fact: .tooDeep(limit: 512), offset: 513)) { try Value(json: text) }
    }

    @Test func `bad UTF-8 is refused`() {
        #expect(throws: JSONError(fact: .invalidUTF8, offset: 0)) { try Value(json: [0x22, 0xFF, 0x22]) }
    }

    @Test func `HTML is escaped when asked`() {
        #expect(Value.string("<a&b>").json(escapingHTML: true) == #""\u003ca\u0026b\u003e""#)
    }

    @Test func `indented as kubectl prints it`() {
        let value: Value = ["a": [1, [:]], "b": [], "c": "x"]
        #expect(
            value.json(.indented(4)) == """
                {
                    "a": [
                        1,
                        {}
                    ],
                    "b": [],
                    "c": "x"
                }
                """
        )
    }
}
