// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Reports

struct BaselineTests {
    private func finding(
        _ line: Int,
        _ message: String = "unknown field \"spec.containers[0].x\"",
        file: String = "web.yaml",
        object: String? = "Pod web",
        index: Int = 0
    ) -> Finding {
        ReportSamples.finding(
            "schema/unknown-field",
            .error,
            message,
            file,
            line,
            1..<2,
            object: object,
            path: FieldPath(keys: "spec", "containers").index(index)
        )
    }

    private func report(_ findings: [Finding], files: [String] = ["web.yaml"], baseline: Baseline? = nil) -> Report {
        var input = Report.Input()
        input.findings = findings
        input.files = files
        input.baseline = baseline
        input.baselineName = "known.json"
        return Report(input) { _, _ in nil }
    }

    private func new(_ findings: [Finding], files: [String] = ["web.yaml"], since old: [Finding]) throws -> [String] {
        let baseline = try Baseline(json: Array(Baseline(of: report(old)).json.utf8))
        return report(findings, files: files, baseline: baseline).new.map {
            "\($0.finding.span?.start.line ?? 0) \($0.finding.message)"
        }
    }

    @Test func whatIsKnownDoesNotCountThoughItsLineMoved() throws {
        #expect(try new([finding(7)], since: [finding(3)]) == [])
        let moved = finding(7, "unknown field \"spec.containers[4].x\"", index: 4)
        #expect(try new([moved], since: [finding(3)]) == [])
        #expect(try new([finding(3, "other")], since: [finding(3)]).first == "3 other")
    }

    @Test func asManyAreKnownAsTheBaselineCounts() throws {
        #expect(try new([finding(3), finding(9), finding(12)], since: [finding(3), finding(5)]).count == 1)
        #expect(try new([finding(3), finding(9)], since: [finding(3), finding(5)]) == [])
    }

    @Test func aFileMayGetAnotherName() throws {
        let old = [finding(3)]
        #expect(try new([finding(3, file: "moved.yaml")], files: ["moved.yaml"], since: old) == [])
        // A copy of a file that is still there is new.
        let both = [finding(3), finding(3, file: "copy.yaml")]
        #expect(try new(both, files: ["web.yaml", "copy.yaml"], since: old).count == 1)
        // What is about no object is told by its file.
        let broken = finding(3, object: nil)
        #expect(try new([broken], since: [broken]) == [])
    }

    @Test func whatIsGoneIsTold() throws {
        #expect(
            try new([], since: [finding(3)])
                == ["0 1 finding of the baseline known.json is gone"]
        )
        #expect(try new([], files: ["other.yaml"], since: [finding(3)]) == [])
    }

    @Test func isKeptAsText() throws {
        let both = report([finding(3), finding(5), finding(1, "b", file: "a.yaml")], files: ["web.yaml", "a.yaml"])
        let baseline = Baseline(of: both)
        try ReportSamples.expect(baseline.json, is: "baseline.json")
        #expect(try Baseline(json: Array(baseline.json.utf8)).json == baseline.json)
        #expect(both.compared(with: baseline, named: "x").fails == false)
        #expect(both.compared(with: baseline, named: "x").summary.known == 3)
    }

    @Test func whatIsSuppressedIsNotKept() {
        var input = Report.Input()
        input.findings = [finding(3)]
        input.suppressions = SuppressionSet([ReportSamples.suppression(of: "*", on: 3...3)])
        #expect(Baseline(of: Report(input) { _, _ in nil }).entries.isEmpty)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }
    }

    static let broken = [
        Row(text: "{}", message: "it has no version"),
        Row(text: #"{"version": 2}"#, message: "it has version 2, this kn8 reads version 1"),
        Row(text: #"{"version": 1}"#, message: "it has no findings"),
        Row(
            text: #"{"version": 1, "findings": [{"rule": "a"}]}"#,
            message: "findings[0] lacks fingerprint, file or rule"
        ),
        Row(text: "[", message: "it is not JSON"),
    ]

    @Test(arguments: broken) func whatIsNoBaselineIsRefused(_ row: Row) {
        let failure = #expect(throws: Baseline.Failure.self) { try Baseline(json: Array(row.text.utf8)) }
        #expect(failure?.message.hasPrefix(row.message) == true)
    }

    @Test(arguments: [
        ("spec.a[12].b[*][x1][3x]", "spec.a[*].b[*][x1][3x]"),
        ("key 'a' is already set on line 14, not 15", "key 'a' is already set on line *, not 15"),
        ("[", "["), ("[9", "[9"), ("line ", "line "), ("", ""),
    ])
    func numbersThatMoveDoNotCount(_ text: String, _ want: String) { #expect(Fingerprint.steady(text) == want) }
}
