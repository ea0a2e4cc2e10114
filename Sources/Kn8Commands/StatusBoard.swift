// SPDX-License-Identifier: MIT

internal import Glibc

/// A table on standard error that is drawn over itself, when a terminal watches.
struct StatusBoard {
    /// Whether anything is drawn at all.
    let isShown: Bool
    private let lines: Int
    private let columns: Int
    private var drawn = 0

    /// A board that is shown when standard error is a terminal that can take back lines, and not in CI.
    init(environment: [String: String]) {
        isShown =
            isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && environment["TERM"] != nil
            && environment["CI"] == nil
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 && size.ws_col > 0
        lines = isKnown ? Int(size.ws_row) : 24
        columns = isKnown ? Int(size.ws_col) : 80
    }

    /// Draws what is waited for in the place of what was drawn before.
    mutating func show(_ rows: [(name: String, state: String)], done: Int, of total: Int) {
        guard isShown, !rows.isEmpty else { return clear() }
        let text = StatusBoard.text(rows, done: done, of: total, lines: lines, columns: columns)
        write((drawn > 0 ? "\u{1B}[\(drawn)A\u{1B}[J" : "") + text.map { $0 + "\n" }.joined())
        drawn = text.count
    }

    /// Takes the table back.
    mutating func clear() {
        guard drawn > 0 else { return }
        write("\u{1B}[\(drawn)A\u{1B}[J")
        drawn = 0
    }

    /// The lines of the table, which fit a terminal of `lines` by `columns`.
    static func text(
        _ rows: [(name: String, state: String)],
        done: Int,
        of total: Int,
        lines: Int,
        columns: Int
    ) -> [String] {
        let room = max(1, lines - 3)
        let shown = rows.prefix(rows.count > room ? room - 1 : room)
        let width = shown.map(\.name.count).max() ?? 0
        var text = shown.map { row in
            let line = row.name + String(repeating: " ", count: width - row.name.count) + "  " + row.state
            return line.count > columns - 1 ? String(line.prefix(max(0, columns - 2))) + "…" : line
        }
        if rows.count > shown.count { text.append("and \(rows.count - shown.count) more") }
        text.append("\(done) of \(total) ready")
        return text
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
