// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings as SARIF 2.1.0, in the part of it that GitHub code scanning reads.
struct SARIFReport {
    /// As many results as GitHub takes of a run.
    static let maximalResults = 25_000
    // GitHub shows no more of a rule's texts.
    private static let maximalText = 1024

    /// kn8's version.
    let version: String

    /// The log.
    func value(of report: Report) -> Value {
        let kept = kept(report.entries)
        let ids = Set(kept.map(\.finding.rule)).sorted()
        let indices = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        var ordinals: [Fingerprint: Int] = [:]
        let results = kept.map { entry -> Value in
            ordinals[entry.fingerprint, default: 0] += 1
            return result(
                entry,
                index: indices[entry.finding.rule] ?? -1,
                ordinal: ordinals[entry.fingerprint] ?? 1,
                in: report
            )
        }
        let driver: Value = [
            "name": "kn8", "version": .string(version), "semanticVersion": .string(version),
            "rules": .array(ids.map { rule($0, in: report) }),
        ]
        let run: Value = [
            "tool": ["driver": driver],
            "columnKind": "unicodeCodePoints",
            "automationDetails": ["id": "kn8/"],
            "originalUriBaseIds": ["%SRCROOT%": ["description": ["text": "the root of the repository"]]],
            "invocations": [invocation(report, leftOut: report.entries.count - kept.count)],
            "results": .array(results),
        ]
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
        ]
    }

    // Of too many the worst.
    private func kept(_ entries: [Report.Entry]) -> [Report.Entry] {
        guard entries.count > SARIFReport.maximalResults else { return entries }
        let order = entries.indices.sorted {
            (entries[$1].finding.severity, $0) < (entries[$0].finding.severity, $1)
        }
        return order.prefix(SARIFReport.maximalResults).sorted().map { entries[$0] }
    }

    private func invocation(_ report: Report, leftOut: Int) -> Value {
        var value: Value = ["executionSuccessful": .bool(!report.isInterrupted)]
        var notes: [Value] = []
        if report.isInterrupted {
            notes.append(["level": "error", "message": ["text": "The run was interrupted; files are missing."]])
        }
        if leftOut > 0 {
            notes.append(["level": "warning", "message": ["text": .string("\(leftOut) more results are left out.")]])
        }
        if !notes.isEmpty { value["toolExecutionNotifications"] = .array(notes) }
        return value
    }

    private func rule(_ id: String, in report: Report) -> Value {
        let rule = report.rules[id]
        let summary = rule?.summary ?? id
        let help = rule?.help ?? "See docs/validation.md."
        let family = String(id.prefix { $0 != "/" })
        return [
            "id": .string(id),
            "name": .string(SARIFReport.name(id)),
            "shortDescription": ["text": .string(SARIFReport.sentence(summary))],
            "fullDescription": ["text": .string(SARIFReport.sentence(summary))],
            "help": [
                "text": .string(SARIFReport.sentence(help)),
                "markdown": .string(
                    "**\(id)**: \(SARIFReport.sentence(summary))\n\n\(SARIFReport.sentence(help))\n\n"
                        + "Where it is right as it is: `# kn8:ignore \(id) why`"
                ),
            ],
            "defaultConfiguration": ["level": .string((rule?.severity ?? .error).rawValue)],
            "properties": ["tags": ["kubernetes", .string(family)], "precision": "very-high"],
        ]
    }

    private func result(_ entry: Report.Entry, index: Int, ordinal: Int, in report: Report) -> Value {
        let finding = entry.finding
        var text = SARIFReport.sentence(finding.message)
        if let remedy = finding.remedy { text += " " + SARIFReport.sentence(remedy) }
        var value: Value = [
            "ruleId": .string(finding.rule),
            "ruleIndex": .int(Int64(index)),
            "level": .string(finding.severity.rawValue),
            "message": ["text": .string(SARIFReport.plain(text))],
            "partialFingerprints": [
                "primaryLocationLineHash": .string("\(entry.fingerprint):\(ordinal)"),
                "kn8/v1": .string(entry.fingerprint.description),
            ],
        ]
        if report.hasBaseline { value["baselineState"] = entry.standing == .known ? "unchanged" : "new" }
        if case .suppressed(_, let reason) = entry.standing {
            var suppression: Value = ["kind": "inSource"]
            if !reason.isEmpty { suppression["justification"] = .string(reason) }
            value["suppressions"] = [suppression]
        }
        let places = location(of: finding, in: report)
        if let places { value["locations"] = [places] }
        return value
    }

    private func location(of finding: Finding, in report: Report) -> Value? {
        var value = Value.emptyObject
        if let span = finding.span {
            var artifact: Value = [:]
            if let path = report.root.relative(span.file) {
                artifact = ["uri": .string(ProjectRoot.uri(path)), "uriBaseId": "%SRCROOT%"]
            } else {
                let isAbsolute = span.file.hasPrefix("/")
                artifact = ["uri": .string((isAbsolute ? "file://" : "") + ProjectRoot.uri(span.file))]
            }
            let end = max(span.end, span.start)
            value["physicalLocation"] = [
                "artifactLocation": artifact,
                "region": [
                    "startLine": .int(Int64(max(1, span.start.line))),
                    "startColumn": .int(Int64(max(1, span.start.column))),
                    "endLine": .int(Int64(max(1, end.line))), "endColumn": .int(Int64(max(1, end.column))),
                ],
            ]
        }
        if let object = finding.object {
            var place: Value = ["name": .string(object), "kind": "object"]
            if let path = finding.path?.description, !path.isEmpty {
                place["fullyQualifiedName"] = .string("\(object) \(path)")
            }
            value["logicalLocations"] = [place]
        }
        return value == .emptyObject ? nil : value
    }

    /// `schema/unknown-field` as `SchemaUnknownField`.
    private static func name(_ id: String) -> String {
        id.split { $0 == "/" || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// `text` with a full stop, and no longer than is shown.
    private static func sentence(_ text: String) -> String {
        let short = text.count > maximalText ? text.prefix(maximalText - 1) + "…" : Substring(text)
        guard let last = short.last else { return "-" }
        return ".!?…".contains(last) ? String(short) : short + "."
    }

    // Brackets are links in a message's text (section 3.11.6).
    private static func plain(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "\\" || character == "[" || character == "]" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
