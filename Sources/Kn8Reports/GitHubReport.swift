// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
package struct GitHubReport: Sendable {
    /// GitHub shows as many annotations of a level and a step.
    static let limit = 10

    private let showsRest: Bool

    /// A report that lists as plain lines what is too much for annotations when `showsRest`, and counts it otherwise.
    package init(showsRest: Bool) { self.showsRest = showsRest }

    /// The commands, the worst findings first.
    package func text(of report: Report) -> String {
        var lines: [String] = []
        var rest: [Report.Entry] = []
        for severity in Severity.allCases.sorted(by: >) {
            let entries = report.new.filter { $0.finding.severity == severity }
            lines += entries.prefix(GitHubReport.limit).map { command($0.finding, in: report) }
            rest += entries.dropFirst(GitHubReport.limit)
        }
        if showsRest {
            lines += rest.map { line($0.finding) }
        } else if !rest.isEmpty {
            lines.append("\(rest.count) more findings are not annotated")
        }
        if showsRest { lines.append("\(report.summary)") }
        return lines.map { $0 + "\n" }.joined()
    }

    private func command(_ finding: Finding, in report: Report) -> String {
        let name = finding.severity == .note ? "notice" : finding.severity.rawValue
        var properties: [(String, String)] = []
        if let span = finding.span {
            properties.append(("file", report.root.name(span.file)))
            properties.append(("line", "\(span.start.line)"))
            // Columns of several lines are refused.
            if span.end.line > span.start.line {
                properties.append(("endLine", "\(span.end.line)"))
            } else {
                properties.append(("col", "\(span.start.column)"))
                properties.append(("endColumn", "\(max(span.start.column, span.end.column - 1))"))
            }
        }
        properties.append(("title", finding.rule))
        var message = finding.message
        if let object = finding.object { message += "\nin \(object)" }
        if let path = finding.path?.description, !path.isEmpty, finding.object != nil { message += ", \(path)" }
        if let remedy = finding.remedy { message += "\nhelp: \(remedy)" }
        let list = properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
        return "::\(name) \(list)::\(escaped(message, isProperty: false))"
    }

    // A leading blank keeps a file called `::x` from being a command.
    private func line(_ finding: Finding) -> String {
        let place = finding.span.map { "\($0.file):\($0.start.line):\($0.start.column)" } ?? finding.object ?? "-"
        return escaped(
            " \(place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]",
            isProperty: false
        )
    }

    // `actions/toolkit:packages/core/src/command.ts`
    private func escaped(_ text: String, isProperty: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
