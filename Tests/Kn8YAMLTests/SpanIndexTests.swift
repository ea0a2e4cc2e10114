// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct SpanIndexTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var path: FieldPath
        var part: Violation.Part
        /// `line:column-line:column`.
        var place: String
        var testDescription: String { "\(path) \(part)" }
        init(_ path: FieldPath, _ place: String) { self.init(path, .value, place) }
        init(_ path: FieldPath, _ part: Violation.Part, _ place: String) {
            (self.path, self.part, self.place) = (path, part, place)
        }
    }

    static let text = """
        # first
        ---
        apiVersion: v1
        metadata:
          name: ünïcode # c
          labels: {a: b, "ä": 'c d'}
        spec:
          base: &base
            x: 1
            w: 2
          list:
          - name: one
            empty:
          -   name: two
          derived:
            <<: *base
            z: 3
          again: *base
        """

    static let spec = FieldPath(keys: "spec")
    static let rows: [Row] = [
        Row(FieldPath(), "3:1-18:15"),
        Row(FieldPath(keys: "apiVersion"), "3:13-3:15"),
        Row(FieldPath(keys: "apiVersion"), .key, "3:1-3:11"),
        Row(FieldPath(keys: "metadata", "name"), "5:9-5:16"),
        Row(FieldPath(keys: "metadata", "labels"), "6:11-6:29"),
        Row(FieldPath(keys: "metadata", "labels", "ä"), "6:23-6:28"),
        Row(FieldPath(keys: "metadata", "labels", "ä"), .key, "6:18-6:21"),
        Row(FieldPath(keys: "metadata", "missing", "deeper"), "4:1-4:9"),
        Row(FieldPath(keys: "missing"), "3:1-3:11"),
        Row(spec.key("list"), "12:3-14:16"),
        Row(spec.key("list").index(0), "12:5-13:11"),
        Row(spec.key("list").index(0).key("empty"), "13:5-13:10"),
        Row(spec.key("list").index(1).key("name"), "14:13-14:16"),
        Row(spec.key("list").index(9), "11:3-11:7"),
        Row(spec.key("derived").key("x"), "9:8-9:9"),
        Row(spec.key("derived").key("z"), "17:8-17:9"),
        Row(spec.key("again"), "18:10-18:15"),
        Row(spec.key("again").key("w"), "10:8-10:9"),
    ]

    @Test(arguments: rows) func aPathHasItsPlace(_ row: Row) throws {
        let items = YAMLStream.documents(in: Array(Self.text.utf8), file: "f.yaml")
        guard case .document(let document)? = items.first else {
            Issue.record("\(items)")
            return
        }
        let span = try #require(document.span(of: row.path, part: row.part))
        #expect("\(span.start.line):\(span.start.column)-\(span.end.line):\(span.end.column)" == row.place)
    }

    @Test(.timeLimit(.minutes(1))) func whatNestsTooDeepIsNotReadToItsEnd() {
        let items = YAMLStream.documents(in: Array(repeating: UInt8(ascii: "["), count: 200_000), file: "f.yaml")
        let rules = items.flatMap { if case .findings(let found) = $0 { found.map(\.rule) } else { [String]() } }
        #expect(rules == ["yaml/too-deep"])
    }
}
