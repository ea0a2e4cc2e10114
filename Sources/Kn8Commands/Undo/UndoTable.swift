// SPDX-License-Identifier: MIT

internal import Kn8Apply

/// The records that are kept, the newest first.
struct UndoTable {
    let records: [UndoRecord]

    var text: String {
        guard !records.isEmpty else { return "Nothing to undo.\n" }
        let head = ["ID", "TIME", "COMMAND", "CREATED", "CHANGED", "DELETED", "NOTE"]
        let rows = [head] + records.reversed().map(UndoTable.row)
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 3)
            }
            var line = cells.joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    private static func row(_ record: UndoRecord) -> [String] {
        let steps = UndoStep.steps(of: record)
        let created = steps.count { $0.before == nil && $0.after != nil }
        let deleted = steps.count { $0.before != nil && $0.after == nil && !$0.isUnsure }
        let changed = steps.count { $0.before != nil && $0.after != nil }
        var notes: [String] = []
        if let id = record.undoes { notes.append("undoes \(id)") }
        if let id = record.undoneBy { notes.append("undone by \(id)") }
        if steps.contains(where: \.isUnsure) { notes.append("broke off") }
        return [
            "\(record.id)", "\(record.time)", record.command, "\(created)", "\(changed)", "\(deleted)",
            notes.joined(separator: ", "),
        ]
    }
}
