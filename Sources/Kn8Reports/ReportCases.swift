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
        var open: [String: File] = [:]
        func touch(_ file: String) {
            if open[file] == nil {
                files.append(file)
                open[file] = File()
            }
        }
        for object in report.objects {
            touch(object.file)
            open[object.file]?.add(Case(title: object.title, line: object.line, isSkipped: object.isSkipped))
        }
        for entry in report.new {
            let file = entry.finding.span?.file ?? "kn8"
            touch(file)
            open[file]?.add(entry, isFailure: entry.finding.severity >= report.threshold ?? .error)
        }
        suites = files.map { Suite(file: $0, cases: open[$0]?.cases ?? []) }
    }

    private struct File {
        var cases: [Case] = []
        private var indices: [String?: [Int]] = [:]

        mutating func add(_ item: Case) {
            indices[item.title, default: []].append(cases.count)
            cases.append(item)
        }

        mutating func add(_ entry: Report.Entry, isFailure: Bool) {
            let index = index(of: entry.finding)
            if isFailure { cases[index].failures.append(entry) } else { cases[index].remarks.append(entry) }
        }

        // The last object of that title which begins at or before the finding; a file's own case is made when needed.
        private mutating func index(of finding: Finding) -> Int {
            let line = finding.span?.start.line ?? 1
            let same = indices[finding.object] ?? []
            if let index = same.last(where: { cases[$0].line <= line }) ?? same.first { return index }
            add(Case(title: finding.object, line: line))
            return cases.count - 1
        }
    }
}
