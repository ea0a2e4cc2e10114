// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

/// A plan in words.
struct PlanReport {
    let plan: ClusterPlan
    /// Whether each change is followed by its diff.
    let showsDiffs: Bool
    let showsSecrets: Bool

    /// The longest markdown that a pull-request comment takes, in characters.
    private static let longestComment = 60_000

    // MARK: Text

    /// For people at a terminal.
    var text: String {
        var lines: [String] = []
        let parts = [("By the manifests", false), ("Then by the reconcilers", true)]
        for (title, isDerived) in parts {
            let changes = plan.changes.filter { $0.isDerived == isDerived }
            let refusals = isDerived ? [] : plan.refusals
            if changes.isEmpty, refusals.isEmpty { continue }
            lines.append("\(title):")
            for change in changes { lines += self.lines(of: change) }
            for refusal in refusals {
                lines += ["  refuse  \(refusal.title)"] + facts(of: refusal).map { "          \($0)" }
            }
            lines.append("")
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of change: PlannedChange) -> [String] {
        let action = change.action.rawValue
        let place = change.object.namespace.isEmpty ? "" : " (\(change.object.namespace))"
        let head = "  " + action + String(repeating: " ", count: 8 - action.count) + change.title + place
        return [head] + facts(of: change).map { "          \($0)" }
            + (showsDiffs ? diff(of: change).split(separator: "\n").map { "          \($0)" } : [])
    }

    private func facts(of change: PlannedChange) -> [String] {
        let consequences = change.consequences.map { consequence in
            let place = consequence.path.steps.isEmpty ? "" : " (\(consequence.path))"
            return "\(consequence.sort.rawValue): \(consequence.reason)\(place)"
        }
        let more = change.statusChanges.count - 3
        return consequences + change.statusChanges.prefix(3).map { "status.\($0)" }
            + (more > 0 ? ["and \(more) more of the status"] : [])
    }

    private func facts(of refusal: ApplyRound.Refusal) -> [String] {
        [(refusal.consequence.map { "\($0.sort.rawValue): " } ?? "") + refusal.error.message]
    }

    private func diff(of change: PlannedChange) -> String {
        ObjectDiff(before: change.before, after: change.after, detail: .init(showsSecrets: showsSecrets)).text
    }

    /// How much there is to do, in one line.
    var summary: String {
        func counts(_ isDerived: Bool) -> String {
            let actions = plan.changes.filter { $0.isDerived == isDerived }.map(\.action)
            func count(_ action: PlannedChange.Action) -> Int { actions.count { $0 == action } }
            return "\(count(.create)) to create, \(count(.update)) to update, \(count(.delete)) to delete"
        }
        var parts = ["Plan: \(counts(false)), \(plan.unchanged.count) unchanged; by the reconcilers \(counts(true))."]
        let sorts = plan.changes.flatMap(\.consequences).map(\.sort) + plan.refusals.compactMap(\.consequence?.sort)
        let grave = Consequence.Sort.allCases.compactMap { sort -> String? in
            let count = sorts.count { $0 == sort }
            return count == 0 ? nil : "\(count) \(sort.rawValue)"
        }
        if !grave.isEmpty { parts.append("Consequences: \(grave.joined(separator: ", ")).") }
        if !plan.refusals.isEmpty { parts.append("Refused: \(plan.refusals.count).") }
        return parts.joined(separator: " ")
    }

    // MARK: JSON

    /// The plan in the form that `format` asks for; a saved plan is none of its own.
    func text(as format: PlanOutput.Format) -> String {
        switch format {
        case .text, .plan: text
        case .json: json(withDiffs: showsDiffs).json(.indented(2)) + "\n"
        case .markdown: markdown
        }
    }

    /// For programs; `docs/plan.md` has the fields.
    func json(withDiffs: Bool) -> Value {
        let changes = plan.changes.map { change -> Value in
            var value: Value = [
                "action": .string(change.action.rawValue), "derived": .bool(change.isDerived),
                "apiVersion": .string(change.object.apiVersion), "kind": .string(change.object.kind),
                "name": .string(change.object.name),
                "consequences": .array(change.consequences.map(PlanReport.value)),
            ]
            if !change.object.namespace.isEmpty { value["namespace"] = .string(change.object.namespace) }
            if !change.statusChanges.isEmpty { value["status"] = .array(change.statusChanges.map(Value.string)) }
            if withDiffs { value["diff"] = .string(diff(of: change)) }
            return value
        }
        let refusals = plan.refusals.map { refusal -> Value in
            var value: Value = ["object": .string(refusal.title), "message": .string(refusal.error.message)]
            if let consequence = refusal.consequence { value["consequence"] = .string(consequence.sort.rawValue) }
            return value
        }
        return [
            "version": 1, "changes": .array(changes), "refusals": .array(refusals),
            "unchanged": .int(Int64(plan.unchanged.count)),
        ]
    }

    private static func value(_ consequence: Consequence) -> Value {
        var value: Value = ["sort": .string(consequence.sort.rawValue), "reason": .string(consequence.reason)]
        if !consequence.path.steps.isEmpty { value["path"] = .string(consequence.path.description) }
        return value
    }

    // MARK: Markdown

    /// For a pull request: what is grave first; it says so when not all fits.
    var markdown: String {
        var text = "### kn8 plan\n\n\(summary)\n"
        var leftOut = 0
        let grave = plan.changes.filter { !$0.consequences.isEmpty }
        let plain = plan.changes.filter { $0.consequences.isEmpty }
        if !(grave.isEmpty && plain.isEmpty) { text += "\n| Change | Object | What it comes to |\n|---|---|---|\n" }
        for change in grave + plain {
            let place = change.object.namespace.isEmpty ? "" : " in `\(change.object.namespace)`"
            let facts = facts(of: change).map(PlanReport.cell).joined(separator: "<br>")
            let who = change.isDerived ? " *(reconcilers)*" : ""
            let row = "| \(change.action.rawValue)\(who) | `\(PlanReport.cell(change.title))`\(place) | \(facts) |\n"
            if text.count + row.count > PlanReport.longestComment { leftOut += 1 } else { text += row }
        }
        if leftOut > 0 { text += "\n\(leftOut) more changes do not fit here.\n" }
        for refusal in plan.refusals {
            text += "\n**Refused** `\(refusal.title)`: \(PlanReport.cell(refusal.error.message))\n"
        }
        guard showsDiffs else { return text }
        for change in grave + plain {
            let diff = diff(of: change)
            let block = "\n<details><summary>\(change.title)</summary>\n\n```diff\n\(diff)```\n\n</details>\n"
            if !diff.isEmpty, text.count + block.count <= PlanReport.longestComment { text += block }
        }
        return text
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " ").split(separator: "|", omittingEmptySubsequences: false)
            .joined(separator: "\\|")
    }
}
