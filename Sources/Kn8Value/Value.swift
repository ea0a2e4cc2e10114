// SPDX-License-Identifier: MIT

/// A JSON-shaped tree: what a manifest, a patch or a stored object is made of.
///
/// Numbers are kept as Kubernetes keeps them in unstructured objects: an integer that fits 64 bits is `.int`, every
/// other number is `.double` (`kubernetes:apimachinery/pkg/util/json`). Source positions live beside the tree.
package enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case array([Value])
    case object(ValueMap)

    /// Whether the trees are the same, text byte for byte.
    package static func == (lhs: Value, rhs: Value) -> Bool {
        switch (lhs, rhs) {
        case (.null, .null): true
        case (.bool(let lhs), .bool(let rhs)): lhs == rhs
        case (.int(let lhs), .int(let rhs)): lhs == rhs
        case (.double(let lhs), .double(let rhs)): lhs == rhs
        case (.string(let lhs), .string(let rhs)): lhs.isExactly(rhs)
        case (.array(let lhs), .array(let rhs)): lhs == rhs
        case (.object(let lhs), .object(let rhs)): lhs == rhs
        default: false
        }
    }
}

extension Value {
    /// The empty mapping.
    package static var emptyObject: Value { .object(ValueMap()) }

    /// The value at `key`, or nil when this is no mapping or lacks the key. Setting nil removes the key; setting on
    /// anything but a mapping replaces it with a mapping that holds only `key`.
    package subscript(key: String) -> Value? {
        @inlinable get {
            guard case .object(let map) = self else { return nil }
            return map[key]
        }
        set {
            var map: ValueMap
            if case .object(let present) = self {
                self = .null  // give up the reference, so that the map below is changed in place
                map = present
            } else {
                if newValue == nil { return }
                map = ValueMap()
            }
            map[key] = newValue
            self = .object(map)
        }
    }

    /// The element at `index`, or nil when this is no list or the index is out of range.
    package subscript(index: Int) -> Value? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The value at the end of `keys`, walking mappings only; nil when any step is missing.
    package subscript(path keys: [String]) -> Value? {
        get {
            var current = self
            for key in keys {
                guard let next = current[key] else { return nil }
                current = next
            }
            return current
        }
        set {
            guard let first = keys.first else {
                if let newValue { self = newValue }
                return
            }
            guard keys.count > 1 else {
                self[first] = newValue
                return
            }
            if newValue == nil, self[first] == nil { return }
            var child = self[first] ?? .emptyObject
            self[first] = .null  // one owner while the child is changed
            child[path: Array(keys.dropFirst())] = newValue
            self[first] = child
        }
    }

    /// The value at the end of `path`; nil when any step is missing.
    package func value(at path: FieldPath) -> Value? {
        var current = self
        for step in path.steps {
            let next: Value? =
                switch step {
                case .key(let key): current[key]
                case .index(let index): current[index]
                }
            guard let next else { return nil }
            current = next
        }
        return current
    }

    /// The text of a string; nil for any other kind of value.
    @inlinable package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The integer; nil for any other kind of value, a whole `.double` included.
    @inlinable package var int: Int64? {
        if case .int(let number) = self { number } else { nil }
    }

    /// The truth value; nil for any other kind of value.
    @inlinable package var bool: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// The elements of a list; nil for any other kind of value.
    @inlinable package var array: [Value]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The mapping; nil for any other kind of value.
    @inlinable package var object: ValueMap? {
        if case .object(let map) = self { map } else { nil }
    }

    /// Whether this is `.null`.
    @inlinable package var isNull: Bool { if case .null = self { true } else { false } }

    /// The name that OpenAPI gives to this kind of value (`object`, `array`, `string`, `integer`, `number`, `boolean`,
    /// `null`).
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

// Not by nil: `value[key] == nil` must ask whether the key is absent, never whether it holds null.
extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByStringInterpolation
{
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    package init(integerLiteral value: Int64) { self = .int(value) }
    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A floating-point number.
    package init(floatLiteral value: Double) { self = .double(value) }
    /// A list.
    package init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// A mapping; of a key given twice the last value counts.
    package init(dictionaryLiteral elements: (String, Value)...) { self = .object(ValueMap(elements)) }
}
