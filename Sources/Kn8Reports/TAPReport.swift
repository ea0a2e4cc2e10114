// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A report in the Test Anything Protocol, version 14: a test an object, with its findings as YAML.
enum TAPReport {
    /// The stream.
    static func text(of report: Report) -> String {
        let suites = ReportCases(report).suites
        var lines = ["TAP version 14", "1..\(suites.reduce(0) { $0 + $1.cases.count })"]
        var number = 0
        for suite in suites {
            for item in suite.cases {
                number += 1
                let title = item.title.map { "\(suite.file): \($0)" } ?? suite.file
                let isSkipped = item.isSkipped && item.failures.isEmpty
                lines.append(
                    "\(item.failures.isEmpty ? "ok" : "not ok") \(number) - \(escaped(title))"
                        + (isSkipped ? " # SKIP the kind is ignored" : "")
                )
                lines += diagnostics(item.failures + item.remarks)
            }
        }
        lines.append("# \(PlainLine.clean("\(report.summary)"))")
        if report.isInterrupted { lines.append("Bail out! interrupted") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func diagnostics(_ entries: [Report.Entry]) -> [String] {
        guard !entries.isEmpty else { return [] }
        var lines = ["  ---", "  findings:"]
        for finding in entries.map(\.finding) {
            lines.append("    - rule: \(quoted(finding.rule))")
            lines.append("      severity: \(finding.severity.rawValue)")
            lines.append("      message: \(quoted(finding.message))")
            if let span = finding.span {
                lines.append("      at:")
                lines.append("        file: \(quoted(span.file))")
                lines.append("        line: \(span.start.line)")
                lines.append("        column: \(span.start.column)")
            }
            if let path = finding.path?.description, !path.isEmpty { lines.append("      path: \(quoted(path))") }
            if let remedy = finding.remedy { lines.append("      help: \(quoted(remedy))") }
        }
        return lines + ["  ..."]
    }

    // JSON's strings are YAML's.
    private static func quoted(_ text: String) -> String { Value.string(PlainLine.clean(text)).json() }

    private static func escaped(_ text: String) -> String {
        PlainLine.clean(text).map { $0 == "#" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    }
}
