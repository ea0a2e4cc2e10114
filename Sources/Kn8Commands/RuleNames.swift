// SPDX-License-Identifier: MIT

internal import Kn8Policy
internal import Kn8Reports
internal import Kn8Value

/// The names of all rules, for settings and reports.
enum RuleNames {
    /// Every rule of a report.
    static let rules: [Rule] =
        RuleCatalogue.rules
        + Policy.rules.map { Rule($0.id, $0.severity, "expected: " + $0.summary, help: $0.remedy) }

    /// What is wrong with `pattern` as the name of a rule or of a family; nil when it means at least one.
    static func flaw(of pattern: String) -> (message: String, remedy: String?)? {
        let meant = RulePattern(pattern)
        guard !rules.contains(where: { meant.matches($0.id) }) else { return nil }
        let nearest = NearestName.of(pattern, among: rules.map(\.id).sorted())
        return ("there is no rule '\(pattern)'", nearest.map { "did you mean '\($0)'?" })
    }

    /// `RULE=LEVEL` of the command line.
    static func level(_ text: String) throws(CommandError) -> ConfigurationFile.RuleLevel {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, let level = RuleSettings.Level(rawValue: parts[1]) else {
            throw CommandError(
                "--rule \(text): write RULE=LEVEL, the level one of "
                    + RuleSettings.Level.allCases.map(\.rawValue).joined(separator: ", "),
                status: .unusable
            )
        }
        if let flaw = flaw(of: parts[0]) {
            throw CommandError(
                "--rule \(text): \(flaw.message)" + (flaw.remedy.map { "; \($0)" } ?? ""),
                status: .unusable
            )
        }
        return ConfigurationFile.RuleLevel(rule: parts[0], level: level)
    }
}
