// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8YAML

struct Plan: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show everything that an apply would do, the reconcilers' part among it, and what it comes to",
        discussion: """
            Applies the manifests to a copy of the state and lets the reconcilers run there: nothing is written. Names what \
            loses data, widens rights, needs an object made anew, restarts Pods, shifts traffic or scales. Exits with 0; \
            with 1 when the plan has a consequence that --fail-on names, or a refusal; with 2 when it cannot be made. \
            Examples: 'kn8 plan -R -f manifests', 'kn8 plan -f . -o markdown --fail-on data-loss,recreate'.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var applying: PlanOptions
    @OptionGroup var pruning: ApplyPruneOptions

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            """
            Print the plan as text, json or markdown, to standard output or with '=FILE' to a file, or save it to a file \
            whose name ends with .kn8plan; may be repeated
            """,
            valueName: "format[=file]"
        ),
        completion: .list(["text", "json", "markdown"])
    )
    var output: [String] = []

    @Option(
        help: ArgumentHelp("Save the plan to this file, for 'kn8 apply FILE'", valueName: "file"),
        completion: .file(extensions: ["kn8plan"])
    )
    var out: String?

    @Option(
        help: ArgumentHelp(
            """
            Plan without a cluster: from the manifests of this git commit to those of the working tree; 'main...' is where \
            HEAD and main parted
            """,
            valueName: "revision"
        )
    )
    var base: String?

    @Option(
        help: ArgumentHelp(
            "Take CustomResourceDefinitions from this file or folder for both sides of --base; may be repeated",
            valueName: "path"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var crds: [String] = []

    @OptionGroup var filter: PlanFilter

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "Exit with 1 when the plan has any of this: \(PlanWord.all.map(\.text).joined(separator: ", "))",
            valueName: "word,..."
        )
    )
    var failOn: String?

    @Flag(name: .customLong("show-diff"), help: "Print the diff of every object")
    var showsDiffs = false

    private var showsSecrets: Bool { target.secrets.showsSecrets }

    func run(in session: Session) async throws -> ExitStatus {
        let gates = try PlanWord.words(failOn ?? "", of: "--fail-on")
        let outputs = try PlanOutput.outputs(output, saving: out)
        let making = try making
        guard !showsSecrets || !outputs.contains(where: { $0.format == .plan }) else {
            throw CommandError("a saved plan holds no secrets; leave out --show-secrets", status: .unusable)
        }
        let plan: ClusterPlan
        if let base {
            guard making.pruning.isEmpty else {
                throw CommandError("--base deletes what is gone by itself; leave out --prune", status: .unusable)
            }
            guard !outputs.contains(where: { $0.format == .plan }) else {
                throw CommandError("a plan with --base is for no cluster and cannot be saved", status: .unusable)
            }
            plan = try await self.plan(since: base, making, session)
            try write(try report(of: plan), to: outputs, session)
        } else {
            let set = try making.manifests()
            let cluster = try session.cluster(at: target)
            await cluster.noteSecrets()
            plan = try await ClusterPlan(set, making, on: cluster, target, session)
            try await save(plan, set, making, to: outputs, on: cluster, session)
            try write(try report(of: plan), to: outputs, session)
        }
        if plan.hasFailed { return .failure }
        return plan.words.isDisjoint(with: gates) ? .success : .failure
    }

    private func report(of plan: ClusterPlan) throws(CommandError) -> PlanReport {
        var report = PlanReport(try filter.part(of: plan), of: plan)
        report.showsDiffs = showsDiffs
        report.showsSecrets = showsSecrets
        report.showsUnchanged = filter.showsUnchanged
        return report
    }

    private func plan(since base: String, _ making: PlanMaking, _ session: Session) async throws -> ClusterPlan {
        let revision = try GitRevision(base)
        let names = try ManifestFiles.list(making.files, recursive: making.recursive, mayBeMissing: true)
        let definitions = try ManifestFiles.read(try ManifestFiles.list(crds, recursive: true))
        let plan = BasePlan(
            base: BasePlan.manifests(
                try revision.files(making.files, recursive: making.recursive),
                making.strictness
            ),
            tree: BasePlan.manifests(try ManifestFiles.read(names), making.strictness),
            definitions: ManifestSet(definitions),
            making: making
        )
        let outcome = try await plan.outcome(target, session, isLoud: true)
        for title in outcome.refused {
            session.console.say("Warning: \(title) of \(base) is refused, so that it counts as new")
        }
        return outcome.plan
    }

    private func save(
        _ plan: ClusterPlan,
        _ set: ManifestSet,
        _ making: PlanMaking,
        to outputs: [PlanOutput],
        on cluster: Cluster,
        _ session: Session
    ) async throws {
        for output in outputs where output.format == .plan {
            guard !plan.hasFailed else {
                session.console.say("error: a plan with refusals is not saved")
                return
            }
            let report = PlanReport(plan).json(withDiffs: false)
            try await PlanFile(path: output.path ?? "").save(set, making, report, on: cluster, target, session)
        }
    }

    private func write(_ report: PlanReport, to outputs: [PlanOutput], _ session: Session) throws(CommandError) {
        for output in outputs where output.format != .plan {
            let text = report.text(as: output.format)
            if let path = output.path { try WholeFile.write(text, to: path) } else { session.console.write(text) }
        }
        if !outputs.contains(where: { $0.path == nil }) { session.console.say(report.summary) }
    }

    private var making: PlanMaking {
        get throws(CommandError) {
            guard !manifests.filename.isEmpty else {
                throw CommandError("must specify one of -f and -k", status: .unusable)
            }
            var making = PlanMaking(
                files: manifests.filename.flatMap { $0.split(separator: ",").map(String.init) },
                recursive: manifests.recursive,
                namespace: target.namespace,
                strictness: try fields.strictness,
                manner: try applying.manner
            )
            making.selector = applying.selector
            making.pruning = pruning.words
            return making
        }
    }
}
