// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Follows the steps of one action (`kubernetes:client-go/util/jsonpath/jsonpath.go`).
enum JSONPathEvaluation {
    typealias Fault = JSONPathTemplate.Fault

    private static let deepest = 256

    /// What `nodes` lead to from `start`; a missing field leads nowhere.
    static func values(_ nodes: [JSONPathNode], from start: [Value]) throws(Fault) -> [Value] {
        var current = start
        for node in nodes { current = try step(node, current) }
        return current
    }

    private static func step(_ node: JSONPathNode, _ values: [Value]) throws(Fault) -> [Value] {
        switch node {
        case .text(let text): return values.map { _ in .string(text) }
        case .number(let number): return values.map { _ in number }
        case .truth(let flag): return values.map { _ in .bool(flag) }
        case .word(let word): throw Fault(message: "unrecognized identifier \(word)")
        case .field(let name): return name.isEmpty ? values : values.compactMap { $0[name] }
        case .wildcard: return values.flatMap(children)
        case .descent:
            var found: [Value] = []
            for value in values { descend(value, 0, &found) }
            return found
        case .slice(let slice):
            var found: [Value] = []
            for value in values where !value.isNull {
                guard let elements = value.array else {
                    throw Fault(message: "\(GoFormat.type(of: value)) is not array or slice")
                }
                found += try slice.indices(of: elements.count).map { elements[$0] }
            }
            return found
        case .union(let lists):
            var found: [Value] = []
            for list in lists { found += try self.values(list, from: values) }
            return found
        case .filter(let left, let comparison, let right):
            var found: [Value] = []
            for value in values where !value.isNull {
                guard let elements = value.array else {
                    throw Fault(message: "\(GoFormat.type(of: value)) is not array or slice and cannot be filtered")
                }
                for element in elements where try matches(element, left, comparison, right) { found.append(element) }
            }
            return found
        }
    }

    private static func children(_ value: Value) -> [Value] { value.array ?? value.object?.map(\.value) ?? [] }

    /// Every mapping and list with something in it, the outer ones first.
    private static func descend(_ value: Value, _ depth: Int, _ found: inout [Value]) {
        let below = children(value)
        guard !below.isEmpty, depth < deepest else { return }
        found.append(value)
        for child in below { descend(child, depth + 1, &found) }
    }

    private static func matches(
        _ element: Value,
        _ left: [JSONPathNode],
        _ comparison: JSONPathNode.Comparison,
        _ right: [JSONPathNode]
    ) throws(Fault) -> Bool {
        let lefts = try values(left, from: [element])
        guard let value = lefts.first else { return false }
        if comparison == .exists { return true }
        let rights = try values(right, from: [element])
        guard lefts.count == 1, rights.count <= 1 else {
            throw Fault(message: "can only compare one element at a time")
        }
        guard let other = rights.first else { return false }
        switch comparison {
        case .exists: return true
        case .equal: return try isEqual(value, other)
        case .unequal: return try !isEqual(value, other)
        case .less: return try isLess(value, other)
        case .lessOrEqual: return try !isLess(other, value)
        case .greater: return try isLess(other, value)
        case .greaterOrEqual: return try !isLess(value, other)
        }
    }

    private static func isEqual(_ left: Value, _ right: Value) throws(Fault) -> Bool {
        switch (left, right) {
        case (.string, .string), (.bool, .bool), (.null, .null): return left == right
        default:
            guard let one = number(left), let other = number(right) else {
                throw Fault(message: "incompatible types for comparison")
            }
            return one == other
        }
    }

    private static func isLess(_ left: Value, _ right: Value) throws(Fault) -> Bool {
        if case .string(let one) = left, case .string(let other) = right { return one < other }
        guard let one = number(left), let other = number(right) else {
            throw Fault(message: "incompatible types for comparison")
        }
        return one < other
    }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
