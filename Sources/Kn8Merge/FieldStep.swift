// SPDX-License-Identifier: MIT

package import Kn8Value

/// One step of a path as field ownership knows it: a field by name, a list's element by its keys or its value
/// (`structured-merge-diff:fieldpath/element.go`).
package enum FieldStep: Hashable, Sendable {
    /// A field of a mapping.
    case field(String)
    /// The element of a list that has these values at its keys, ascending by name.
    case key([Pair])
    /// The element of a set.
    case value(Value)
    /// The element at a position; no schema of today asks for it.
    case index(Int)

    /// One key of a list's element and its value.
    package struct Pair: Hashable, Sendable {
        /// The key's name.
        package let name: String
        /// The value there.
        package let value: Value

        /// A key and its value; a whole number is the same key however it is spelt.
        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value.asKey
        }
    }

    /// The element of a set; a whole number is the same element however it is spelt.
    package static func element(_ value: Value) -> FieldStep { .value(value.asKey) }

    /// The element with `pairs` in any order.
    package static func element(_ pairs: [Pair]) -> FieldStep { .key(pairs.sorted { $0.name < $1.name }) }
}

extension FieldStep: CustomStringConvertible {
    /// The step in a sentence: `.image`, `[name="c"]`, `[="a/b"]`, `[3]`.
    package var description: String {
        switch self {
        case .field(let name): ".\(name)"
        case .key(let pairs): "[\(pairs.map { "\($0.name)=\($0.value.json())" }.joined(separator: ","))]"
        case .value(let value): "[=\(value.json())]"
        case .index(let index): "[\(index)]"
        }
    }
}

extension FieldStep: Comparable {
    /// Fields before keys before values before positions; then by what they hold.
    package static func < (lhs: FieldStep, rhs: FieldStep) -> Bool {
        switch (lhs, rhs) {
        case (.field(let left), .field(let right)): return left < right
        case (.key(let left), .key(let right)):
            for (one, other) in zip(left, right) {
                if one.name != other.name { return one.name < other.name }
                if one.value != other.value { return one.value.precedes(other.value) }
            }
            return left.count < right.count
        case (.value(let left), .value(let right)): return left.precedes(right)
        case (.index(let left), .index(let right)): return left < right
        default: return lhs.rank < rhs.rank
        }
    }

    private var rank: Int {
        switch self {
        case .field: 0
        case .key: 1
        case .value: 2
        case .index: 3
        }
    }
}

extension FieldStep {
    /// The step as a key of `fieldsV1`: `f:image`, `k:{"name":"c"}`, `v:"a/b"`, `i:3`.
    package var text: String {
        switch self {
        case .field(let name): "f:" + name
        case .key(let pairs): "k:\(Value.object(ValueMap(pairs.map { ($0.name, $0.value) })).json())"
        case .value(let value): "v:\(value.json())"
        case .index(let index): "i:\(index)"
        }
    }

    /// The step that `text` spells; nil when it spells none.
    package init?(text: String) {
        let bytes = text.utf8
        guard bytes.count >= 2, let kind = bytes.first, bytes.dropFirst().first == UInt8(ascii: ":") else { return nil }
        let rest = String(text[bytes.index(bytes.startIndex, offsetBy: 2)...])
        switch kind {
        case UInt8(ascii: "f"): self = .field(rest)
        case UInt8(ascii: "k"):
            guard let map = (try? Value(json: rest))?.object, !map.isEmpty else { return nil }
            self = .key(map.map { Pair($0.key, $0.value) })
        case UInt8(ascii: "v"):
            guard let value = try? Value(json: rest) else { return nil }
            self = .element(value)
        case UInt8(ascii: "i"):
            guard let index = Int(rest) else { return nil }
            self = .index(index)
        default: return nil
        }
    }
}

extension Value {
    fileprivate var asKey: Value {
        if case .double(let number) = self, let whole = Int64(exactly: number) { .int(whole) } else { self }
    }

    /// Numbers, texts, truth values, everything else.
    fileprivate func precedes(_ other: Value) -> Bool {
        switch (self, other) {
        case (.int(let left), .int(let right)): left < right
        case (.string(let left), .string(let right)): left < right
        case (.bool(let left), .bool(let right)): !left && right
        default:
            if let left = number, let right = other.number {
                left < right
            } else {
                rank == other.rank ? json() < other.json() : rank < other.rank
            }
        }
    }

    private var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    private var rank: Int {
        switch self {
        case .int, .double: 0
        case .string: 1
        case .bool: 2
        case .array: 3
        case .object: 4
        case .null: 5
        }
    }
}
