// SPDX-License-Identifier: MIT
import Foundation
import Kn8Value
import Testing

@testable import Kn8Reports

/// Findings of every sort, and the files kept beside the tests.
enum ReportSamples {
    static let web = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          wieght: 50
          ports: [{port: 99999}]
          text: "50% of <b>|`x`</b>, @all #1"
        """

    static let secret = """
        kind: Secret
        stringData:
          key: hunter2
        """

    static func finding(
        _ rule: String,
        _ severity: Severity,
        _ message: String,
        _ file: String,
        _ line: Int,
        _ columns: Range<Int>,
        object: String? = nil,
        path: FieldPath? = nil,
        remedy: String? = nil,
        endLine: Int? = nil
    ) -> Finding {
        Finding(
            rule: rule,
            severity: severity,
            message: message,
            span: SourceSpan(
                file: file,
                start: SourcePosition(line: line, column: columns.lowerBound),
                end: SourcePosition(line: endLine ?? line, column: columns.upperBound)
            ),
            path: path,
            object: object,
            remedy: remedy
        )
    }

    static func suppression(of rule: String, on lines: ClosedRange<Int>, file: String = "web.yaml") -> Suppression {
        let place = SourcePosition(line: lines.lowerBound, column: 1)
        return Suppression(
            source: .comment,
            rules: [rule],
            reason: "kept for old clients",
            span: SourceSpan(file: file, start: place, end: place),
            lines: lines
        )
    }

    /// All that a report can show: errors, warnings and notes, new, known and suppressed, with and without a place.
    static var input: Report.Input {
        let spec = FieldPath(keys: "spec")
        var input = Report.Input()
        input.findings = [
            finding(
                "schema/unknown-field",
                .error,
                "unknown field \"spec.wieght\"",
                "web.yaml",
                5,
                3..<9,
                object: "Service default/web",
                path: spec.key("wieght"),
                remedy: "did you mean 'weight'?"
            ),
            finding(
                "native/invalid",
                .error,
                "Invalid value: 99999: must be between 1 and 65535, inclusive",
                "web.yaml",
                6,
                18..<23,
                object: "Service default/web",
                path: spec.key("ports").index(0).key("port")
            ),
            finding(
                "schema/pattern",
                .warning,
                "'50% of <b>|`x`</b>, @all #1' does not match \\d, a::b",
                "web.yaml",
                7,
                9..<38,
                object: "Service default/web",
                path: spec.key("text")
            ),
            finding("yaml/syntax", .error, "this is no YAML", "odd name#1.yaml", 2, 3..<5, endLine: 4),
            finding(
                "schema/type",
                .error,
                "Invalid value: \"hunter2\": it is wrong",
                "secret.yaml",
                3,
                8..<15,
                object: "Secret token",
                path: FieldPath(keys: "stringData", "key")
            ),
            Finding(rule: "custom/live", severity: .note, message: "nobody knows", object: "Pod default/x"),
        ]
        input.objects = [
            ReportedObject(file: "web.yaml", title: "Service default/web", line: 1),
            ReportedObject(file: "web.yaml", title: "ConfigMap fine", line: 9),
            ReportedObject(file: "secret.yaml", title: "Secret token", line: 1),
            ReportedObject(file: "secret.yaml", title: "Kustomization.kustomize.config.k8s.io x", line: 5),
        ]
        input.files = ["web.yaml", "secret.yaml", "odd name#1.yaml"]
        input.suppressions = SuppressionSet([suppression(of: "native/invalid", on: 6...6)])
        input.settings.ignoredKinds = ["kustomization"]
        input.rules = RuleCatalogue.rules
        return input
    }

    static func report(_ change: (inout Report.Input) -> Void = { _ in }) -> Report {
        var input = input
        change(&input)
        return Report(input, source: excerpt)
    }

    static func excerpt(of file: String, at line: Int) -> SourceExcerpt? {
        ["web.yaml": web, "secret.yaml": secret][file].map { SourceExcerpt($0.utf8) }
    }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// Compares `text` with the file `name`; `KN8_RECORD=1` writes it, and a missing file fails.
    static func expect(_ text: String, is name: String, location: SourceLocation = #_sourceLocation) throws {
        let url = fixtures.appending(path: name)
        if ProcessInfo.processInfo.environment["KN8_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        let want = try #require(
            try? String(contentsOf: url, encoding: .utf8),
            "\(name) is missing",
            sourceLocation: location
        )
        #expect(text == want, sourceLocation: location)
    }
}
