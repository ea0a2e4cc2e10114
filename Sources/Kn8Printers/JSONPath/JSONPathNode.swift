// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What stands in one pair of braces, step by step (`kubernetes:client-go/util/jsonpath/node.go`).
indirect enum JSONPathNode: Hashable, Sendable {
    case text(String)
    case number(Value)
    case truth(Bool)
    case field(String)
    /// `.*`
    case wildcard
    /// `..`
    case descent
    case slice(JSONPathSlice)
    case filter(left: [JSONPathNode], comparison: Comparison, right: [JSONPathNode])
    case union([[JSONPathNode]])
    /// A word that means nothing unless it is `range` or `end`.
    case word(String)

    /// How a filter compares.
    enum Comparison: String, Hashable, Sendable {
        case exists
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }
}

/// `[3]`, `[1:4]`, `[::2]`: a part of a list; a bound that is nil was not written.
struct JSONPathSlice: Hashable, Sendable {
    var start: Int?
    var end: Int?
    var step: Int?
    /// Whether this is one index: the end follows from the start.
    var isIndex = false

    /// The indices that the slice selects of `count` elements.
    func indices(of count: Int) throws(JSONPathTemplate.Fault) -> [Int] {
        var start = self.start ?? 0
        if start < 0 { start += count }
        var end = isIndex ? (self.start ?? 0) + 1 : self.end ?? count
        if end < 0 || (end == 0 && isIndex) { end += count }
        guard start != end else { return [] }
        func outside(_ index: Int) -> JSONPathTemplate.Fault {
            JSONPathTemplate.Fault(message: "array index out of bounds: index \(index), length \(count)")
        }
        guard start >= 0, start < count else { throw outside(start) }
        guard end >= 0, end <= count else { throw outside(end - 1) }
        guard start <= end else {
            throw JSONPathTemplate.Fault(message: "starting index \(start) is greater than ending index \(end)")
        }
        let step = self.step ?? 1
        guard step > 0 else { throw JSONPathTemplate.Fault(message: "step must be > 0") }
        return Array(stride(from: start, to: end, by: step))
    }
}
