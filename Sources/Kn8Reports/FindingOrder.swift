// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The order in which reports show findings.
struct FindingOrder {
    private let ranks: [String: Int]

    /// The order for findings about `files`; those of other files come after these, by name.
    init(files: [String]) {
        ranks = Dictionary(files.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// `findings` by file, place, severity (the worst first), rule, object and message, each once; those without a place
    /// last.
    func sorted(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        let unique = findings.filter { seen.insert($0).inserted }
        let order = unique.indices.sorted { left, right in
            precedes(unique[left], unique[right]) ?? (left < right)
        }
        return order.map { unique[$0] }
    }

    // Nil when the two are of equal rank.
    private func precedes(_ left: Finding, _ right: Finding) -> Bool? {
        switch (left.span, right.span) {
        case (nil, nil): break
        case (nil, _): return false
        case (_, nil): return true
        case (let a?, let b?):
            if a.file != b.file { return precedes(file: a.file, b.file) }
            if a.start != b.start { return a.start < b.start }
        }
        if left.severity != right.severity { return left.severity > right.severity }
        if left.rule != right.rule { return left.rule < right.rule }
        if let a = left.object, let b = right.object, a != b { return a < b }
        return left.message == right.message ? nil : left.message < right.message
    }

    private func precedes(file left: String, _ right: String) -> Bool {
        guard !ranks.isEmpty else { return left < right }
        let (a, b) = (ranks[left] ?? ranks.count, ranks[right] ?? ranks.count)
        return a == b ? left < right : a < b
    }
}
