// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct YAMLCommentTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// `LINE:COLUMN` of each comment, then the lines that it is about.
        let want: [String]
    }

    static let rows = [
        Row(testDescription: "behind a value", text: "a: 1\nb: 2 # mark x\n", want: ["2:6 for 2...2"]),
        Row(testDescription: "above a line", text: "a: 1\n# mark x\nb: 2\n", want: ["2:1 for 3...3"]),
        Row(
            testDescription: "above a line, with others between",
            text: "a: 1\n  # mark x\n\n# more\nb: 2\n",
            want: ["2:3 for 5...5"]
        ),
        Row(
            testDescription: "two above one another",
            text: "a: 1\n# mark x\n# mark y\nb: 2\n",
            want: ["2:1 for 4...4", "3:1 for 4...4"]
        ),
        Row(testDescription: "at the head", text: "# mark x\na: 1\nb: 2\n", want: ["1:1 for 1...3"]),
        Row(testDescription: "before the mark of the first", text: "# mark x\n---\na: 1\n", want: ["1:1 for 1...3"]),
        Row(
            testDescription: "at the head of the second",
            text: "a: 1\n---\n# mark x\nb: 2\nc: 3\n---\nd: 4\n",
            want: ["3:1 for 2...5"]
        ),
        Row(testDescription: "behind the mark", text: "a: 1\n--- # mark x\nb: 2\n", want: ["2:5 for 2...3"]),
        Row(testDescription: "at the end", text: "a: 1\n# mark x\n", want: ["2:1 for nothing"]),
        Row(testDescription: "in double quotes", text: "a: \"x # mark y\"\n", want: []),
        Row(testDescription: "in single quotes", text: "a: 'x\n  # mark y'\n", want: []),
        Row(testDescription: "behind quotes", text: "a: \"# no\" # mark y\n", want: ["1:11 for 1...1"]),
        Row(testDescription: "in a block", text: "a: |\n  x\n  # mark y\nb: 1\n", want: []),
        Row(testDescription: "in a folded block", text: "a: >-\n\n  # mark y\n", want: []),
        Row(testDescription: "behind a block's head", text: "a: | # mark y\n  x\n", want: ["1:6 for 1...1"]),
        Row(testDescription: "below a block", text: "a: |\n  x\n# mark y\nb: 1\n", want: ["3:1 for 4...4"]),
        Row(testDescription: "no blank before it", text: "a: x# mark y\n", want: []),
        Row(testDescription: "in a list of flow", text: "a: [1, # mark y\n  2]\n", want: ["1:8 for 1...1"]),
        Row(testDescription: "another word", text: "a: 1 # remark\n", want: []),
        Row(testDescription: "not the first word", text: "a: 1 # see mark\n", want: []),
        Row(testDescription: "a text that cannot be read", text: "a: 1 # mark y\nb: [\n", want: ["1:6 for 1...1"]),
        Row(testDescription: "line breaks of Windows", text: "a: 1 # mark y\r\nb: 2\r\n", want: ["1:6 for 1...1"]),
        Row(testDescription: "wide characters", text: "a: \"日本\" # mark y\n", want: ["1:9 for 1...1"]),
    ]

    @Test(arguments: rows) func isFoundWhereItIs(_ row: Row) {
        for firstLine in [1, 10] where firstLine == 1 || !row.testDescription.contains("first") {
            let comments = YAMLComment.all(
                beginning: "mark",
                in: Array(row.text.utf8)[...],
                file: "x.yaml",
                firstLine: firstLine
            )
            let found = comments.map { comment in
                let start = comment.span.start
                let lines = comment.lines.map { "\($0.lowerBound - firstLine + 1)...\($0.upperBound - firstLine + 1)" }
                return "\(start.line - firstLine + 1):\(start.column) for \(lines ?? "nothing")"
            }
            #expect(found == row.want)
        }
    }

    @Test func `the text is all behind the sign`() {
        let bytes = Array("a: 1 #  mark a/b, c/d why\r\n".utf8)
        let comment = YAMLComment.all(beginning: "mark", in: bytes[...], file: "x.yaml").first
        #expect(comment?.text == "  mark a/b, c/d why")
        #expect(comment?.span.end.column == 26)
    }

    @Test func `a slice of a file keeps its places`() {
        let bytes = Array("a: 1\n---\nb: 2 # mark x\n".utf8)
        let comments = YAMLComment.all(beginning: "mark", in: bytes[5...], file: "x.yaml", firstLine: 2)
        #expect(comments.map(\.span.start.line) == [3])
        #expect(comments.map(\.lines) == [3...3])
    }
}
