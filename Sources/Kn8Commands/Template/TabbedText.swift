// SPDX-License-Identifier: MIT

/// Lays out text with tabs in columns as Go's `text/tabwriter` does: a column is as wide as its widest cell among
/// neighbouring lines, and the last cell of a line belongs to no column.
struct TabbedText {
    /// The least width of a cell, padding included.
    var minimalWidth: Int
    /// What is added to the widest cell.
    var padding: Int
    /// How far apart tab stops are, to fill with tabs; nil fills with spaces.
    var tabWidth: Int?

    /// `text` laid out; tabs end cells.
    func laidOut(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false)
        }
        let endsInBreak = lines.last == [""]
        if endsInBreak { lines.removeLast() }
        var widths = lines.map { Array(repeating: 0, count: max(0, $0.count - 1)) }
        for column in 0..<(widths.map(\.count).max() ?? 0) {
            var start = 0
            while start < lines.count {
                guard widths[start].count > column else {
                    start += 1
                    continue
                }
                var end = start
                var width = 0
                while end < lines.count, widths[end].count > column {
                    width = max(width, lines[end][column].unicodeScalars.count)
                    end += 1
                }
                for line in start..<end { widths[line][column] = max(minimalWidth, width + padding) }
                start = end
            }
        }
        let shown = zip(lines, widths).map { line, widths in
            zip(line, widths).map(padded).joined() + (line.last ?? "")
        }
        return shown.joined(separator: "\n") + (endsInBreak ? "\n" : "")
    }

    private func padded(_ cell: Substring, to width: Int) -> String {
        let length = cell.unicodeScalars.count
        guard let tabWidth, tabWidth > 0 else {
            return cell + String(repeating: " ", count: max(0, width - length))
        }
        let stop = (width + tabWidth - 1) / tabWidth * tabWidth
        return cell + String(repeating: "\t", count: max(0, (stop - length + tabWidth - 1) / tabWidth))
    }
}
