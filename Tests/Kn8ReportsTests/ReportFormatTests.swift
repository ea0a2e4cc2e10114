// SPDX-License-Identifier: MIT
import Foundation
import Kn8Value
import Testing

@testable import Kn8Reports

struct ReportFormatTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        let format: ReportFormat
        var change: @Sendable (inout Report.Input) -> Void = { _ in }
        var testDescription: String { file }
    }

    static let rows: [Row] = [
        Row(file: "report.txt", format: .text),
        Row(file: "report.json", format: .json),
        Row(file: "report.sarif", format: .sarif),
        Row(file: "report.xml", format: .junit),
        Row(file: "report.github", format: .github),
        Row(file: "report.gitlab.json", format: .gitlab),
        Row(file: "report.tap", format: .tap),
        Row(file: "report.md", format: .markdown),
        Row(file: "interrupted.txt", format: .text) { $0.isInterrupted = true },
        Row(file: "interrupted.sarif", format: .sarif) {
            $0.findings = []
            $0.isInterrupted = true
        },
        Row(file: "interrupted.tap", format: .tap) { $0.isInterrupted = true },
        Row(file: "strict.tap", format: .tap) { $0.threshold = .warning },
        Row(file: "nothing.txt", format: .text, change: clear),
        Row(file: "nothing.json", format: .json, change: clear),
        Row(file: "nothing.sarif", format: .sarif, change: clear),
        Row(file: "nothing.xml", format: .junit, change: clear),
        Row(file: "nothing.github", format: .github, change: clear),
        Row(file: "nothing.gitlab.json", format: .gitlab, change: clear),
        Row(file: "nothing.tap", format: .tap, change: clear),
        Row(file: "nothing.md", format: .markdown, change: clear),
    ]

    private static let clear: @Sendable (inout Report.Input) -> Void = { $0 = Report.Input() }

    @Test(arguments: rows) func isWrittenAsKept(_ row: Row) throws {
        let text = row.format.text(of: ReportSamples.report(row.change), version: "1.2.3")
        try ReportSamples.expect(text, is: row.file)
        #expect(!text.contains("hunter2"))
    }

    @Test(arguments: rows.filter { $0.format == .sarif }) func isSARIF(_ row: Row) throws {
        let value = SARIFReport(version: "1.2.3").value(of: ReportSamples.report(row.change))
        let subset = try JSONSchema(ReportSamples.fixtures.appending(path: "sarif-subset.schema.json"))
        #expect(subset.flaws(of: value) == [])
        guard let path = ProcessInfo.processInfo.environment["KN8_SARIF_SCHEMA"] else { return }
        #expect(try JSONSchema(URL(filePath: path)).flaws(of: value) == [])
    }

    @Test func aSubsetOfTheSchemaTellsWhatIsNoSARIF() throws {
        let subset = try JSONSchema(ReportSamples.fixtures.appending(path: "sarif-subset.schema.json"))
        var value = SARIFReport(version: "1.2.3").value(of: ReportSamples.report())
        value["version"] = "2.2"
        #expect(subset.flaws(of: value) == ["$.version: none of the values allowed"])
        value["version"] = nil
        #expect(subset.flaws(of: value) == ["$: version is missing"])
    }

    @Test(arguments: rows.filter { $0.format == .junit }) func isXML(_ row: Row) throws {
        let text = row.format.text(of: ReportSamples.report(row.change), version: "1.2.3")
        let checker = XMLText(text)
        #expect(checker.flaw == nil)
        let cases = text.components(separatedBy: "<testcase ").count - 1
        #expect(text.contains("<testsuites name=\"kn8 validate\" tests=\"\(cases)\""))
    }

    @Test func tooManyFindingsAreNoAnnotations() {
        let report = ReportSamples.report { input in
            input.suppressions = SuppressionSet()
            input.findings = (1...25).map {
                ReportSamples.finding("a/b", $0 > 12 ? .error : .warning, "m\($0)", "web.yaml", $0, 1..<2)
            }
        }
        let all = GitHubReport(showsRest: true).text(of: report).split(separator: "\n")
        #expect(all.count { $0.hasPrefix("::error ") } == 10)
        #expect(all.count { $0.hasPrefix("::warning ") } == 10)
        #expect(all.count { $0.hasPrefix(" web.yaml:") } == 5)
        let beside = GitHubReport(showsRest: false).text(of: report)
        #expect(beside.hasSuffix("\n5 more findings are not annotated\n"))
    }

    @Test func nothingOfAManifestIsACommandOfTheWorkflow() {
        let report = ReportSamples.report { input in
            input.suppressions = SuppressionSet()
            input.findings = (1...11).map {
                ReportSamples.finding("a/b", .error, "x\n::set-env name=A::b%", "::stop,x:y", $0, 1..<2)
            }
        }
        let text = GitHubReport(showsRest: true).text(of: report)
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("::s") })
        #expect(text.contains("::error file=%3A%3Astop%2Cx%3Ay,line=1,"))
        #expect(text.contains("::x%0A::set-env name=A::b%25"))
    }

    @Test func aCommentIsCutWhereItIsTooLong() {
        let report = ReportSamples.report { input in
            input.suppressions = SuppressionSet()
            input.findings = (1...2000).map {
                ReportSamples.finding("a/b", .error, "something is wrong with it", "web.yaml", $0, 1..<2)
            }
        }
        let text = MarkdownReport().text(of: report)
        #expect(text.count <= MarkdownComment.limit)
        #expect(text.contains("something is wrong with it"))
        #expect(text.split(separator: "\n").last?.hasSuffix(" more, too many for one comment.") == true)
        #expect(MarkdownReport(limit: 300).text(of: report).count <= 300)
    }

    @Test func ofTooManyResultsTheWorstAreKept() {
        let report = ReportSamples.report { input in
            input.suppressions = SuppressionSet()
            input.findings = (1...25_010).map {
                ReportSamples.finding("a/b", $0 <= 20 ? .warning : .error, "m", "web.yaml", $0, 1..<2)
            }
        }
        let run = SARIFReport(version: "1").value(of: report)["runs"]?[0]
        #expect(run?["results"]?.array?.count == SARIFReport.maximalResults)
        #expect(run?["results"]?[0]?["level"] == "warning")
        #expect(
            run?["invocations"]?[0]?["toolExecutionNotifications"]?[0]?["message"]?["text"]
                == "10 more results are left out."
        )
    }
}
