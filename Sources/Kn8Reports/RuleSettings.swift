// SPDX-License-Identifier: MIT
package import Kn8Value

/// What the user made of the rules: levels of their own, kinds and severities left out.
package struct RuleSettings: Sendable {
    /// What a rule's findings become.
    package enum Level: String, Sendable, CaseIterable {
        /// Left out.
        case off
        /// Notes.
        case note
        /// Warnings.
        case warning
        /// Errors.
        case error

        var severity: Severity? { Severity(rawValue: rawValue) }
    }

    /// Levels by rule or pattern; the most exact pattern decides, and of two alike the later.
    package var levels: [(pattern: RulePattern, level: Level)] = []
    /// Kinds whose objects' findings are left out: `Kind` or `Kind.group`, in any case of letters.
    package var ignoredKinds: [String] = []
    /// The mildest severity that is kept.
    package var minimum = Severity.note

    /// Settings that change nothing.
    package init() {}

    /// `finding` with the severity that it is to have; nil when it is to be left out.
    package func applied(to finding: Finding) -> Finding? {
        var finding = finding
        var best: (rank: Int, level: Level)?
        for (pattern, level) in levels where pattern.matches(finding.rule) && pattern.rank >= best?.rank ?? 0 {
            best = (pattern.rank, level)
        }
        if let level = best?.level {
            guard let severity = level.severity else { return nil }
            finding.severity = severity
        }
        guard finding.severity >= minimum else { return nil }
        if let object = finding.object, ignores(object) { return nil }
        return finding
    }

    /// Whether the object titled `title`, for example `Deployment.apps default/web`, is of an ignored kind.
    package func ignores(_ title: String) -> Bool {
        guard !ignoredKinds.isEmpty else { return false }
        let kind = title.prefix { $0 != " " }.lowercased()
        return ignoredKinds.contains { name in
            let name = name.lowercased()
            return kind == name || kind.hasPrefix(name + ".")
        }
    }
}
