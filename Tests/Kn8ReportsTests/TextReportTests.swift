// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Reports

struct TextReportTests {
    static func finding(
        _ line: Int,
        _ columns: Range<Int>,
        _ message: String = "it is wrong",
        endLine: Int? = nil,
        severity: Severity = .error
    ) -> Finding {
        Finding(
            rule: "family/rule",
            severity: severity,
            message: message,
            span: SourceSpan(
                file: "web.yaml",
                start: SourcePosition(line: line, column: columns.lowerBound),
                end: SourcePosition(line: endLine ?? line, column: columns.upperBound)
            )
        )
    }

    private func text(_ findings: [Finding], _ file: String, isColoured: Bool = false) -> String {
        TextReport(isColoured: isColoured).text(of: findings) { name, _ in
            name == "web.yaml" ? SourceExcerpt(file.utf8) : nil
        }
    }

    @Test func aFindingShowsItsLineAndWhatToDo() {
        var finding = Self.finding(2, 9..<12)
        finding.object = "Service default/web"
        finding.path = FieldPath(keys: "spec", "name")
        finding.remedy = "did you mean 'web'?"
        #expect(
            text([finding], "kind: Service\n- name: wep\n") == """
                web.yaml:2:9: error: it is wrong [family/rule]
                  in Service default/web, spec.name
                  |
                2 | - name: wep
                  |         ^^^
                  help: did you mean 'web'?

                """
        )
    }

    @Test func findingsStandInOrderAndOnce() {
        let second = Self.finding(2, 1..<2)
        let shown = text([second, Self.finding(1, 1..<2, severity: .warning), second], "a: 1\nb: 2\n")
        #expect(
            shown == """
                web.yaml:1:1: warning: it is wrong [family/rule]
                  |
                1 | a: 1
                  | ^

                web.yaml:2:1: error: it is wrong [family/rule]
                  |
                2 | b: 2
                  | ^

                """
        )
    }

    @Test func filesStandInTheOrderNamedAndThePlaceComesFirst() {
        func finding(_ file: String, _ line: Int, _ severity: Severity, _ object: String) -> Finding {
            var finding = Self.finding(line, 1..<2, "\(file)\(line)\(object)", severity: severity)
            finding.span?.file = file
            finding.object = object
            return finding
        }
        var input = Report.Input()
        input.files = ["z", "b"]
        input.findings = [
            finding("a", 1, .error, "x"), finding("b", 1, .error, "x"), finding("z", 2, .error, "x"),
            finding("z", 1, .warning, "a"), finding("z", 1, .error, "b"), finding("z", 1, .error, "a"),
        ]
        let messages = Report(input) { _, _ in nil }.entries.map(\.finding.message)
        #expect(messages == ["z1a", "z1b", "z1a", "z2x", "b1x", "a1x"])
    }

    @Test func aStretchOfSeveralLinesIsMarkedToTheEndOfTheFirst() {
        #expect(text([Self.finding(1, 3..<5, endLine: 4)], "a: bcd\n  e\n").contains("  |   ^^^^\n"))
    }

    @Test func tabsAndWideCharactersKeepTheMarkInPlace() {
        #expect(text([Self.finding(1, 5..<6)], "\t日: x\n").contains("1 | \t日: x\n  | \t    ^\n"))
    }

    @Test func aLongLineIsCut() {
        let line = String(repeating: "a", count: 500) + "XYZ" + String(repeating: "b", count: 500)
        let lines = text([Self.finding(1, 501..<504)], line).split(separator: "\n")
        #expect(lines[2].count < 140)
        let mark = lines[3].firstIndex(of: "^").map { lines[3].distance(from: lines[3].startIndex, to: $0) }
        let target = lines[2].firstIndex(of: "X").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        #expect(mark == target)
    }

    @Test func aLongLineOfOtherLettersIsCut() {
        let line = String(repeating: "ä", count: 500) + "XYZ" + String(repeating: "b", count: 500) + "\r"
        let lines = text([Self.finding(1, 501..<504)], line).split(separator: "\n")
        #expect(lines[2].contains("ääXYZbb"))
        #expect(lines[3].hasSuffix(" ^^^"))
    }

    @Test(.timeLimit(.minutes(1))) func aFileOnOneLineHasManyFindings() {
        let line = String(repeating: "a", count: 100_000)
        let findings = (1...300).map { Self.finding(1, $0..<($0 + 1)) }
        #expect(text(findings, line).utf8.count > 300 * 120)
    }

    @Test func theTextDoesNotSteerTheTerminal() {
        let shown = text([Self.finding(1, 1..<2, "a\u{1B}[2J")], "\u{1B}[31m: 1\n")
        #expect(!shown.contains("\u{1B}"))
    }

    @Test func coloursAreForTerminals() {
        #expect(text([Self.finding(1, 1..<2)], "a: 1\n", isColoured: true).contains("\u{1B}[1;31merror:\u{1B}[0m"))
    }

    @Test func aFindingOfALiveObjectHasNoPlace() {
        let finding = Finding(rule: "a/b", message: "no", object: "Pod default/x")
        #expect(text([finding], "") == "Pod default/x: error: no [a/b]\n")
        #expect(TextReport().text(of: []) { _, _ in nil } == "")
    }

    @Test func theSummaryCounts() {
        var input = Report.Input()
        input.objectCount = 12
        input.files = ["a", "b", "c", "d", "e"]
        input.findings = [Self.finding(1, 1..<2), Self.finding(2, 1..<2), Self.finding(3, 1..<2, severity: .warning)]
        #expect(Report(input) { _, _ in nil }.summary.description == "12 objects in 5 files: 2 errors, 1 warning")
        input.suppressions = SuppressionSet([ReportSamples.suppression(of: "*", on: 1...2)])
        #expect(
            Report(input) { _, _ in nil }.summary.description == "12 objects in 5 files: 1 warning (2 suppressed)"
        )
        input = Report.Input()
        input.objectCount = 1
        input.files = ["a"]
        #expect(Report(input) { _, _ in nil }.summary.description == "1 object in 1 file: no findings")
    }
}
