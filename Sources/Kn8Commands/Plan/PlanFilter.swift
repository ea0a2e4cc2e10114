// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply

/// Which part of a plan is shown. What makes the command fail is judged by the whole.
struct PlanFilter: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Show only objects to which this is done, or for which it comes to this: \
            \(PlanWord.all.map(\.text).joined(separator: ", "))
            """,
            valueName: "word,..."
        )
    )
    var only: String?

    @Option(help: ArgumentHelp("Show only objects of these kinds, for example 'Deployment,routes.serving.knative.dev'"))
    var kind: String?

    /// The part of `plan` that is asked for.
    func part(of plan: ClusterPlan) throws(CommandError) -> ClusterPlan {
        var part = plan
        let kinds = (kind ?? "").split(separator: ",").map { $0.lowercased() }
        func isMeant(_ gvk: GroupVersionKind, _ resource: Resource?) -> Bool {
            guard !kinds.isEmpty else { return true }
            let names = [gvk.kind.lowercased(), resource?.plural, resource?.singular].compactMap { $0 }
            return kinds.contains { kind in
                names.contains { $0 == kind || "\($0).\(gvk.group)" == kind }
                    || resource?.shortNames.contains(kind) == true
            }
        }
        part.changes.removeAll { !isMeant($0.object.gvk, $0.resource) }
        part.refusals.removeAll { !isMeant($0.object.gvk, nil) }
        part.unchanged.removeAll { !isMeant($0.object.gvk, $0.resource) }
        guard let only else { return part }
        let words = try PlanWord.words(only, of: "--only")
        part.changes.removeAll { PlanWord.words(for: $0).isDisjoint(with: words) }
        part.refusals.removeAll { PlanWord.words(for: $0).isDisjoint(with: words) }
        if !words.contains(.noEffect) { part.unchanged = [] }
        return part
    }

    /// Whether what stays as it is is asked for.
    var showsUnchanged: Bool { only?.split(separator: ",").contains { $0 == PlanWord.noEffect.text } == true }
}
