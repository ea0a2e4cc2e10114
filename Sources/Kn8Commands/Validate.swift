// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Reports
internal import Kn8Schema
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
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var schemas: SchemaOptions
    @OptionGroup var reports: ReportOptions

    func run(in session: Session) async throws -> ExitStatus {
        let plan = try ValidationPlan(reports, manifests, in: session)
        let timings = WorkTimings(isOn: session.environment["KN8_TIMINGS"] == "1")
        let checks = try checks(plan, timings, in: session)
        var input = try plan.input(writing: reports.newBaseline)
        let names = try timings.measure(.list) { () throws(CommandError) in try plan.names() }
        Interruption.watch()
        let verdict = try await checks.verdict(on: names)
        // The process ends when this does: taking the trees apart leaf by leaf would cost a tenth of the run.
        _ = Unmanaged.passRetained(Lasting(verdict.objects))
        checks.progress.clear()
        input.add(verdict)
        let status = try timings.measure(.report) { () throws(CommandError) in
            try finish(input, verdict, plan, in: session.console)
        }
        if !timings.text.isEmpty { session.console.say(timings.text) }
        return status
    }

    private func checks(
        _ plan: ValidationPlan,
        _ timings: WorkTimings,
        in session: Session
    ) throws(CommandError) -> ManifestChecks {
        ManifestChecks(
            catalog: try schemas.catalog(or: plan.settings),
            strictness: try fields.strictness(or: plan.settings.validate),
            work: OrderedWork(environment: session.environment),
            timings: timings,
            listsObjects: plan.listsObjects,
            progress: ProgressBar(environment: session.environment)
        )
    }

    private func finish(
        _ input: Report.Input,
        _ verdict: ManifestChecks.Verdict,
        _ plan: ValidationPlan,
        in console: Console
    ) throws(CommandError) -> ExitStatus {
        let reader = ExcerptReader(verdict.texts)
        var report = Report(input, source: reader.excerpt)
        if let path = reports.newBaseline, !report.isInterrupted {
            let baseline = Baseline(of: report)
            try WholeFile.write(baseline.json, to: path)
            report = report.compared(with: baseline, named: path)
        }
        try ReportWriting(plan: plan, console: console, colour: reports.color).write(report)
        return report.isInterrupted ? .interrupted : report.fails ? .failure : .success
    }
}

extension Report.Input {
    /// Takes over what was found.
    mutating func add(_ verdict: ManifestChecks.Verdict) {
        findings = verdict.findings
        objects = verdict.listed
        objectCount = verdict.objectCount
        files = verdict.texts.map(\.name)
        suppressions = SuppressionSet(verdict.suppressions)
        isInterrupted = verdict.isInterrupted
    }
}

/// Something that nobody takes apart.
private final class Lasting<Content: Sendable>: Sendable {
    let content: Content

    init(_ content: Content) { self.content = content }
}
