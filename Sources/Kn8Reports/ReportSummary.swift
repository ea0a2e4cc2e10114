// SPDX-License-Identifier: MIT
package import Kn8Value

/// How much was checked and what came of it.
package struct ReportSummary: Hashable, Sendable, CustomStringConvertible {
    /// How many objects were checked.
    package let objects: Int
    /// How many files they came from.
    package let files: Int
    /// How many findings count, by severity.
    package let counts: [Severity: Int]
    /// How many findings were suppressed.
    package let suppressed: Int
    /// How many findings the baseline knows.
    package let known: Int

    /// The summary of `entries` found in `objects` objects of `files` files.
    init(objects: Int, files: Int, entries: [Report.Entry]) {
        self.objects = objects
        self.files = files
        counts = Dictionary(grouping: entries.filter(\.standing.isNew), by: \.finding.severity).mapValues(\.count)
        known = entries.count { $0.standing == .known }
        suppressed = entries.count { if case .suppressed = $0.standing { true } else { false } }
    }

    /// One line without a line break: `12 objects in 5 files: 2 errors, 1 warning (1 suppressed, 3 in the baseline)`.
    package var description: String {
        let found = Severity.allCases.sorted(by: >).compactMap { severity -> String? in
            let count = counts[severity] ?? 0
            return count == 0 ? nil : ReportSummary.counted(count, severity.rawValue)
        }
        let aside = [(suppressed, "suppressed"), (known, "in the baseline")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }
        return "\(ReportSummary.counted(objects, "object")) in \(ReportSummary.counted(files, "file")): "
            + (found.isEmpty ? "no findings" : found.joined(separator: ", "))
            + (aside.isEmpty ? "" : " (\(aside.joined(separator: ", ")))")
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
