// SPDX-License-Identifier: MIT

package import Kn8Value

extension Schema {
    /// `value` with the defaults of missing fields wherever their parent is there. A null where null is no value counts
    /// as missing, and goes when there is no default (`kubernetes:apiextensions-apiserver/pkg/apiserver/schema/defaulting`).
    /// Amounts of native kinds take their canonical form, as when the server decodes and encodes them.
    package func defaulted(_ value: Value) -> Value { defaulted(value, depth: 0) }

    private func defaulted(_ value: Value, depth: Int) -> Value {
        guard depth < SchemaValidator.deepest else { return value }
        switch value {
        case .object(var map):
            for field in fields {
                switch map[field.name] {
                case nil: map[field.name] = field.defaultValue.map { field.schema.defaulted($0, depth: depth + 1) }
                case .null?:
                    if !field.schema.nullable, field.schema.type != .any {
                        map[field.name] = field.defaultValue.map { field.schema.defaulted($0, depth: depth + 1) }
                    }
                case let present?:
                    let filled = field.schema.defaulted(present, depth: depth + 1)
                    if filled != present { map[field.name] = filled }
                }
            }
            if let additional = additional?.schema, [.object, .array, .quantity].contains(additional.type) {
                for entry in map where field(entry.key) == nil {
                    map[entry.key] = additional.defaulted(entry.value, depth: depth + 1)
                }
            }
            return .object(map)
        case .array(let elements):
            guard let items = items?.schema else { return value }
            return .array(elements.map { items.defaulted($0, depth: depth + 1) })
        default: return isNative && type == .quantity ? value.canonicalAmount : value
        }
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
