// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Reports
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
        let rows = differences.map { difference in
            let namespace = difference.diff.object.namespace
            let place = namespace.isEmpty ? "" : " in \(MarkdownComment.code(namespace))"
            let fields = difference.action == .update ? "\(difference.diff.changes.count)" : ""
            let title = MarkdownComment.code(difference.title)
            return "| \(difference.action.rawValue) | \(title)\(place) | \(fields) |\n"
        }
        comment.append(rows: rows, under: "| Change | Object | Fields |\n|---|---|---|\n")
        comment.append(diffs: differences.map { ($0.title, $0.diff.text) })
        return comment.text
    }

    private var summary: String {
        func count(_ action: PlannedChange.Action) -> Int { differences.count { $0.action == action } }
        return "\(count(.create)) to create, \(count(.update)) to update, \(count(.delete)) to delete."
    }
}
