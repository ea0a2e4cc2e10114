// SPDX-License-Identifier: MIT

/// What makes `kn8 ci` fail: findings of a severity, and parts of the plan.
struct CIGates {
    /// The mildest severity of findings.
    private(set) var severity = ReportOptions.FailOn.error
    /// What the plan must not have.
    let words: Set<PlanWord>

    /// `warning,data-loss,recreate`; without a severity errors fail.
    init(_ text: String) throws(CommandError) {
        var rest: [Substring] = []
        var isNever = false
        for word in text.split(separator: ",") {
            if let found = ReportOptions.FailOn(rawValue: String(word)) {
                severity = found
                isNever = isNever || found == .never
            } else {
                rest.append(word)
            }
        }
        words = try PlanWord.words(rest.joined(separator: ","), of: "--fail-on")
        if isNever, !rest.isEmpty {
            throw CommandError("--fail-on never goes with nothing else", status: .unusable)
        }
    }

    /// Whether `plan` has something that fails the run and is told by no finding.
    func isMet(by plan: ClusterPlan) -> Bool {
        let untold = ["delete", "create", "update", "status"].map { PlanWord(text: $0) } + [.noEffect]
        return !plan.words.intersection(words).isDisjoint(with: untold)
    }
}
