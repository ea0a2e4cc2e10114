// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Reports

struct SecretLinesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var label: String
        var text: String
        /// The line with the mark `hunter2` in it, as it is shown.
        var shown: String
        var testDescription: String { label }
        init(_ label: String, _ text: String, _ shown: String) {
            (self.label, self.text, self.shown) = (label, text, shown)
        }
    }

    static let rows: [Row] = [
        Row("data", "kind: Secret\ndata:\n  key: hunter2\n", "  key: ***"),
        Row("stringData", "kind: Secret\nstringData:\n  key: \"hunter2\"\n", "  key: ***"),
        Row("data before kind", "data:\n  key: hunter2\nkind: Secret\n", "  key: ***"),
        Row("second document", "kind: Pod\n---\nkind: Secret\ndata:\n  key: hunter2\n", "  key: ***"),
        Row("block", "kind: Secret\nstringData:\n  key: |\n    user: hunter2\n", "    ***"),
        Row("second line of a block", "kind: Secret\nstringData:\n  key: |\n    a\n      b: hunter2\n", "      ***"),
        Row("flow", "kind: Secret\ndata: {key: hunter2}\n", "data: ***"),
        Row("JSON on one line", #"{"kind":"Secret","data":{"key":"hunter2"}}"#, "***"),
        Row("JSON", "{\n  \"kind\": \"Secret\",\n  \"data\": {\n    \"key\": \"hunter2\"\n  }\n}", "    \"key\": ***"),
        Row("within a List", "kind: List\nitems:\n- kind: Secret\n  data:\n    key: hunter2\n", "    key: ***"),
        Row("data first in an item", "kind: List\nitems:\n- data:\n    key: hunter2\n  kind: Secret\n", "    key: ***"),
        Row("broken text", "kind: Secret\ndata:\n  key: hunter2: x\n", "  key: ***"),
        Row("key and value at one column", "kind: Secret\ndata:\nkey: hunter2\n", "key: ***"),
        Row("ConfigMap", "kind: ConfigMap\ndata:\n  key: hunter2\n", "  key: hunter2"),
        Row("metadata of a Secret", "kind: Secret\nmetadata:\n  name: hunter2\n", "  name: hunter2"),
        Row("a key that looks like a field", "kind: Secret\nstringData:\n  type: hunter2\n", "  type: ***"),
        Row(
            "behind a field that looks like data's",
            "kind: Secret\nstringData:\n  type: a\n  key: hunter2\n",
            "  key: ***"
        ),
        Row("a field behind the data", "kind: Secret\ndata:\n  a: b\nmetadata:\n  name: hunter2\n", "  name: hunter2"),
        Row("under another key of data's column", "kind: Secret\ndata:\nx: 1\n  key: hunter2\n", "  ***"),
        Row("under a field", "kind: Secret\ndata:\nmetadata:\n  name: hunter2\n", "  name: hunter2"),
        Row("behind a blank line", "kind: Secret\ndata:\n\n  a: |\n\n    hunter2\n", "    ***"),
        Row("in a document before", "kind: Secret\ndata:\n--- # x\n  key: hunter2\n", "  key: hunter2"),
        Row("behind the data", "kind: Secret\ndata:\n  a: b\ntype: hunter2\n", "type: hunter2"),
        Row("a variable", "env:\n- name: DB_PASSWORD\n  value: hunter2\n", "  value: ***"),
        Row("a variable whose value comes first", "env:\n- value: hunter2\n  name: DB_PASSWORD\n", "- value: ***"),
        Row("a variable with something between", "- name: A_TOKEN\n\n  # x\n  value: 'hunter2'\n", "  value: ***"),
        Row("a plain variable", "env:\n- name: A_TOKEN\n- name: COLOUR\n  value: hunter2\n", "  value: hunter2"),
        Row("a plain variable before", "env:\n- value: hunter2\n- name: A_TOKEN\n", "- value: hunter2"),
        Row("a variable on one line", "- {name: DB_PASSWORD, value: hunter2}\n", "- {name: DB_PASSWORD, value: ***"),
        Row("a variable in JSON", #"{"value": "hunter2", "name": "TOKEN"}"#, #"{"value": ***"#),
        Row("a plain variable on one line", "- {name: COLOUR, value: hunter2}\n", "- {name: COLOUR, value: hunter2}"),
        Row("a variable of several lines", "- name: TOKEN\n  value: |\n    hunter2\n", "    ***"),
        Row("a field", "spec:\n  password: hunter2\n", "  password: ***"),
        Row("a field of several lines", "spec:\n  password: >-\n    a\n    hunter2\n", "    ***"),
        Row("a plain field", "spec:\n  passwordSecret: hunter2\n", "  passwordSecret: hunter2"),
        Row("a flag", "args:\n- --token=hunter2\n", "- --token=***"),
        Row("a URL", "url: https://ann:hunter2@h/x\n", "url: https://ann:***@h/x"),
        Row(
            "a private key",
            "key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  hunter2/abc\n  -----END RSA PRIVATE KEY-----\n",
            "  ***"
        ),
        Row(
            "a certificate",
            "crt: |\n  -----BEGIN CERTIFICATE-----\n  hunter2/abc\n  -----END CERTIFICATE-----\n",
            "  hunter2/abc"
        ),
    ]

    @Test(arguments: rows) func aSecretIsNeverShown(_ row: Row) throws {
        let lines = row.text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = try #require(lines.firstIndex { $0.contains("hunter2") })
        #expect(SecretLines(lines).line(at: index).line == row.shown)
    }

    @Test(.timeLimit(.minutes(1))) func aSecretOfManyLinesIsMaskedAtOnce() {
        let count = 20_000
        let text = "kind: Secret\ndata:\n" + String(repeating: "  k: hunter2\n", count: count)
        let mask = SecretLines(text.split(separator: "\n"))
        #expect((0..<count).allSatisfy { mask.line(at: $0 + 2).line == "  k: ***" })
    }

    @Test func neitherIsItsMessage() {
        let text = "kind: Secret\ndata:\n  key: hunter2\n"
        let finding = TextReportTests.finding(3, 8..<15, "Invalid value: \"hunter2\": it is no base64")
        #expect(!TextReport().text(of: [finding]) { _, _ in SourceExcerpt(text.utf8) }.contains("hunter2"))
        var input = Report.Input()
        input.findings = [finding]
        let report = Report(input) { _, _ in SourceExcerpt(text.utf8) }
        for format in ReportFormat.allCases {
            #expect(!format.text(of: report, version: "1").contains("hunter2"), "\(format)")
        }
        #expect(!Baseline(of: report).json.contains("hunter2"))
    }
}

struct SecretMessageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let line: Int
        var endLine: Int?
        var path = FieldPath(keys: "stringData", "a")
        let message: String
        let want: String
    }

    static let text = """
        kind: Secret
        metadata:
          name: hunter2
        stringData:
          a: "hunter2 \\"quoted\\""
          b: |
            hunter2
            more of it
        """

    static let rows = [
        Row(
            testDescription: "a value as Go quotes it",
            line: 5,
            message: #"Invalid value: "hunter2 \"quoted\"": must be: short"#,
            want: #"Invalid value: "***": must be: short"#
        ),
        Row(
            testDescription: "a value that is found at its parent",
            line: 4,
            path: FieldPath(keys: "stringData"),
            message: #"Invalid value: {"a":"hunter2 }"}: too long"#,
            want: #"Invalid value: "***": too long"#
        ),
        Row(
            testDescription: "a value of several lines",
            line: 7,
            endLine: 8,
            message: "'hunter2' and 'more of it' are no good",
            want: "'***' and '***' are no good"
        ),
        Row(
            testDescription: "a value that does not end",
            line: 5,
            message: #"Invalid value: "hunter2"#,
            want: #"Invalid value: "***""#
        ),
        Row(
            testDescription: "a name",
            line: 3,
            path: FieldPath(keys: "metadata", "name"),
            message: #"Invalid value: "hunter2": too long"#,
            want: #"Invalid value: "hunter2": too long"#
        ),
    ]

    @Test(arguments: rows, ["\n", "\r\n"]) func aMessageShowsNoSecret(_ row: Row, _ lineBreak: String) {
        var finding = TextReportTests.finding(row.line, 3..<4, row.message, endLine: row.endLine)
        finding.path = row.path
        let bytes = Array(Self.text.replacing("\n", with: lineBreak).utf8)
        let element = MaskedFindings([finding], of: []) { _, _ in SourceExcerpt(bytes) }.elements.first
        #expect(element?.finding.message == row.want)
    }
}
