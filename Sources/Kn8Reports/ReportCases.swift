// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A report as test reports see it: a suite a file, a case an object.
struct ReportCases {
    /// One object, or what of a file is no object.
    struct Case {
        /// Nil for a file's findings that are about no object of it.
        var title: String?
        var line: Int
        var isSkipped = false
        /// The findings that make the run fail.
        var failures: [Report.Entry] = []
        /// The other findings that count.
        var remarks: [Report.Entry] = []

        /// The object's name, or a word for what has none.
        var name: String {
            guard let title else { return "the file" }
            return title.firstIndex(of: " ").map { String(title[title.index(after: $0)...]) } ?? "(no name)"
        }

        /// The object's kind and group; nil when there is no object.
        var kind: String? { title.map { String($0.prefix { $0 != " " }) } }
    }

    /// One file.
    struct Suite {
        var file: String
        var cases: [Case]
    }

    /// In the order of the files; the findings of no file come last, under `kn8`.
    let suites: [Suite]

    init(_ report: Report) {
        var files: [String] = []
        var cases: [String: [Case]] = [:]
        func open(_ file: String) {
            if cases[file] == nil {
                files.append(file)
                cases[file] = []
            }
        }
        for object in report.objects {
            open(object.file)
            cases[object.file]?.append(Case(title: object.title, line: object.line, isSkipped: object.isSkipped))
        }
        for entry in report.new {
            let file = entry.finding.span?.file ?? "kn8"
            open(file)
            let index = ReportCases.index(of: entry.finding, in: &cases[file, default: []])
            if entry.finding.severity >= report.threshold ?? .error {
                cases[file]?[index].failures.append(entry)
            } else {
                cases[file]?[index].remarks.append(entry)
            }
        }
        suites = files.map { Suite(file: $0, cases: cases[$0] ?? []) }
    }

    // The last object of that title which begins at or before the finding; a file's own case is made when it is needed.
    private static func index(of finding: Finding, in cases: inout [Case]) -> Int {
        let line = finding.span?.start.line ?? 1
        if let title = finding.object {
            let same = cases.indices.filter { cases[$0].title == title }
            if let index = same.last(where: { cases[$0].line <= line }) ?? same.first { return index }
        }
        if finding.object == nil, let index = cases.firstIndex(where: { $0.title == nil }) { return index }
        cases.append(Case(title: finding.object, line: line))
        return cases.count - 1
    }
}
