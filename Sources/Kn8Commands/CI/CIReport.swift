// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value

/// What `kn8 ci` found out: findings and plan together.
struct CIReport {
    let revision: GitRevision
    /// All findings, those about the plan among them.
    let report: Report
    let plan: PlanReport
    /// The objects of the base that the server refuses.
    let refusedBefore: [String]
    /// Whether the plan has something that was asked to fail the run, beyond what findings tell.
    let isGateMet: Bool

    /// Whether the run fails.
    var fails: Bool { report.fails || isGateMet }

    /// Writes the result to all `outputs`, files first.
    func write(to outputs: [ReportOutput], _ session: Session) throws(CommandError) {
        try ReportOutput.check(outputs)
        for output in outputs {
            guard let path = output.path else { continue }
            try WholeFile.write(text(as: output.format, isColoured: false), to: path)
        }
        guard let printed = outputs.first(where: { $0.path == nil }) else {
            session.console.say("\(report.summary)")
            session.console.say(plan.summary)
            return
        }
        session.console.write(text(as: printed.format, isColoured: session.console.showsColour))
    }

    private func text(as format: ReportFormat, isColoured: Bool) -> String {
        switch format {
        case .markdown: markdown
        case .text: checks.text(isColoured) + "\n" + notes.map { "\($0)\n" }.joined() + plan.text
        case .json: json.json(.indented(2)) + "\n"
        default: format.text(of: report, version: Kn8.version)
        }
    }

    // What validation alone found: the plan's part is told by the plan.
    private var checks: Report { report.leavingOut(family: "plan") }

    private var notes: [String] {
        refusedBefore.map { "\($0) of \(revision.name) is refused, so that it counts as new." }
    }

    private var json: Value {
        let text = ReportFormat.json.text(of: checks, version: Kn8.version)
        return [
            "version": 1, "base": ["revision": .string(revision.name), "commit": .string(revision.commit)],
            "fails": .bool(fails), "validate": (try? Value(json: text)) ?? .null,
            "plan": plan.json(withDiffs: plan.showsDiffs),
        ]
    }

    /// One comment: each part gets what the other leaves of the room, and half of it at least.
    private var markdown: String {
        let room = MarkdownComment.limit
        let heading = "## kn8 ci: \(fails ? "failed" : "passed")\n\n"
        let compared = "From `\(revision.name)` (\(revision.shortCommit)) to the working tree.\n\n"
        let notes = notes.prefix(10).map { MarkdownComment.escaped($0) + "\n\n" }.joined()
        let left = room - heading.count - compared.count - notes.count
        let whole = PlanMarkdown(report: plan, limit: left).text
        let checks = ReportFormat.comment(of: checks, limit: left - min(whole.count, left / 2))
        let planned =
            whole.count + checks.count > left
            ? PlanMarkdown(report: plan, limit: left - checks.count).text : whole
        return heading + compared + notes + checks + "\n" + planned
    }
}

extension Report {
    fileprivate func text(_ isColoured: Bool) -> String {
        ReportFormat.text.text(of: self, version: Kn8.version, isColoured: isColoured)
    }
}
