// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings for programs, as `docs/reports.md` describes them.
enum JSONReport {
    /// `{"findings": [...], "summary": {...}, "version": 1}`.
    static func value(of report: Report) -> Value {
        var value: Value = [
            "version": 1,
            "findings": .array(report.entries.map { self.value(of: $0, in: report) }),
            "summary": [
                "objects": .int(Int64(report.summary.objects)),
                "files": .int(Int64(report.summary.files)),
                "errors": .int(Int64(report.summary.counts[.error] ?? 0)),
                "warnings": .int(Int64(report.summary.counts[.warning] ?? 0)),
                "notes": .int(Int64(report.summary.counts[.note] ?? 0)),
                "suppressed": .int(Int64(report.summary.suppressed)),
                "baseline": .int(Int64(report.summary.known)),
            ],
        ]
        if report.isInterrupted { value["interrupted"] = true }
        return value
    }

    private static func value(of entry: Report.Entry, in report: Report) -> Value {
        let finding = entry.finding
        var value: Value = [
            "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message), "fingerprint": .string(entry.fingerprint.description),
        ]
        switch entry.standing {
        case .new: value["status"] = "new"
        case .known: value["status"] = "baseline"
        case .suppressed(let source, let reason):
            value["status"] = "suppressed"
            value["suppression"] = ["source": .string(source.rawValue), "reason": .string(reason)]
        }
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
