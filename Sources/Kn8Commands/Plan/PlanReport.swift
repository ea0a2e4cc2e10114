// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

/// A plan in words.
struct PlanReport {
    /// The part that is shown.
    let plan: ClusterPlan
    /// The whole, of which the summary tells.
    let whole: ClusterPlan
    /// Whether each change is followed by its diff.
    var showsDiffs = false
    var showsSecrets = false
    /// Whether what stays as it is is listed.
    var showsUnchanged = false

    /// A report of the whole `plan`.
    init(_ plan: ClusterPlan) { (self.plan, whole) = (plan, plan) }

    /// A report of `part` of `plan`.
    init(_ part: ClusterPlan, of plan: ClusterPlan) { (self.plan, whole) = (part, plan) }

    // MARK: Text

    /// For people at a terminal.
    var text: String {
        var lines: [String] = []
        let parts = [("By the manifests", false), ("Then by the reconcilers", true)]
        for (title, isDerived) in parts {
            let changes = plan.changes.filter { $0.isDerived == isDerived }
            let refusals = isDerived ? [] : plan.refusals
            let unchanged = isDerived || !showsUnchanged ? [] : plan.unchanged
            if changes.isEmpty, refusals.isEmpty, unchanged.isEmpty { continue }
            lines.append("\(title):")
            for change in changes { lines += self.lines(of: change) }
            for refusal in refusals {
                lines += ["  refuse  \(refusal.title)"] + facts(of: refusal).map { "          \($0)" }
            }
            for (resource, object) in unchanged {
                let place = object.namespace.isEmpty ? "" : " (\(object.namespace))"
                lines.append("  keep    \(resource.printedName)/\(object.name)\(place)")
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

    func facts(of change: PlannedChange) -> [String] {
        let consequences = change.consequences.map { consequence in
            let place = consequence.path.steps.isEmpty ? "" : " (\(consequence.path))"
            return "\(consequence.sort.rawValue): \(consequence.reason)\(place)"
        }
        let more = change.statusChanges.count - 3
        return consequences + change.statusChanges.prefix(3).map { "status.\($0)" }
            + (more > 0 ? ["and \(more) more of the status"] : [])
    }

    func facts(of refusal: ApplyRound.Refusal) -> [String] {
        [(refusal.consequence.map { "\($0.sort.rawValue): " } ?? "") + refusal.error.message]
    }

    func diff(of change: PlannedChange) -> String {
        ObjectDiff(before: change.before, after: change.after, detail: .init(showsSecrets: showsSecrets)).text
    }

    /// How much there is to do, in one line.
    var summary: String {
        func counts(_ isDerived: Bool) -> String {
            let actions = whole.changes.filter { $0.isDerived == isDerived }.map(\.action)
            func count(_ action: PlannedChange.Action) -> Int { actions.count { $0 == action } }
            return "\(count(.create)) to create, \(count(.update)) to update, \(count(.delete)) to delete"
        }
        var parts = ["Plan: \(counts(false)), \(whole.unchanged.count) unchanged; by the reconcilers \(counts(true))."]
        let sorts = whole.changes.flatMap(\.consequences).map(\.sort) + whole.refusals.compactMap(\.consequence?.sort)
        let grave = Consequence.Sort.allCases.compactMap { sort -> String? in
            let count = sorts.count { $0 == sort }
            return count == 0 ? nil : "\(count) \(sort.rawValue)"
        }
        if !grave.isEmpty { parts.append("Consequences: \(grave.joined(separator: ", ")).") }
        if !whole.refusals.isEmpty { parts.append("Refused: \(whole.refusals.count).") }
        return parts.joined(separator: " ")
    }

    // MARK: JSON

    /// The plan in the form that `format` asks for; a saved plan is none of its own.
    func text(as format: PlanOutput.Format) -> String {
        switch format {
        case .text, .plan: text
        case .json: json(withDiffs: showsDiffs).json(.indented(2)) + "\n"
        case .markdown: PlanMarkdown(report: self).text
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
            if let consequence = refusal.consequence { value["consequence"] = PlanReport.value(consequence) }
            return value
        }
        var value: Value = [
            "version": 1, "changes": .array(changes), "refusals": .array(refusals),
            "unchanged": .int(Int64(whole.unchanged.count)),
        ]
        if showsUnchanged {
            value["noEffect"] = .array(
                plan.unchanged.map { _, object in
                    var value: Value = [
                        "apiVersion": .string(object.apiVersion), "kind": .string(object.kind),
                        "name": .string(object.name),
                    ]
                    if !object.namespace.isEmpty { value["namespace"] = .string(object.namespace) }
                    return value
                }
            )
        }
        return value
    }

    private static func value(_ consequence: Consequence) -> Value {
        var value: Value = ["sort": .string(consequence.sort.rawValue), "reason": .string(consequence.reason)]
        if !consequence.path.steps.isEmpty { value["path"] = .string(consequence.path.description) }
        return value
    }
}
