// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8YAML

@Suite struct ScalarHazardTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var kind: ScalarHazard.Kind?
        var explanation: String?
        var testDescription: String { text }

        init(_ text: String, _ kind: ScalarHazard.Kind?, _ explanation: String? = nil) {
            self.text = text
            self.kind = kind
            self.explanation = explanation
        }
    }

    @Test(arguments: [
        Row("NO", .boolean, "NO without quotes is the boolean false"),
        Row("on", .boolean, "on without quotes is the boolean true"),
        Row("y", .boolean), Row("Off", .boolean), Row("yes", .boolean),
        Row("true", nil), Row("False", nil), Row("TRUE", nil), Row("yEs", nil), Row("none", nil),
        Row("1.10", .float, "1.10 without quotes is the number 1.1"),
        Row("1.0", .float), Row(".5", .float), Row("1.", .float), Row("1.5", nil), Row("0.25", nil), Row("-1.5", nil),
        Row("1e3", .exponent, "1e3 without quotes is the number 1000"),
        Row("123e4", .exponent), Row("1.5E2", .exponent), Row("7e", nil),
        Row("0777", .octal, "0777 without quotes is an octal number: 511"),
        Row("0o777", .octal, "0o777 without quotes is an octal number: 511"),
        Row("012", .octal), Row("-012", .octal), Row("0", nil), Row("-0", nil), Row("00", .octal),
        Row("089", .leadingZero, "089 without quotes is the number 89"),
        Row("0x1F", .radix, "0x1F without quotes is the number 31"), Row("0b11", .radix),
        Row("1_000", .underscore, "1_000 without quotes is the number 1000"), Row("_1", nil),
        Row("12345678901234567890", .precision), Row("1234567890", nil),
        Row("~", .null), Row("null", .null, "null without quotes is null, and the field counts as not set"),
        Row("22:22", .sexagesimal, "other readers of YAML 1.1 take 22:22 for a number in base 60"),
        Row("1:30:00", .sexagesimal), Row("80:80", nil), Row("8080:80", nil), Row("8080:59", .sexagesimal),
        Row("127.0.0.1:80", nil), Row("00:30", nil), Row("1:", nil), Row("12:34x", nil),
        Row("2020-01-01", .date), Row("2020-01-01T10:00:00Z", .date), Row("2020-13-01", nil),
        Row("10Mi", nil), Row("500m", nil), Row("1.2.3", nil), Row("v1.10", nil), Row("", nil),
    ])
    func anUnquotedScalarMayMislead(_ row: Row) {
        let hazard = ScalarHazard(unquoted: row.text)
        #expect(hazard?.kind == row.kind)
        if let explanation = row.explanation { #expect(hazard?.explanation == explanation) }
    }

    @Test func `a document says whether it may hold traps, and where`() throws {
        let text = """
            a: on
            b: &x 1.10
            "c": "on"
            on: plain
            list: [0777, true, 12, {k: 22:22}]
            again: *x
            e: 5
            f: &x 6
            """
        let document = try #require(Self.document(text))
        #expect(document.hasHazards)
        let found = document.spanIndex().hazards(under: FieldPath()).map {
            "\($0.path)\($0.isKey ? "~" : "") \($0.hazard.kind)"
        }
        #expect(found == ["a boolean", "b float", "true~ boolean", "list[0] octal", "list[3].k sexagesimal"])
        #expect(document.unquoted(at: FieldPath(keys: "again")) == "1.10")
        #expect(document.unquoted(at: FieldPath(keys: "c")) == nil)
        let anchors = document.repeatedAnchors()
        #expect(anchors.map(\.message) == ["anchor &x is already set on line 2"])
        #expect(anchors.first?.span?.start == SourcePosition(line: 8, column: 7))
    }

    @Test(arguments: ["a: 1", "a: true", "a: '0777'", "a: 0.5", "a: 10m", "{\"a\": 1.10}", "a:", "a: 10.0.0.1"])
    func plainTextHasNoTraps(_ text: String) throws {
        #expect(try #require(Self.document(text)).hasHazards == false)
    }

    @Test func `a kept document tells of the keys it has twice`() throws {
        let text = "a: 1\nb: {c: 1, c: 2}\na: 3\n"
        let items = YAMLStream.documents(in: Array(text.utf8), file: "f", duplicates: .kept)
        guard case .document(let document)? = items.first else {
            Issue.record("no document")
            return
        }
        #expect(document.value["a"] == 3)
        let found = document.duplicateKeys(.warning).map { "\($0.severity) \($0.message) \($0.span?.start.line ?? 0)" }
        #expect(found == ["warning duplicate field \"b.c\" 2", "warning duplicate field \"a\" 3"])
    }

    private static func document(_ text: String) -> YAMLDocument? {
        guard case .document(let document)? = YAMLStream.documents(in: Array(text.utf8), file: "f").first else {
            return nil
        }
        return document
    }
}
