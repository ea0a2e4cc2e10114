// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Reports

/// What stands in a comment on a pull request stays text, and the comment stays short enough to be taken.
@Suite struct MarkdownCommentTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let code: String
        let escaped: String
    }

    static let rows = [
        Row(
            testDescription: "a plain name",
            text: "deployment.apps/web",
            code: "`deployment.apps/web`",
            escaped: "deployment.apps/web"
        ),
        Row(testDescription: "a stroke would end the cell", text: "a|b", code: "`a\\|b`", escaped: "a\\|b"),
        Row(
            testDescription: "ticks would end the span",
            text: "a``b`c",
            code: "``` a``b`c ```",
            escaped: "a\\`\\`b\\`c"
        ),
        Row(testDescription: "lines would end the row", text: "a\r\nb\tc\nd", code: "`a b c d`", escaped: "a b c d"),
        Row(testDescription: "a mention", text: "@team", code: "`@team`", escaped: "&#64;team"),
        Row(
            testDescription: "markup and images",
            text: "<b> ![x](y) *z* _u_ ~s~ #1",
            code: "`<b> ![x](y) *z* _u_ ~s~ #1`",
            escaped: "&lt;b&gt; \\!\\[x\\](y) \\*z\\* \\_u\\_ \\~s\\~ \\#1"
        ),
        Row(
            testDescription: "a terminal's escape",
            text: "a\u{1B}[31m",
            code: "`a\u{FFFD}[31m`",
            escaped: "a\u{FFFD}\\[31m"
        ),
    ]

    @Test(arguments: rows) func nothingBecomesMarkup(row: Row) {
        #expect(MarkdownComment.code(row.text) == row.code)
        #expect(MarkdownComment.escaped(row.text) == row.escaped)
    }

    @Test func whatDoesNotFitIsCounted() {
        var comment = MarkdownComment("# h\n", limit: 400)
        comment.append(rows: (1...30).map { "| row \($0) |\n" }, under: "| A |\n|---|\n")
        comment.append(diffs: [("small", ""), ("large", String(repeating: "+\n", count: 100)), ("b", "-\n")])
        #expect(comment.text.count <= 400)
        #expect(comment.text.hasPrefix("# h\n\n| A |\n|---|\n| row 1 |\n"))
        #expect(comment.text.contains("| row 18 |\n\n… and 12 more, too many for one comment.\n"))
        #expect(comment.text.hasSuffix("\n2 diffs do not fit here.\n"))
    }

    @Test func nothingInADiffClosesItsFence() {
        var comment = MarkdownComment("")
        comment.append(diffs: [("x", "+````\n")])
        #expect(comment.text == "\n<details><summary>x</summary>\n\n`````diff\n+````\n`````\n\n</details>\n")
    }
}
