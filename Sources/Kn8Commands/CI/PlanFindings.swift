// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value
internal import Kn8YAML

/// What a plan comes to as findings, at the places in the manifests that are the cause.
struct PlanFindings {
    let plan: ClusterPlan
    /// What fails the run, and is an error for that.
    let gates: Set<PlanWord>
    private var sources: [Place: SourceObject] = [:]
    private let namespace: String

    private struct Place: Hashable {
        let group: String
        let kind: String
        let namespace: String
        let name: String
    }

    /// The findings of `plan`, which leads from `base` to `tree`; objects that name no namespace are in `namespace`.
    init(_ plan: ClusterPlan, from base: ManifestSet, to tree: ManifestSet, namespace: String, gates: Set<PlanWord>) {
        self.plan = plan
        self.gates = gates
        self.namespace = namespace
        // What is gone from the tree is still to be found in the base.
        for source in base.objects + tree.objects { sources[place(of: Object(source.value))] = source }
    }

    /// The findings, in the order of the plan.
    var findings: [Finding] {
        plan.changes.flatMap { change -> [Finding] in
            let origin = change.isDerived ? plan.origin(of: change) : change.object
            let source = source(of: origin)
            return change.consequences.map { finding(about: $0, of: change, source) }
        } + plan.refusals.map(finding)
    }

    private func place(of object: Object) -> Place {
        let gvk = object.gvk
        let isBare = object.namespace.isEmpty || object.namespace == namespace
        return Place(group: gvk.group, kind: gvk.kind, namespace: isBare ? "" : object.namespace, name: object.name)
    }

    private func source(of object: Object) -> SourceObject? { sources[place(of: object)] }

    private func finding(about consequence: Consequence, of change: PlannedChange, _ source: SourceObject?) -> Finding {
        let sort = consequence.sort
        var message = consequence.reason
        if change.action == .delete { message = "deleted: \(message)" }
        if change.isDerived { message = "\(change.title): \(message)" }
        // The path of another object is none of the manifest's.
        let path = change.isDerived || change.action == .delete ? FieldPath() : consequence.path
        return Finding(
            rule: "plan/\(sort.rawValue)",
            severity: gates.contains(PlanWord(text: sort.rawValue)) ? .error : PlanFindings.severity(of: sort),
            message: message,
            span: source?.span(of: path, part: path.steps.isEmpty ? .key : .value),
            path: path.steps.isEmpty ? nil : path,
            object: source?.title ?? Manifests.title(of: change.object.value)
        )
    }

    private func finding(_ refusal: ApplyRound.Refusal) -> Finding {
        let source = source(of: refusal.object)
        let field = refusal.error.causes.first.map { ConsequenceRules.path(of: $0.field) } ?? FieldPath()
        return Finding(
            rule: refusal.consequence.map { "plan/\($0.sort.rawValue)" } ?? "plan/refused",
            severity: .error,
            message: refusal.error.message,
            span: source?.span(of: field, part: field.steps.isEmpty ? .key : .value),
            path: field.steps.isEmpty ? nil : field,
            object: refusal.title
        )
    }

    private static func severity(of sort: Consequence.Sort) -> Severity {
        switch sort {
        case .recreate: .error
        case .dataLoss, .privilege: .warning
        case .restart, .trafficShift, .scale: .note
        }
    }
}
