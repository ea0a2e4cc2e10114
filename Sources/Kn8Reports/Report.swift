// SPDX-License-Identifier: MIT
package import Kn8Value

/// Everything that the formats show: findings in order with what became of them, and what was judged.
package struct Report: Sendable {
    /// One finding.
    package struct Entry: Sendable {
        /// The finding; its message shows no value of a Secret.
        package var finding: Finding
        /// The line that the finding's place begins on, without values of Secrets; nil when the text is not to be had.
        package var line: String?
        /// What it means for the run.
        package var standing: Standing
        /// What it is known by.
        package let fingerprint: Fingerprint
    }

    /// What to make a report of.
    package struct Input: Sendable {
        /// The findings as they were made, in any order.
        package var findings: [Finding] = []
        /// What was judged, in order.
        package var objects: [ReportedObject] = []
        /// The files that were read, in order.
        package var files: [String] = []
        /// How many objects were judged; the number of `objects` when nil.
        package var objectCount: Int?
        /// What is to be passed over.
        package var suppressions = SuppressionSet()
        /// The user's levels.
        package var settings = RuleSettings()
        /// What is known; nil without a baseline.
        package var baseline: Baseline?
        /// The baseline's file, for findings about it.
        package var baselineName = ""
        /// Where files are named from.
        package var root = ProjectRoot()
        /// All rules, for what reports tell about them.
        package var rules: [Rule] = []
        /// The mildest severity that makes the run fail; nil for none.
        package var threshold: Severity? = .error
        /// Whether the run was cut short.
        package var isInterrupted = false

        /// Nothing found and nothing judged.
        package init() {}
    }

    /// By file (in the order of `files`), place, severity, rule, object and message, each finding once.
    package private(set) var entries: [Entry]
    /// The files that were read, in order.
    package let files: [String]
    /// What was judged.
    package let objects: [ReportedObject]
    /// How much was judged and what came of it.
    package private(set) var summary: ReportSummary
    /// Whether findings were compared with a baseline.
    package private(set) var hasBaseline = false
    /// Where files are named from.
    package let root: ProjectRoot
    /// The rules by name.
    package let rules: [String: Rule]
    /// The mildest severity that makes the run fail; nil for none.
    package let threshold: Severity?
    /// Whether the run was cut short.
    package let isInterrupted: Bool
    private let settings: RuleSettings

    /// The report of `input`, with excerpts from `source`.
    package init(_ input: Input, source: ExcerptSource) {
        let judged = input.suppressions.judged(
            input.findings,
            reportsUnused: !input.isInterrupted,
            knownRules: Set(input.rules.map(\.id))
        )
        var standings: [Finding: Standing] = [:]
        let findings = zip(input.findings, judged.standings).compactMap { finding, standing -> Finding? in
            guard let kept = input.settings.applied(to: finding) else { return nil }
            standings[kept] = standing
            return kept
        }
        let complaints = judged.findings.compactMap(input.settings.applied)
        root = input.root
        files = input.files
        settings = input.settings
        entries = MaskedFindings(findings + complaints, of: files, source: source).elements.map { [root] element in
            let file = element.finding.span?.file ?? ""
            return Entry(
                finding: element.finding,
                line: element.line,
                standing: standings[element.original] ?? .new,
                fingerprint: Fingerprint(of: element.finding, file: root.name(file))
            )
        }
        objects = input.objects.map { object in
            var object = object
            object.isSkipped = object.title.map(input.settings.ignores) ?? false
            return object
        }
        rules = Dictionary(input.rules.map { ($0.id, $0) }) { first, _ in first }
        threshold = input.threshold
        isInterrupted = input.isInterrupted
        summary = ReportSummary(objects: input.objectCount ?? objects.count, files: input.files.count, entries: entries)
        if let baseline = input.baseline { apply(baseline, named: input.baselineName) }
    }

    /// Whether something was found that makes the run fail.
    package var fails: Bool {
        guard let threshold else { return false }
        return entries.contains { $0.standing.isNew && $0.finding.severity >= threshold }
    }

    /// The entries that count.
    var new: [Entry] { entries.filter(\.standing.isNew) }

    /// The file of `finding` from the project's root; empty when it has none.
    func file(of finding: Finding) -> String { finding.span.map { root.name($0.file) } ?? "" }

    /// The same report with what `baseline` knows set aside; `name` is the baseline's file.
    package func compared(with baseline: Baseline, named name: String) -> Report {
        var report = self
        report.entries.removeAll { $0.finding.rule == "baseline/stale" }
        for index in report.entries.indices where report.entries[index].standing == .known {
            report.entries[index].standing = .new
        }
        report.apply(baseline, named: name)
        return report
    }

    /// The same report without the findings of the rules that begin with `family` and a stroke.
    package func leavingOut(family: String) -> Report {
        var report = self
        report.entries.removeAll { $0.finding.rule.hasPrefix(family + "/") }
        report.summary = ReportSummary(objects: summary.objects, files: summary.files, entries: report.entries)
        return report
    }

    private mutating func apply(_ baseline: Baseline, named name: String) {
        hasBaseline = true
        let open = entries.indices.filter { entries[$0].standing.isNew }
        let files = Set(files.map { root.name($0) }).union([""])
        let outcome = baseline.known(
            open.map { (entries[$0].fingerprint, file(of: entries[$0].finding)) },
            files: files
        )
        for (index, isKnown) in zip(open, outcome.known) where isKnown { entries[index].standing = .known }
        if outcome.stale > 0, !isInterrupted {
            let count = outcome.stale
            let stale = Finding(
                rule: "baseline/stale",
                severity: .note,
                message: "\(count) \(count == 1 ? "finding" : "findings") of the baseline \(name) "
                    + "\(count == 1 ? "is" : "are") gone",
                remedy: "write it anew with --write-baseline"
            )
            if let kept = settings.applied(to: stale) {
                entries.append(
                    Entry(finding: kept, line: nil, standing: .new, fingerprint: Fingerprint(of: kept, file: ""))
                )
            }
        }
        summary = ReportSummary(objects: summary.objects, files: summary.files, entries: entries)
    }
}
