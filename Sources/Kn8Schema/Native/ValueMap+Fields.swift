// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Fields as the server's own structs have them: a null, and a value of another type, count as missing, and a missing
/// text or list is empty. What has the wrong type is the schema's business.
extension ValueMap {
    /// The text at `key`; empty when there is none.
    func text(_ key: String) -> String {
        guard case .string(let text)? = self[key] else { return "" }
        return text
    }

    /// The text at `key`, or `standard` when there is none or it is empty.
    func text(_ key: String, or standard: String) -> String {
        guard case .string(let text)? = self[key], !text.isEmpty else { return standard }
        return text
    }

    /// The text at `key`, which may be empty; nil when there is none.
    func optionalText(_ key: String) -> String? {
        guard case .string(let text)? = self[key] else { return nil }
        return text
    }

    /// The integer at `key`.
    func number(_ key: String) -> Int64? {
        guard case .int(let number)? = self[key] else { return nil }
        return number
    }

    /// The truth value at `key`.
    func flag(_ key: String) -> Bool? {
        guard case .bool(let flag)? = self[key] else { return nil }
        return flag
    }

    /// The list at `key`; empty when there is none.
    func list(_ key: String) -> [Value] {
        guard case .array(let items)? = self[key] else { return [] }
        return items
    }

    /// The texts of the list at `key`; empty when there is none.
    func texts(_ key: String) -> [String] { list(key).compactMap(\.string) }

    /// The mapping at `key`.
    func map(_ key: String) -> ValueMap? {
        guard case .object(let map)? = self[key] else { return nil }
        return map
    }

    /// The quantity at `key`.
    func quantity(_ key: String) -> Quantity? { self[key].flatMap(Quantity.init(field:)) }

    /// Whether there is anything but null at `key`.
    func has(_ key: String) -> Bool {
        switch self[key] {
        case nil, .null?: false
        default: true
        }
    }

    /// Whether something of the wrong type is at `key`, of which a rule about a missing field must be silent.
    func isMissing(_ key: String) -> Bool {
        switch self[key] {
        case nil, .null?: true
        case .string(let text)?: text.isEmpty
        case .array(let items)?: items.isEmpty
        default: false
        }
    }

    /// The value at `key` as messages show it; null when there is none.
    func shown(_ key: String) -> Value { self[key] ?? .null }
}

extension Quantity {
    /// The amount that a field spells as text or number.
    init?(field value: Value) {
        switch value {
        case .string(let text): self.init(text)
        case .int(let number): self.init(number)
        case .double(let number): self.init(Value.double(number).json())
        default: return nil
        }
    }
}
