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
            manifests, and by those that kn8 ships. Exits with 0 when no error was found, 1 when one was, and 2 when the \
            input cannot be read. Examples: 'kn8 validate -R -f manifests', 'kn8 validate -f - -o json'.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var fields: StrictnessOptions

    @Option(name: [.customShort("o"), .long], help: "How to print the findings: text or json")
    var output = Format.text

    @Flag(help: "Fail on warnings too")
    var strict = false

    func run(in session: Session) async throws -> ExitStatus {
        let timings = WorkTimings(isOn: session.environment["KN8_TIMINGS"] == "1")
        let checks = ManifestChecks(
            catalog: .standard,
            strictness: try fields.strictness,
            work: OrderedWork(environment: session.environment),
            timings: timings
        )
        let names = try timings.measure(.list) { () throws(CommandError) in try manifests.names() }
        let verdict = try await checks.verdict(on: names)
        timings.measure(.report) { report(verdict, to: session.console) }
        if !timings.text.isEmpty { session.console.say(timings.text) }
        let limit: Severity = strict ? .warning : .error
        return verdict.findings.contains { $0.severity >= limit } ? .failure : .success
    }

    private func report(_ verdict: ManifestChecks.Verdict, to console: Console) {
        let findings = verdict.findings
        let summary = ReportSummary(objects: verdict.objectCount, files: verdict.texts.count, findings: findings)
        switch output {
        case .json:
            let report = JSONReport.value(of: findings, summary: summary) { verdict.lines(of: $0) }
            console.print(report.json(.indented(2)))
        case .text:
            let report = TextReport(isColoured: console.showsColour)
            console.write(report.text(of: findings) { verdict.lines(of: $0) })
            console.print("\(summary)")
        }
    }
}
