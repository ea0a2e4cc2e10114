// SPDX-License-Identifier: MIT
package import Kn8Value

/// How much was checked and what came of it.
package struct ReportSummary: Hashable, Sendable, CustomStringConvertible {
    /// How many objects were checked.
    package var objects: Int
    /// How many files they came from.
    package var files: Int
    /// How many findings there are of each severity.
    package private(set) var counts: [Severity: Int]

    /// The summary of `findings`, each counted once, in `objects` from `files`.
    package init(objects: Int, files: Int, findings: [Finding]) {
        self.objects = objects
        self.files = files
        counts = Dictionary(grouping: FindingOrder.sorted(findings), by: \.severity).mapValues(\.count)
    }

    /// One line without a line break: `12 objects in 5 files: 2 errors, 1 warning`.
    package var description: String {
        let found = Severity.allCases.sorted(by: >).compactMap { severity -> String? in
            let count = counts[severity] ?? 0
            return count == 0 ? nil : ReportSummary.counted(count, severity.rawValue)
        }
        return "\(ReportSummary.counted(objects, "object")) in \(ReportSummary.counted(files, "file")): "
            + (found.isEmpty ? "no findings" : found.joined(separator: ", "))
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
