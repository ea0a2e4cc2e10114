// SPDX-License-Identifier: MIT

/// Markdown for a comment on a pull request: what does not fit is left out, and said to be.
package struct MarkdownComment {
    /// The most characters of a comment: GitHub refuses more than 65,536, and something may be put around ours.
    package static let limit = 60_000

    // Kept for the heads of tables and for what is said of the rest.
    private static let reserve = 200

    /// What was written.
    package private(set) var text: String
    private var room: Int

    /// A comment that begins with `heading` and has at most `limit` characters.
    package init(_ heading: String, limit: Int = MarkdownComment.limit) {
        text = heading
        room = limit - heading.count - MarkdownComment.reserve
    }

    /// Appends as many of `rows` as fit under the head of their table, and how many do not.
    package mutating func append(rows: [String], under head: String = "") {
        guard !rows.isEmpty else { return }
        if !head.isEmpty { text += "\n" + head }
        let shown = rows.prefix { append($0) }.count
        if shown < rows.count { text += "\n… and \(rows.count - shown) more, too many for one comment.\n" }
    }

    /// Appends those diffs that fit, folded under their titles, and how many do not; empty ones are passed over.
    package mutating func append(diffs: [(title: String, text: String)]) {
        var leftOut = 0
        for diff in diffs where !diff.text.isEmpty {
            // A fence that nothing in the diff can close.
            let fence = String(repeating: "`", count: max(3, MarkdownComment.longestTicks(in: diff.text) + 1))
            let summary = "<details><summary>\(MarkdownComment.escaped(diff.title))</summary>"
            if !append("\n\(summary)\n\n\(fence)diff\n\(diff.text)\(fence)\n\n</details>\n") { leftOut += 1 }
        }
        if leftOut > 0 { text += "\n\(leftOut) \(leftOut == 1 ? "diff does" : "diffs do") not fit here.\n" }
    }

    private mutating func append(_ part: String) -> Bool {
        let length = part.count
        guard length <= room else { return false }
        room -= length
        text += part
        return true
    }

    /// `text` as a code span that may stand in a cell of a table.
    package static func code(_ text: String) -> String {
        let text = plain(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        let ticks = longestTicks(in: text)
        guard ticks > 0 else { return "`\(text)`" }
        let fence = String(repeating: "`", count: ticks + 1)
        return "\(fence) \(text) \(fence)"
    }

    /// `text` of which nothing becomes markup, a mention or a link.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in plain(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": result += "\\\(scalar)"
            case "@": result += "&#64;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func plain(_ text: String) -> String {
        PlainLine.clean(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
    }

    private static func longestTicks(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
