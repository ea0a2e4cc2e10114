// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Reports
internal import Kn8Value

struct Validate: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check manifests: syntax, schema, and the references between objects",
        discussion: """
            Needs no cluster and no network. Custom resources are judged by the CustomResourceDefinitions among the \
            manifests, and by those that kn8 ships. Settings are read from .kn8.yaml, in this folder or above it. \
            '# kn8:ignore RULE reason' beside or above a line passes over a rule there. Exits with 0 when nothing was \
            found that --fail-on asks for, 1 when something was, 2 when the input or the settings cannot be used, and \
            130 when interrupted. Examples: 'kn8 validate -R -f manifests', 'kn8 validate -f - -o json', \
            'kn8 validate -R -f . -o sarif=kn8.sarif -o github'.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var reports: ReportOptions

    func run(in session: Session) async throws -> ExitStatus {
        let plan = try ValidationPlan(reports, manifests, in: session)
        guard !plan.files.isEmpty else { throw CommandError("must specify one of -f and -k", status: .unusable) }
        var input = Report.Input()
        if let path = plan.baseline, path != reports.newBaseline || WholeFile.exists(path) {
            input.baseline = try BaselineFile.read(path)
            input.baselineName = path
        }
        Interruption.watch()
        let progress = ProgressBar(environment: session.environment)
        let files = try ManifestFiles.read(plan.files, recursive: plan.recursive).filter { !plan.excludes($0.name) }
        let set = ManifestSet(files)
        input.findings = ManifestChecks.findings(in: set)
        input.objectCount = set.objects.count
        if plan.listsObjects { input.objects = set.objects.map(ReportedObject.init) }
        input.files = set.files.map(\.name)
        input.suppressions = SuppressionSet(
            set.files.flatMap { Suppressions.comments(in: $0.bytes[...], file: $0.name) }
                + set.objects.flatMap(Suppressions.annotation)
        )
        progress.clear()
        return try finish(input, plan, in: session) { set.lines(of: $0) }
    }

    private func finish(
        _ input: Report.Input,
        _ plan: ValidationPlan,
        in session: Session,
        lines: (String) -> [Substring]
    ) throws(CommandError) -> ExitStatus {
        var input = input
        input.settings = plan.rules
        input.root = plan.root
        input.rules = RuleNames.rules
        input.threshold = plan.threshold
        input.isInterrupted = Interruption.isRequested
        var report = Report(input, source: lines)
        if let path = reports.newBaseline, !report.isInterrupted {
            let baseline = Baseline(of: report)
            try WholeFile.write(baseline.json, to: path)
            (input.baseline, input.baselineName) = (baseline, path)
            report = Report(input, source: lines)
        }
        try ReportWriting(plan: plan, console: session.console, colour: reports.color).write(report)
        return report.isInterrupted ? .interrupted : report.fails ? .failure : .success
    }
}
