// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

/// An object that differs, with the resource that serves it.
struct ObjectDifference {
    let resource: Resource
    let diff: ObjectDiff

    /// What becomes of the object: `create`, `update` or `delete`.
    var action: PlannedChange.Action {
        if diff.before == nil { return .create }
        return diff.after == nil ? .delete : .update
    }

    /// `deployment.apps/web`.
    var title: String { "\(resource.printedName)/\(diff.object.name)" }
}

/// The differences of a set of objects in the forms that `kn8 diff` has.
struct DiffReport {
    /// The forms.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case unified
        case structured
        case json
        case markdown
        case name
    }

    /// The objects that differ, by the name of their file.
    let differences: [ObjectDifference]

    /// A report on `differences`, in any order.
    init(_ differences: [ObjectDifference]) {
        self.differences = differences.sorted { $0.diff.name < $1.diff.name }
    }

    /// The report as `format` has it; empty when nothing differs, unless the form is for programs.
    func text(_ format: Format, inColour: Bool) -> String {
        switch format {
        case .unified:
            let text = differences.map(\.diff.text).joined()
            return inColour ? DiffColours.painted(text) : text
        case .structured: return differences.map { StructuredDiff($0, inColour: inColour).text }.joined()
        case .json: return json
        case .markdown: return markdown
        case .name: return differences.map { "\($0.title)\n" }.joined()
        }
    }

    private var json: String {
        let objects = differences.map { difference -> Value in
            let object = difference.diff.object
            var value: Value = [
                "action": .string(difference.action.rawValue), "apiVersion": .string(object.apiVersion),
                "kind": .string(object.kind), "name": .string(object.name),
                "changes": .array(difference.diff.changes.map(DiffReport.value)),
            ]
            if !object.namespace.isEmpty { value["namespace"] = .string(object.namespace) }
            return value
        }
        return Value.object(["version": 1, "differences": .array(objects)]).json(.indented(2)) + "\n"
    }

    private static func value(_ change: FieldChange) -> Value {
        var value: Value = ["change": .string(change.sort.rawValue), "path": .string(change.place)]
        if let before = change.before { value["before"] = before }
        if let after = change.after { value["after"] = after }
        return value
    }

    private var markdown: String {
        guard !differences.isEmpty else { return "### kn8 diff\n\nNothing differs.\n" }
        var comment = MarkdownComment("### kn8 diff\n\n\(summary)\n")
        comment.appendTable(
            header: "| Change | Object | Fields |\n|---|---|---|\n",
            rows: differences.map { difference in
                let object = difference.diff.object
                let place = object.namespace.isEmpty ? "" : " in `\(object.namespace)`"
                let fields = difference.action == .update ? "\(difference.diff.changes.count)" : ""
                return
                    "| \(difference.action.rawValue) | `\(MarkdownComment.cell(difference.title))`\(place) | \(fields) |\n"
            },
            leftOut: { "\n\($0) more objects do not fit here.\n" }
        )
        for difference in differences { comment.appendDiff(title: difference.title, difference.diff.text) }
        return comment.text
    }

    private var summary: String {
        func count(_ action: PlannedChange.Action) -> Int { differences.count { $0.action == action } }
        return "\(count(.create)) to create, \(count(.update)) to update, \(count(.delete)) to delete."
    }
}

/// Markdown for a pull request's comment: what does not fit is left out, and said to be.
struct MarkdownComment {
    /// The longest comment that GitHub and GitLab take, in characters, with room for what CI puts around it.
    static let limit = 60_000

    private(set) var text: String

    init(_ heading: String) { text = heading }

    /// Appends the rows that fit, under `header`; `leftOut` says how many do not.
    mutating func appendTable(header: String, rows: [String], leftOut: (Int) -> String) {
        guard !rows.isEmpty else { return }
        text += "\n" + header
        var length = text.count
        var kept = 0
        for row in rows {
            length += row.count
            guard length <= MarkdownComment.limit else { break }
            text += row
            kept += 1
        }
        if kept < rows.count { text += leftOut(rows.count - kept) }
    }

    /// Appends a diff that can be folded out, if it fits.
    mutating func appendDiff(title: String, _ diff: String) {
        // A fence must be longer than any in the text.
        let fence = String(repeating: "`", count: max(3, MarkdownComment.longestFence(in: diff) + 1))
        let block =
            "\n<details><summary>\(MarkdownComment.escaped(title))</summary>\n\n\(fence)diff\n\(diff)\(fence)\n\n</details>\n"
        if !diff.isEmpty, text.count + block.count <= MarkdownComment.limit { text += block }
    }

    /// `text` as it can stand in a cell of a table.
    static func cell(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " ").split(separator: "|", omittingEmptySubsequences: false)
            .joined(separator: "\\|")
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "<" ? Array("&lt;") : $0 == "&" ? Array("&amp;") : [$0] })
    }

    private static func longestFence(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
