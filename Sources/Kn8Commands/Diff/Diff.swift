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
        let prune = try await pruning.prune(after: &round, kinds: kinds, selector: selector, dryRun: .server)
        let outcome = try await round.run(set) { _ in }
        var differences = outcome.results.map { difference(of: $0, on: cluster) }
        if pruning.prune, !outcome.failed {
            let leftovers = try await prune.leftovers(after: outcome.results)
            differences += leftovers.filter { !$0.isSpared }.map(deletion)
        }
        let report = DiffReport(differences.filter { !$0.diff.isEmpty })
        let status = try show(report, session)
        return outcome.failed ? .unusable : status
    }

    private func show(_ report: DiffReport, _ session: Session) throws -> ExitStatus {
        if let external = ExternalDiff(environment: session.environment), output == .unified {
            return try external.run(report.differences.map(\.diff), session)
        }
        session.console.write(report.text(output, inColour: session.console.showsColour))
        return report.differences.isEmpty ? .success : .failure
    }

    private func difference(of result: ApplyResult, on cluster: Cluster) -> ObjectDifference {
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

    private func deletion(of leftover: PruneSearch.Leftover) -> ObjectDifference {
        ObjectDifference(
            resource: leftover.resource,
            diff: ObjectDiff(before: leftover.object, after: nil, detail: detail)
        )
    }

    private var detail: ObjectDiff.Detail {
        ObjectDiff.Detail(
            showsSecrets: target.secrets.showsSecrets,
            showsNoise: showsNoise,
            showsManagedFields: showsManagedFields
        )
    }
}
