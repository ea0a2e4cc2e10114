// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings as GitLab's code quality report, which compares two by their fingerprints.
enum GitLabReport {
    /// The list of issues; those that count.
    static func value(of report: Report) -> Value {
        var ordinals: [Fingerprint: Int] = [:]
        return .array(
            report.new.map { entry in
                ordinals[entry.fingerprint, default: 0] += 1
                let ordinal = ordinals[entry.fingerprint] ?? 1
                let finding = entry.finding
                let text = finding.message + (finding.remedy.map { " (\($0))" } ?? "")
                let start = finding.span?.start ?? SourcePosition(line: 1, column: 1)
                let end = finding.span.map { max($0.start, $0.end) } ?? start
                return [
                    "type": "issue",
                    "check_name": .string(finding.rule),
                    "description": .string(text),
                    "categories": ["Bug Risk"],
                    "severity": .string(level(of: finding.severity)),
                    "fingerprint": .string(entry.fingerprint.description + (ordinal > 1 ? "-\(ordinal)" : "")),
                    "location": [
                        "path": .string(finding.span.map { report.root.name($0.file) } ?? finding.object ?? "-"),
                        "lines": ["begin": .int(Int64(start.line)), "end": .int(Int64(end.line))],
                        "positions": [
                            "begin": ["line": .int(Int64(start.line)), "column": .int(Int64(start.column))],
                            "end": ["line": .int(Int64(end.line)), "column": .int(Int64(end.column))],
                        ],
                    ],
                ]
            }
        )
    }

    private static func level(of severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .note: "info"
        }
    }
}
