// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

struct Diff: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what an apply would change",
        discussion: """
            Applies the manifests to a copy of the state and compares: namespaces and custom resources that are new are \
            previewed together with what stands on them, and nothing is written. What differs though nobody changed it is \
            left out: fields that the server owns or fills in, amounts spelt in another way, the order of sets. Values of \
            Secrets are hidden. KUBECTL_EXTERNAL_DIFF names a program that compares two folders instead. Exits with 0 when \
            nothing differs, 1 when something does, and more than 1 on failure. Examples: 'kn8 diff -f manifests -R', \
            'kn8 diff -f web.yaml -o structured'.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var applying: ApplyOptions
    @OptionGroup var pruning: ApplyPruneOptions

    @Option(
        name: [.customShort("l"), .customLong("selector")],
        help: "Compare the manifests whose labels match, for example 'app=web,tier!=db'"
    )
    var selector = ""

    @Option(
        name: [.customShort("o"), .long],
        help: """
            How to show it: unified (as 'diff -u' does), structured (field by field), json, markdown, or name (only what \
            differs)
            """,
        completion: .list(DiffReport.Format.allCases.map(\.rawValue))
    )
    var output = DiffReport.Format.unified

    @Flag(name: .customLong("show-noise"), help: "Show what differs by itself, too")
    var showsNoise = false

    @Flag(name: .customLong("show-managed-fields"), help: "Show who owns which fields, too")
    var showsManagedFields = false

    private var showsSecrets: Bool { target.secrets.showsSecrets }

    func run(in session: Session) async throws -> ExitStatus {
        let strictness = try fields.strictness
        let manner = try applying.manner(dryRun: .server)
        let kinds = try pruning.kinds(selector: selector, applying: applying)
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        let cluster = try session.cluster(at: target).copy()
        await cluster.noteSecrets()
        var round = ApplyRound(
            cluster: cluster,
            target: target,
            session: session,
            strictness: strictness,
            manner: manner
        )
        try round.select(selector)
        round.mayBeEmpty = !pruning.prune
        let members = try await pruning.set(in: cluster, target)
        if let members { round.join(members) }
        let outcome = try await round.run(set) { _ in }
        var leftovers: [PruneSearch.Leftover] = []
        if pruning.prune, !outcome.failed {
            let prune = ApplyPrune(
                cluster: cluster,
                session: session,
                target: target,
                kinds: kinds,
                selector: selector,
                set: members,
                deletion: try applying.deletion(),
                dryRun: .server
            )
            leftovers = try await prune.leftovers(after: outcome.results).filter { !$0.isSpared }
        }
        let detail = ObjectDiff.Detail(
            showsSecrets: showsSecrets,
            showsNoise: showsNoise,
            showsManagedFields: showsManagedFields
        )
        let deletions = leftovers.map { leftover in
            ObjectDifference(
                resource: leftover.resource,
                diff: ObjectDiff(before: leftover.object, after: nil, detail: detail)
            )
        }
        let differences = outcome.results.map { result in
            ObjectDifference(
                resource: result.resource,
                diff: ObjectDiff(
                    before: result.before,
                    after: result.after,
                    manifest: result.manifest,
                    schema: cluster.mergeSchema(of: result.resource.gvk),
                    detail: detail
                )
            )
        }
        let report = DiffReport((differences + deletions).filter { !$0.diff.isEmpty })
        if let external = ExternalDiff(environment: session.environment), output == .unified {
            let status = try external.run(report.differences.map(\.diff), session)
            return outcome.failed ? .unusable : status
        }
        session.console.write(report.text(output, inColour: session.console.showsColour))
        if outcome.failed { return .unusable }
        return report.differences.isEmpty ? .success : .failure
    }
}
