// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Reports

struct SuppressionTests {
    static let span = SourceSpan(
        file: "web.yaml",
        start: SourcePosition(line: 4, column: 1),
        end: SourcePosition(line: 4, column: 9)
    )

    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let rules: [String]?
        var reason = ""
        var testDescription: String { text }
    }

    static let comments = [
        Row(text: " kn8:ignore a/b why not", rules: ["a/b"], reason: "why not"),
        Row(text: "kn8:ignore a/b,c/d why", rules: ["a/b", "c/d"], reason: "why"),
        Row(text: " kn8:ignore a/b, c/d why, then", rules: ["a/b", "c/d"], reason: "why, then"),
        Row(text: " kn8:ignore a/* -- all of it", rules: ["a/*"], reason: "all of it"),
        Row(text: " kn8:ignore a/b: because", rules: ["a/b"], reason: "because"),
        Row(text: " kn8:ignore a/b", rules: ["a/b"]),
        Row(text: " kn8:ignore", rules: []),
        Row(text: " kn8:ignored a/b", rules: nil),
        Row(text: " see kn8:ignore", rules: nil),
    ]

    @Test(arguments: comments) func aCommentIsRead(_ row: Row) {
        let suppression = Suppression(comment: row.text, span: Self.span, lines: 4...4)
        #expect(suppression?.rules == row.rules)
        #expect((suppression?.reason ?? "") == row.reason)
    }

    static let annotations = [
        Row(text: "a/b: why: because", rules: ["a/b"], reason: "why: because"),
        Row(text: "a/b, c/d: why", rules: ["a/b", "c/d"], reason: "why"),
        Row(text: "a/b", rules: ["a/b"]),
        Row(text: "\n\n", rules: nil),
    ]

    @Test(arguments: annotations) func anAnnotationIsRead(_ row: Row) {
        let entries = Suppression.entries(annotation: row.text, span: Self.span, lines: 1...9)
        #expect(entries.first?.rules == row.rules)
        #expect((entries.first?.reason ?? "") == row.reason)
    }

    @Test func anAnnotationMayHaveSeveralLines() {
        let entries = Suppression.entries(annotation: "a/b: one\nc/d: two\n", span: Self.span, lines: 1...9)
        #expect(entries.map(\.rules) == [["a/b"], ["c/d"]])
        #expect(entries.map(\.reason) == ["one", "two"])
    }

    private func judged(_ suppression: Suppression, _ change: (inout Report.Input) -> Void = { _ in }) -> [String] {
        var input = Report.Input()
        input.findings = [ReportSamples.finding("schema/enum", .error, "m", "web.yaml", 4, 1..<2)]
        input.suppressions = SuppressionSet([suppression])
        input.rules = RuleCatalogue.rules
        change(&input)
        return Report(input) { _, _ in nil }.entries.map { entry in
            switch entry.standing {
            case .new: "\(entry.finding.rule): \(entry.finding.message) (\(entry.finding.remedy ?? ""))"
            case .known: "known"
            case .suppressed(_, let reason): "suppressed: \(reason)"
            }
        }
    }

    @Test func aRuleIsPassedOverOnItsLinesOnly() {
        #expect(judged(ReportSamples.suppression(of: "schema/enum", on: 4...4)) == ["suppressed: kept for old clients"])
        #expect(judged(ReportSamples.suppression(of: "schema/*", on: 1...9)) == ["suppressed: kept for old clients"])
        #expect(
            judged(ReportSamples.suppression(of: "schema/enum", on: 5...5)) == [
                "schema/enum: m ()",
                "suppression/unused: nothing is suppressed here: 'schema/enum' was not found (remove it)",
            ]
        )
        #expect(judged(ReportSamples.suppression(of: "*", on: 4...4, file: "b.yaml")).count == 2)
    }

    @Test func aMisspeltRuleIsTold() {
        #expect(
            judged(ReportSamples.suppression(of: "schema/enun", on: 4...4)).last
                == "suppression/unused: there is no rule 'schema/enun' to suppress (did you mean 'schema/enum'?)"
        )
    }

    @Test func aReasonIsAskedFor() {
        let bare = Suppression(source: .comment, rules: ["schema/enum"], reason: "", span: Self.span, lines: 4...4)
        #expect(
            judged(bare) == [
                "suppressed: ",
                "suppression/reason-missing: the suppression of 'schema/enum' gives no reason "
                    + "(write # kn8:ignore RULE why it is right as it is)",
            ]
        )
        let empty = Suppression(source: .annotation, rules: [], reason: "why", span: Self.span, lines: 4...4)
        #expect(
            judged(empty).last
                == "suppression/rule-missing: the suppression names no rule "
                + "(write kn8.dev/ignore: \"RULE: why it is right as it is\")"
        )
    }

    @Test func aRunThatWasCutShortDoesNotKnowWhatIsUnused() {
        #expect(judged(ReportSamples.suppression(of: "a/b", on: 4...4)) { $0.isInterrupted = true }.count == 1)
    }

    @Test func whatIsTurnedOffIsStillUsed() {
        let suppression = ReportSamples.suppression(of: "schema/enum", on: 4...4)
        #expect(judged(suppression) { $0.settings.levels = [(RulePattern("schema/enum"), .off)] } == [])
    }
}
