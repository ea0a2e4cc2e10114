// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Apply
internal import Kn8Reports
internal import Kn8Schema

struct CI: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "ci",
        abstract: "Judge a change of manifests: what is wrong with them, and what the change comes to",
        discussion: """
            Needs git and no cluster. Validates the manifests of the working tree, and plans from those of a commit to them: \
            what would be created, changed, deleted, restarted or lost. Settings are read from .kn8.yaml, as 'validate' does. \
            Exits with 0; with 1 when something was found that --fail-on asks for; with 2 when the input cannot be used. \
            Examples: 'kn8 ci --base main... -R -f manifests', 'kn8 ci -R -f . -o markdown=comment.md -o sarif=kn8.sarif \
            --fail-on warning,data-loss,recreate'.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var schemas: SchemaOptions

    @Option(
        help: ArgumentHelp(
            """
            Compare with this git commit; 'main...' is where HEAD and main parted (default: what the pull request is for, by \
            the variables of GitHub and GitLab)
            """,
            valueName: "revision"
        )
    )
    var base: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            """
            Write the result as markdown, text, json, sarif, github, gitlab, junit or tap, to standard output or with '=FILE' \
            to a file; may be repeated
            """,
            valueName: "format[=file]"
        ),
        completion: .list(ReportFormat.allCases.map(\.rawValue))
    )
    var output: [String] = []

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            """
            Fail on findings of a severity (error, warning, note or never; default: error), and when the plan has any of this: \
            \(PlanWord.all.map(\.text).joined(separator: ", "))
            """,
            valueName: "word,..."
        )
    )
    var failOn: String?

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "Make a rule's findings errors, warnings or notes, or leave them out; may be repeated",
            valueName: "rule=error|warning|note|off"
        )
    )
    var rules: [String] = []

    @Option(help: ArgumentHelp("Leave out files that match; may be repeated", valueName: "glob"))
    var exclude: [String] = []

    @Option(
        help: ArgumentHelp("Let only findings count that this file does not know", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var baseline: String?

    @Option(
        help: ArgumentHelp("Read the settings from this file, not from the nearest .kn8.yaml", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Flag(name: .customLong("no-config"), help: "Read no settings")
    var withoutConfiguration = false

    @Flag(name: .customLong("show-diff"), help: "Print the diff of every object in text and markdown")
    var showsDiffs = false

    func run(in session: Session) async throws -> ExitStatus {
        let gates = try CIGates(failOn ?? "")
        let plan = try ValidationPlan(try reportOptions(gates), manifests, in: session)
        let revision = try GitRevision(try self.base(session.environment))
        let names = try plan.names(mayBeMissing: true)
        let strictness = try fields.strictness(or: plan.settings.validate)
        let verdict = try await checks(by: plan, strictness, session).verdict(on: names)
        let change = try change(since: revision, to: names, by: plan, strictness)
        let outcome = try await change.outcome(target, session, isLoud: false)
        var input = try plan.input(writing: nil)
        input.add(verdict)
        input.findings +=
            PlanFindings(
                outcome.plan,
                from: change.base,
                to: change.tree,
                namespace: target.namespace(in: session),
                gates: gates.words
            ).findings
        var planned = PlanReport(outcome.plan)
        planned.showsDiffs = showsDiffs
        let report = CIReport(
            revision: revision,
            report: Report(input, source: ExcerptReader(verdict.texts).excerpt),
            plan: planned,
            refusedBefore: outcome.refused,
            isGateMet: gates.isMet(by: outcome.plan)
        )
        try report.write(to: output.isEmpty ? [ReportOutput(.markdown)] : plan.outputs, session)
        return report.fails ? .failure : .success
    }

    private func checks(
        by plan: ValidationPlan,
        _ strictness: ValidationStrictness,
        _ session: Session
    ) throws -> ManifestChecks {
        ManifestChecks(
            catalog: try schemas.catalog(or: plan.settings),
            strictness: strictness,
            work: OrderedWork(environment: session.environment),
            timings: WorkTimings(isOn: false),
            listsObjects: plan.listsObjects
        )
    }

    /// The manifests of `revision` and of the files `names` of the working tree.
    private func change(
        since revision: GitRevision,
        to names: [ManifestFiles.Name],
        by plan: ValidationPlan,
        _ strictness: ValidationStrictness
    ) throws -> BasePlan {
        let base = try revision.files(plan.files, recursive: plan.recursive).filter { !plan.excludes($0.name) }
        guard !base.isEmpty || !names.isEmpty else {
            throw CommandError("neither here nor in \(revision.name) are there any manifests", status: .unusable)
        }
        let definitions = try ManifestFiles.list(
            schemas.crds.isEmpty ? plan.settings.crds : schemas.crds,
            recursive: true
        )
        return BasePlan(
            base: BasePlan.manifests(base, strictness),
            tree: BasePlan.manifests(try ManifestFiles.read(names), strictness),
            definitions: ManifestSet(try ManifestFiles.read(definitions)),
            making: PlanMaking(
                files: plan.files,
                recursive: plan.recursive,
                namespace: target.namespace,
                strictness: strictness,
                manner: ApplyManner()
            )
        )
    }

    /// What `validate` takes of the options.
    private func reportOptions(_ gates: CIGates) throws -> ReportOptions {
        var words = output.flatMap { ["-o", $0] } + rules.flatMap { ["--rule", $0] }
        words += exclude.flatMap { ["--exclude", $0] } + ["--fail-on", gates.severity.rawValue]
        if let baseline { words += ["--baseline", baseline] }
        if let config { words += ["--config", config] }
        if withoutConfiguration { words.append("--no-config") }
        return try ReportOptions.parse(words)
    }

    /// The commit to compare with.
    private func base(_ environment: [String: String]) throws(CommandError) -> String {
        if let base { return base }
        if let branch = environment["GITHUB_BASE_REF"], !branch.isEmpty { return "origin/\(branch)..." }
        for name in ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_COMMIT_BEFORE_SHA"] {
            if let commit = environment[name], commit.contains(where: { $0 != "0" }) { return commit }
        }
        throw CommandError(
            "say with --base which commit to compare with, for example --base main...",
            status: .unusable
        )
    }
}
