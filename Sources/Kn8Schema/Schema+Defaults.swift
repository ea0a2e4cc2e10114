// SPDX-License-Identifier: MIT

package import Kn8Value

extension Schema {
    /// `value` with the defaults of missing fields wherever their parent is there. A null where null is no value counts
    /// as missing, and goes when there is no default (`kubernetes:apiextensions-apiserver/pkg/apiserver/schema/defaulting`).
    /// Amounts of native kinds take their canonical form, as when the server decodes and encodes them.
    package func defaulted(_ value: Value) -> Value { filled(value, depth: 0) ?? value }

    // Nil when nothing is to be filled in: most of an object is left alone.
    private func filled(_ value: Value, depth: Int) -> Value? {
        guard depth < SchemaValidator.deepest else { return nil }
        switch value {
        case .object(let map): return filled(map, depth: depth).map(Value.object)
        case .array(let elements):
            guard let items = items?.schema else { return nil }
            var result: [Value]?
            for (index, element) in elements.enumerated() {
                guard let filled = items.filled(element, depth: depth + 1) else { continue }
                if result == nil { result = elements }
                result?[index] = filled
            }
            return result.map(Value.array)
        default:
            guard isNative, type == .quantity else { return nil }
            let amount = value.canonicalAmount
            return amount == value ? nil : amount
        }
    }

    private func filled(_ map: ValueMap, depth: Int) -> ValueMap? {
        var result: ValueMap?
        func set(_ key: String, _ value: Value?) {
            if result == nil { result = map }
            result?[key] = value
        }
        let additional = additional?.schema
        let others = additional.flatMap { [.object, .array, .quantity].contains($0.type) ? $0 : nil }
        var next = 0
        for entry in map {
            // Both are sorted: a search begins where the last one ended.
            let (position, isNamed) = position(of: entry.key, from: next)
            next = position
            switch entry.value {
            case .null where isNamed:
                let child = fields[position].link.schema
                if !child.nullable, child.type != .any { set(entry.key, standard(position, depth: depth)) }
            default:
                let child: Schema? = isNamed ? fields[position].link.schema : others
                if let filled = child?.filled(entry.value, depth: depth + 1) { set(entry.key, filled) }
            }
        }
        for position in defaultPositions where isMissing(map[fields[position].name], position) {
            set(fields[position].name, standard(position, depth: depth))
        }
        return result
    }

    /// Texts that Go has by pointer, so that an empty one is not a missing one.
    private static let pointers: Set<String> = ["completionMode", "internalTrafficPolicy", "volumeMode"]

    // Of a built-in kind an empty text is none, as Go's zero value is.
    private func isMissing(_ value: Value?, _ position: Int) -> Bool {
        guard let value else { return true }
        guard isNative, value == "", case .string? = fields[position].defaultValue else { return false }
        return !Schema.pointers.contains(fields[position].name)
    }

    private func standard(_ position: Int, depth: Int) -> Value? {
        fields[position].defaultValue.map { fields[position].link.schema.filled($0, depth: depth + 1) ?? $0 }
    }

    /// `value` without the fields that the schema does not know; nothing goes below a node that keeps unknown fields
    /// unless the schema says something of the field.
    package func pruned(_ value: Value) -> Value { pruned(value, depth: 0) }

    private func pruned(_ value: Value, depth: Int) -> Value {
        guard depth < SchemaValidator.deepest else { return value }
        switch value {
        case .object(let map):
            guard type == .object || !fields.isEmpty else { return value }
            let kept = map.compactMap { entry -> (String, Value)? in
                if let schema = child(.key(entry.key)) {
                    return (entry.key, schema.pruned(entry.value, depth: depth + 1))
                }
                if isOpen || (isEmbeddedResource && ["apiVersion", "kind", "metadata"].contains(entry.key)) {
                    return (entry.key, entry.value)
                }
                return nil
            }
            return .object(ValueMap(kept))
        case .array(let elements):
            guard let items = items?.schema else { return value }
            return .array(elements.map { items.pruned($0, depth: depth + 1) })
        default: return value
        }
    }
}

extension Value {
    /// The amount that this is as Kubernetes writes it, `1Gi` for `1024Mi`; what is no amount as it is.
    fileprivate var canonicalAmount: Value {
        switch self {
        case .string(let text): Quantity(text).map { .string($0.description) } ?? self
        case .int(let number): .string(Quantity(number).description)
        default: self
        }
    }
}
