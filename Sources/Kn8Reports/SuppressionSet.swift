// SPDX-License-Identifier: MIT
internal import Kn8Value

/// All suppressions of a run.
package struct SuppressionSet: Sendable {
    private let byFile: [String: [Suppression]]
    private let count: Int

    /// The set of `suppressions`.
    package init(_ suppressions: [Suppression] = []) {
        byFile = Dictionary(grouping: suppressions, by: \.span.file)
        count = suppressions.count
    }

    /// For each of `findings` whether it is suppressed, and what is wrong with the suppressions themselves.
    ///
    /// - Parameters:
    ///   - reportsUnused: Whether to report those that nothing was found for: not when the run was cut short.
    ///   - knownRules: The names of all rules, to tell a misspelt one; empty when they are not known.
    func judged(
        _ findings: [Finding],
        reportsUnused: Bool,
        knownRules: Set<String> = []
    ) -> (standings: [Standing], findings: [Finding]) {
        guard count > 0 else { return (findings.map { _ in .new }, []) }
        var used: [Suppression: Set<Int>] = [:]
        let standings = findings.map { finding -> Standing in
            guard let span = finding.span, let here = byFile[span.file] else { return .new }
            var standing = Standing.new
            for suppression in here where suppression.lines.contains(span.start.line) {
                for (index, rule) in suppression.rules.enumerated() where RulePattern(rule).matches(finding.rule) {
                    used[suppression, default: []].insert(index)
                    if standing == .new { standing = .suppressed(suppression.source, reason: suppression.reason) }
                }
            }
            return standing
        }
        var complaints: [Finding] = []
        for suppression in byFile.values.joined() {
            complaints += flaws(of: suppression)
            guard reportsUnused else { continue }
            for (index, rule) in suppression.rules.enumerated()
            // Whether there is a plan at all depends on the command.
            where used[suppression]?.contains(index) != true && !rule.hasPrefix("plan/") {
                complaints.append(unused(rule, suppression, knownRules))
            }
        }
        return (standings, complaints)
    }

    private func flaws(of suppression: Suppression) -> [Finding] {
        if suppression.rules.isEmpty {
            return [
                Finding(
                    rule: "suppression/rule-missing",
                    severity: .warning,
                    message: "the suppression names no rule",
                    span: suppression.span,
                    remedy: "write \(SuppressionSet.form(of: suppression.source))"
                )
            ]
        }
        guard suppression.reason.isEmpty else { return [] }
        return [
            Finding(
                rule: "suppression/reason-missing",
                severity: .warning,
                message: "the suppression of '\(suppression.rules.joined(separator: ","))' gives no reason",
                span: suppression.span,
                remedy: "write \(SuppressionSet.form(of: suppression.source))"
            )
        ]
    }

    private func unused(_ rule: String, _ suppression: Suppression, _ known: Set<String>) -> Finding {
        let pattern = RulePattern(rule)
        let isKnown = known.isEmpty || known.contains(where: pattern.matches)
        let nearest = isKnown ? nil : NearestName.of(rule, among: known.sorted())
        return Finding(
            rule: "suppression/unused",
            severity: .warning,
            message: isKnown
                ? "nothing is suppressed here: '\(rule)' was not found" : "there is no rule '\(rule)' to suppress",
            span: suppression.span,
            remedy: nearest.map { "did you mean '\($0)'?" } ?? "remove it"
        )
    }

    private static func form(of source: Suppression.Source) -> String {
        switch source {
        case .comment: "# \(Suppression.marker) RULE why it is right as it is"
        case .annotation: "\(Suppression.annotation): \"RULE: why it is right as it is\""
        }
    }
}
