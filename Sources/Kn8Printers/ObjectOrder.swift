// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// What `--sort-by` takes: objects by the value at a path (`kubectl:pkg/cmd/get/sorter.go`).
package struct ObjectOrder: Sendable {
    private let path: JSONPathTemplate

    /// The order by `path`, which may be relaxed.
    package init(path: String) throws(JSONPathTemplate.Fault) { self.path = try JSONPathTemplate(relaxed: path) }

    /// `objects` in order; nil when none of them has anything at the path. What is missing comes first, equals keep their
    /// order.
    package func sorted(_ objects: [Object]) throws(JSONPathTemplate.Fault) -> [Object]? {
        var keyed: [(key: Value?, object: Object)] = []
        for object in objects { keyed.append((try path.values(in: object.value).first, object)) }
        guard objects.isEmpty || keyed.contains(where: { $0.key != nil }) else { return nil }
        return keyed.enumerated()
            .sorted { left, right in
                if ObjectOrder.precedes(left.element.key, right.element.key) { return true }
                return !ObjectOrder.precedes(right.element.key, left.element.key) && left.offset < right.offset
            }
            .map(\.element.object)
    }

    private static func precedes(_ left: Value?, _ right: Value?) -> Bool {
        switch (left, right) {
        case (nil, nil), (_?, nil): return false
        case (nil, _?): return true
        case (.string(let one)?, .string(let other)?):
            if let one = Quantity(one), let other = Quantity(other) { return one < other }
            if let one = Timestamp(one), let other = Timestamp(other) { return one < other }
            return naturallyPrecedes(one, other)
        case (.bool(let one)?, .bool(let other)?): return !one && other
        case (let one?, let other?):
            guard let one = number(one), let other = number(other) else { return one.json() < other.json() }
            return one < other
        }
    }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// Runs of digits compare as numbers: `web-2` comes before `web-10`.
    private static func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
        var (one, other) = (Array(left.utf8)[...], Array(right.utf8)[...])
        func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
        while let a = one.first, let b = other.first {
            if isDigit(a), isDigit(b) {
                let first = one.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
                let second = other.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
                if first.count != second.count { return first.count < second.count }
                if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
                (one, other) = (one.drop(while: isDigit), other.drop(while: isDigit))
            } else if a == b {
                (one, other) = (one.dropFirst(), other.dropFirst())
            } else {
                return a < b
            }
        }
        return one.isEmpty && !other.isEmpty
    }
}
