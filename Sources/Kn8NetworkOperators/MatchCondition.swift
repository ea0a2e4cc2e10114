// SPDX-License-Identifier: MIT

internal import Kn8Value

/// One element of `conditions`: what a request must be like (`contour:internal/dag/conditions.go@v1.33.6`).
struct MatchCondition: Hashable, Sendable {
    let prefix: String
    let exact: String
    let regex: String
    let header: Value?
    let query: Value?

    init(_ value: Value) {
        prefix = value["prefix"]?.string ?? ""
        exact = value["exact"]?.string ?? ""
        regex = value["regex"]?.string ?? ""
        header = value["header"].flatMap { $0.object == nil ? nil : $0 }
        query = value["queryParameter"].flatMap { $0.object == nil ? nil : $0 }
    }

    static func list(_ value: Value?) -> [MatchCondition] { (value?.array ?? []).map(MatchCondition.init) }

    /// What is wrong with the paths of an include's `conditions`.
    static func includePathFault(_ conditions: [MatchCondition]) -> String? {
        if conditions.contains(where: { !$0.exact.isEmpty }) {
            return "exact conditions are not allowed in includes block"
        }
        if conditions.contains(where: { !$0.regex.isEmpty }) {
            return "regex conditions are not allowed in includes block"
        }
        return pathFault(conditions)
    }

    /// What is wrong with the paths of one block of `conditions`.
    static func pathFault(_ conditions: [MatchCondition]) -> String? {
        var count = 0
        for condition in conditions {
            for (word, path) in [("prefix", condition.prefix), ("exact", condition.exact), ("regex", condition.regex)]
            where !path.isEmpty {
                count += 1
                if !path.hasPrefix("/") { return "\(word) conditions must start with /, \(path) was supplied" }
            }
        }
        return count > 1 ? "more than one prefix, exact or regex is not allowed in a condition block" : nil
    }

    /// What is wrong with the headers of a chain of `conditions`.
    static func headerFault(_ conditions: [MatchCondition]) -> String? {
        var exactNames: Set<String> = []
        var seen: Set<[String]> = []
        for header in conditions.lazy.compactMap(\.header) {
            let name = (header["name"]?.string ?? "").lowercased()
            let exact = header["exact"]?.string ?? ""
            if !exact.isEmpty, !exactNames.insert(name).inserted {
                return "cannot specify duplicate header 'exact match' conditions in the same route"
            }
            for (field, opposite) in [("present", "notpresent"), ("exact", "notexact"), ("contains", "notcontains")] {
                for (mine, other) in [(field, opposite), (opposite, field)] {
                    let text = header[mine]?.bool == true ? "true" : header[mine]?.string ?? ""
                    guard !text.isEmpty else { continue }
                    if seen.contains([name, other, text]) {
                        return "cannot specify contradictory '\(field)' and '\(opposite)' conditions for the same "
                            + "route and header"
                    }
                    seen.insert([name, mine, text])
                }
            }
        }
        return nil
    }

    /// What is wrong with the query parameters of a chain of `conditions`.
    static func queryFault(_ conditions: [MatchCondition]) -> String? {
        var exactNames: Set<String> = []
        for query in conditions.lazy.compactMap(\.query) {
            let given = ["exact", "prefix", "suffix", "regex", "contains"].filter {
                query[$0]?.string?.isEmpty == false
            }
            let count = given.count + (query["present"]?.bool == true ? 1 : 0)
            if count == 0 { return "must specify at least one query parameter condition" }
            if count > 1 { return "cannot specify more than one condition in the same match condition branch" }
            if given == ["exact"], !exactNames.insert(query["name"]?.string ?? "").inserted {
                return "cannot specify duplicate query parameter 'exact match' conditions in the same route"
            }
        }
        return nil
    }
}
