// SPDX-License-Identifier: MIT
package import Kn8Value

/// Findings for programs: `{"findings": [...], "summary": {...}}`.
package enum JSONReport {
    /// The report as a value, to be written as JSON or as YAML.
    ///
    /// A finding has `rule`, `severity` and `message`, and, where they are known, `file`, `line`, `column`, `endLine`,
    /// `endColumn` (from 1, the end is one past the last character), `object`, `path` and `remedy`. `source` is asked for
    /// the lines of a file in order to keep values of Secrets out of the messages.
    package static func value(
        of findings: [Finding],
        summary: ReportSummary,
        source: (String) -> [Substring]? = { _ in nil }
    ) -> Value {
        let elements = MaskedFindings(findings, source: source).elements.map { value(of: $0.finding) }
        return [
            "findings": .array(elements),
            "summary": [
                "objects": .int(Int64(summary.objects)),
                "files": .int(Int64(summary.files)),
                "errors": .int(Int64(summary.counts[.error] ?? 0)),
                "warnings": .int(Int64(summary.counts[.warning] ?? 0)),
                "notes": .int(Int64(summary.counts[.note] ?? 0)),
            ],
        ]
    }

    private static func value(of finding: Finding) -> Value {
        var value: Value = [
            "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message),
        ]
        if let span = finding.span {
            value["file"] = .string(span.file)
            value["line"] = .int(Int64(span.start.line))
            value["column"] = .int(Int64(span.start.column))
            value["endLine"] = .int(Int64(span.end.line))
            value["endColumn"] = .int(Int64(span.end.column))
        }
        if let object = finding.object { value["object"] = .string(object) }
        if let path = finding.path { value["path"] = .string(path.description) }
        if let remedy = finding.remedy { value["remedy"] = .string(remedy) }
        return value
    }
}
