// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Reports

struct RuleSettingsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var levels: [(String, RuleSettings.Level)] = []
        var kinds: [String] = []
        var minimum = Severity.note
        var object: String? = "Deployment.apps default/web"
        let want: Severity?
    }

    static let rows = [
        Row(testDescription: "nothing said", want: .warning),
        Row(testDescription: "a rule", levels: [("schema/enum", .error)], want: .error),
        Row(testDescription: "a rule turned off", levels: [("schema/enum", .off)], want: nil),
        Row(testDescription: "a family", levels: [("schema/*", .note)], want: .note),
        Row(testDescription: "another family", levels: [("schem/*", .note), ("schema", .note)], want: .warning),
        Row(testDescription: "the exact one decides", levels: [("schema/enum", .error), ("*", .off)], want: .error),
        Row(testDescription: "then the later", levels: [("schema/*", .error), ("schema/*", .note)], want: .note),
        Row(testDescription: "too mild", minimum: .error, want: nil),
        Row(testDescription: "raised enough", levels: [("*", .error)], minimum: .error, want: .error),
        Row(testDescription: "a kind", kinds: ["deployment"], want: nil),
        Row(testDescription: "a kind and its group", kinds: ["Deployment.apps"], want: nil),
        Row(testDescription: "a kind of another group", kinds: ["Deployment.extensions"], want: .warning),
        Row(testDescription: "the beginning of a kind", kinds: ["Deploy"], want: .warning),
        Row(testDescription: "no object", kinds: ["Deployment"], object: nil, want: .warning),
    ]

    @Test(arguments: rows) func aFindingBecomes(_ row: Row) {
        var settings = RuleSettings()
        settings.levels = row.levels.map { (RulePattern($0.0), $0.1) }
        settings.ignoredKinds = row.kinds
        settings.minimum = row.minimum
        var finding = Finding(rule: "schema/enum", severity: .warning, message: "m")
        finding.object = row.object
        #expect(settings.applied(to: finding)?.severity == row.want)
    }

    @Test(arguments: [
        (Severity?.some(.error), false), (.warning, true), (.note, true), (nil, false),
    ])
    func aRunFailsFromTheThresholdOn(_ threshold: Severity?, _ fails: Bool) {
        var input = Report.Input()
        input.findings = [Finding(rule: "a/b", severity: .warning, message: "m")]
        input.threshold = threshold
        #expect(Report(input) { _, _ in nil }.fails == fails)
    }
}
