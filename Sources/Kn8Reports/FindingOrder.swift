// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The order in which reports show findings.
enum FindingOrder {
    /// `findings` by file, place, severity (the worst first), rule and message, each once; those without a place last.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        let unique = findings.filter { seen.insert($0).inserted }
        let order = unique.indices.sorted { left, right in
            precedes(unique[left], unique[right]) ?? (left < right)
        }
        return order.map { unique[$0] }
    }

    // Nil when the two are of equal rank.
    private static func precedes(_ left: Finding, _ right: Finding) -> Bool? {
        switch (left.span, right.span) {
        case (nil, nil): break
        case (nil, _): return false
        case (_, nil): return true
        case (let a?, let b?):
            if a.file != b.file { return a.file < b.file }
            if a.start != b.start { return a.start < b.start }
        }
        if let a = left.object, let b = right.object, a != b { return a < b }
        if left.severity != right.severity { return left.severity > right.severity }
        if left.rule != right.rule { return left.rule < right.rule }
        return left.message == right.message ? nil : left.message < right.message
    }
}
