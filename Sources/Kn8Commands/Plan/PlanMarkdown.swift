// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// A plan as a comment for a pull request: what is grave comes first, and it says so when not all fits.
struct PlanMarkdown {
    /// GitHub refuses comments of more than 65,536 characters; something may be put around ours.
    static let limit = 60_000

    let report: PlanReport
    /// The line that it begins with.
    var heading = "### kn8 plan"
    /// The most characters that are written.
    var limit = PlanMarkdown.limit

    /// The comment.
    var text: String {
        var text = "\(heading)\n\n\(PlanMarkdown.escaped(report.summary))\n"
        // For what is said of the rest.
        var left = limit - text.count - 400
        let refusals = report.plan.refusals.map { refusal in
            row("refuse", refusal.title, "", report.facts(of: refusal))
        }
        let grave = report.plan.changes.filter { !$0.consequences.isEmpty }
        let plain = report.plan.changes.filter { $0.consequences.isEmpty }
        let rows = refusals + (grave + plain).map(row(of:)) + unchanged
        if !rows.isEmpty { text += "\n| Change | Object | What it comes to |\n|---|---|---|\n" }
        var shown = 0
        for row in rows {
            guard row.count <= left else { break }
            left -= row.count
            text += row
            shown += 1
        }
        if shown < rows.count { text += "\n… and \(rows.count - shown) more, too many for one comment.\n" }
        guard report.showsDiffs else { return text }
        var leftOut = 0
        for change in grave + plain {
            let block = block(of: change)
            if block.isEmpty { continue }
            guard block.count <= left else {
                leftOut += 1
                continue
            }
            left -= block.count
            text += block
        }
        if leftOut > 0 { text += "\n\(leftOut) \(leftOut == 1 ? "diff does" : "diffs do") not fit here.\n" }
        return text
    }

    private var unchanged: [String] {
        guard report.showsUnchanged else { return [] }
        return report.plan.unchanged.map { row("keep", "\($0.printedName)/\($1.name)", $1.namespace, []) }
    }

    private func row(of change: PlannedChange) -> String {
        let who = change.isDerived ? " *(reconcilers)*" : ""
        return row(change.action.rawValue + who, change.title, change.object.namespace, report.facts(of: change))
    }

    private func row(_ action: String, _ title: String, _ namespace: String, _ facts: [String]) -> String {
        let place = namespace.isEmpty ? "" : " in \(PlanMarkdown.code(namespace))"
        let facts = facts.map(PlanMarkdown.escaped).joined(separator: "<br>")
        return "| \(action) | \(PlanMarkdown.code(title))\(place) | \(facts) |\n"
    }

    private func block(of change: PlannedChange) -> String {
        let diff = report.diff(of: change)
        guard !diff.isEmpty else { return "" }
        // A fence that nothing in the diff can close.
        var fence = "```"
        while diff.contains(fence) { fence += "`" }
        let title = PlanMarkdown.escaped(change.title)
        return "\n<details><summary>\(title)</summary>\n\n\(fence)diff\n\(diff)\(fence)\n\n</details>\n"
    }

    // A code span in a cell: a stroke would end the cell, a backtick the span.
    private static func code(_ text: String) -> String {
        let clean = text.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : "\($0)" }.joined()
        return clean.contains("`") ? "`` \(clean) ``" : "`\(clean)`"
    }

    // Nothing of a manifest may become markup, a mention or a link.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": result += "\\\(scalar)"
            case "@": result += "&#64;"
            case "\n", "\r", "\t": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
