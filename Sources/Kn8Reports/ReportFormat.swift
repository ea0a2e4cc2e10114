// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A form that a report can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// For people, with excerpts.
    case text
    /// For programs, all of kn8's own facts.
    case json
    /// SARIF 2.1.0, for GitHub code scanning and editors.
    case sarif
    /// JUnit's XML, for test reports of CI systems.
    case junit
    /// Workflow commands that become annotations of GitHub Actions.
    case github
    /// GitLab's code quality report.
    case gitlab
    /// Test Anything Protocol 14.
    case tap
    /// A comment for a pull request.
    case markdown

    /// `report` as a comment of at most `limit` characters.
    package static func comment(of report: Report, limit: Int) -> String {
        MarkdownReport(limit: limit).text(of: report)
    }

    /// `report` in this form, with a line break at the end unless it is empty; only `text` is ever coloured.
    package func text(of report: Report, version: String, isColoured: Bool = false) -> String {
        switch self {
        case .text: TextReport(isColoured: isColoured).text(of: report)
        case .json: JSONReport.value(of: report).json(.indented(2)) + "\n"
        case .sarif: SARIFReport(version: version).value(of: report).json(.indented(2)) + "\n"
        case .junit: JUnitReport.text(of: report)
        case .github: GitHubReport(showsRest: true).text(of: report)
        case .gitlab: GitLabReport.value(of: report).json(.indented(2)) + "\n"
        case .tap: TAPReport.text(of: report)
        case .markdown: MarkdownReport().text(of: report)
        }
    }
}
