// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Rows of cells under a header, in elastic columns, as kubectl lays them out.
package struct TextTable: Sendable {
    /// The header cells, already in upper case; empty prints no header.
    package var header: [String]
    /// The rows; each has as many cells as there are columns.
    package var rows: [[String]]
    /// How wide the columns are at least: what a table above this one has.
    package var leastWidths: [Int] = []

    /// A table of `rows` under `header`.
    package init(header: [String], rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    /// The table with three blanks or more between columns, none narrower than six, the last cell of a row unpadded, a line break after each row.
    package var text: String {
        let widths = widths
        var text = ""
        for line in lines {
            for (column, cell) in line.enumerated() {
                let shown = TextTable.firstLine(cell)
                text += shown
                guard column < line.count - 1, column < widths.count else { continue }
                text += String(repeating: " ", count: widths[column] - shown.unicodeScalars.count)
            }
            text += "\n"
        }
        return text
    }

    private var lines: [[String]] { (header.isEmpty ? [] : [header]) + rows }

    /// How wide the columns are, with what parts them; the last one's width is nobody's.
    package var widths: [Int] {
        var widths = leastWidths
        for line in lines {
            for (column, cell) in line.dropLast().enumerated() {
                let width = max(6, TextTable.firstLine(cell).unicodeScalars.count + 3)
                if column < widths.count {
                    widths[column] = max(widths[column], width)
                } else {
                    widths.append(width)
                }
            }
        }
        return widths
    }

    /// A cell shows its first line only, and says that there is more. A terminal finds nothing to obey in it.
    private static func firstLine(_ cell: String) -> String {
        guard let end = cell.unicodeScalars.firstIndex(where: { $0 == "\n" || $0 == "\r" || $0 == "\u{0C}" }) else {
            return cell.withVisibleControls
        }
        return String(cell.unicodeScalars[..<end]).withVisibleControls + "..."
    }
}
