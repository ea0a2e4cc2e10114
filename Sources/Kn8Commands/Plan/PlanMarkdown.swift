// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Reports

/// A plan as a comment for a pull request: what is grave comes first.
struct PlanMarkdown {
    let report: PlanReport
    /// The most characters that are written.
    var limit = MarkdownComment.limit

    /// The comment.
    var text: String {
        var comment = MarkdownComment("### kn8 plan\n\n\(MarkdownComment.escaped(report.summary))\n", limit: limit)
        let refusals = report.plan.refusals.map { refusal in
            row("refuse", refusal.title, "", report.facts(of: refusal))
        }
        let grave = report.plan.changes.filter { !$0.consequences.isEmpty }
        let plain = report.plan.changes.filter { $0.consequences.isEmpty }
        comment.append(
            rows: refusals + (grave + plain).map(row(of:)) + unchanged,
            under: "| Change | Object | What it comes to |\n|---|---|---|\n"
        )
        if report.showsDiffs {
            comment.append(diffs: (grave + plain).map { ($0.title, report.diff(of: $0)) })
        }
        return comment.text
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
        let place = namespace.isEmpty ? "" : " in \(MarkdownComment.code(namespace))"
        let facts = facts.map(MarkdownComment.escaped).joined(separator: "<br>")
        return "| \(action) | \(MarkdownComment.code(title))\(place) | \(facts) |\n"
    }
}
