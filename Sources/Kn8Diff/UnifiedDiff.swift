// SPDX-License-Identifier: MIT

/// The difference of two texts as `diff -u` writes it.
package enum UnifiedDiff {
    private static let missingNewline = "\\ No newline at end of file"

    /// The diff's text; empty when `old` equals `new`.
    ///
    /// - Parameters:
    ///   - old: The text before.
    ///   - new: The text after.
    ///   - oldLabel: What the `---` line names.
    ///   - newLabel: What the `+++` line names.
    ///   - context: How many unchanged lines surround a change.
    package static func text(
        old: String,
        new: String,
        oldLabel: String,
        newLabel: String,
        context: Int = 3
    ) -> String {
        lines(old: old, new: new, labels: (oldLabel, newLabel), context: context).map { $0 + "\n" }.joined()
    }

    /// The diff's lines without line ends; none when `old` equals `new`.
    package static func lines(
        old: String,
        new: String,
        labels: (old: String, new: String),
        context: Int = 3
    ) -> [String] {
        guard old != new else { return [] }
        let before = split(old)
        let after = split(new)
        let edits = LineDiff.edits(from: before, to: after)
        var result = ["--- \(labels.old)", "+++ \(labels.new)"]
        for hunk in hunks(edits, context: max(0, context)) {
            result.append(header(edits, hunk))
            for edit in edits[hunk] {
                let (mark, line) =
                    switch edit {
                    case .keep(let index, _): (" ", before[index])
                    case .remove(let index): ("-", before[index])
                    case .insert(let index): ("+", after[index])
                    }
                if line.hasSuffix("\n") {
                    result.append(mark + line.dropLast())
                } else {
                    result += [mark + line, missingNewline]
                }
            }
        }
        return result
    }

    // Lines keep their ends, so that a missing last one is a difference.
    private static func split(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(text[start...end])
            start = bytes.index(after: end)
        }
        if start < bytes.endIndex { lines.append(text[start...]) }
        return lines
    }

    private static func hunks(_ edits: [LineDiff.Edit], context: Int) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, edit) in edits.enumerated() {
            if case .keep = edit { continue }
            let from = max(0, index - context)
            let to = min(edits.count, index + 1 + context)
            if let last = hunks.last, from <= last.upperBound {
                hunks[hunks.count - 1] = last.lowerBound..<to
            } else {
                hunks.append(from..<to)
            }
        }
        return hunks
    }

    private static func header(_ edits: [LineDiff.Edit], _ hunk: Range<Int>) -> String {
        func counts(_ edits: ArraySlice<LineDiff.Edit>) -> (old: Int, new: Int) {
            var counts = (old: 0, new: 0)
            for edit in edits {
                switch edit {
                case .keep: counts = (counts.old + 1, counts.new + 1)
                case .remove: counts.old += 1
                case .insert: counts.new += 1
                }
            }
            return counts
        }
        // A side without lines names the line before it; a side of one line leaves its count out.
        func range(_ before: Int, _ count: Int) -> String {
            switch count {
            case 0: "\(before),0"
            case 1: "\(before + 1)"
            default: "\(before + 1),\(count)"
            }
        }
        let before = counts(edits[..<hunk.lowerBound])
        let inside = counts(edits[hunk])
        return "@@ -\(range(before.old, inside.old)) +\(range(before.new, inside.new)) @@"
    }
}
