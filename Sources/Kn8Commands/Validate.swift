// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Reports
internal import Kn8Value
internal import Kn8YAML

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
        let strictness = try fields.strictness
        let set = try manifests.manifests(duplicates: .kept, strictness: strictness)
        let findings = ManifestChecks.findings(in: set, strictness: strictness)
        let summary = ReportSummary(objects: set.objects.count, files: set.files.count, findings: findings)
        switch output {
        case .json:
            let report = JSONReport.value(of: findings, summary: summary) { set.lines(of: $0) }
            session.console.print(report.json(.indented(2)))
        case .text:
            let report = TextReport(isColoured: session.console.showsColour)
            session.console.write(report.text(of: findings) { set.lines(of: $0) })
            session.console.print("\(summary)")
        }
        let limit: Severity = strict ? .warning : .error
        return findings.contains { $0.severity >= limit } ? .failure : .success
    }
}
