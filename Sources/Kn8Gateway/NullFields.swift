// SPDX-License-Identifier: MIT

internal import Kn8Schema
internal import Kn8Value

/// What becomes of null in the fields of built-in kinds: a field is absent then, and a value of a map of strings empty.
enum NullFields {
    private static let deepest = 512

    static func areIn(_ value: Value, depth: Int = 0) -> Bool {
        guard depth <= deepest else { return false }
        switch value {
        case .null: return true
        case .object(let map): return map.contains { areIn($0.value, depth: depth + 1) }
        case .array(let elements): return elements.contains { areIn($0, depth: depth + 1) }
        default: return false
        }
    }

    static func dropped(_ value: Value, _ schema: Schema?, depth: Int = 0) -> Value {
        guard depth <= deepest, schema?.type != .any else { return value }
        switch value {
        case .object(let map):
            let isTextMap = schema?.fields.isEmpty == true && schema?.additional?.schema.type == .string
            return .object(
                ValueMap(
                    map.compactMap { entry -> (String, Value)? in
                        guard entry.value.isNull else {
                            return (entry.key, dropped(entry.value, schema?.child(.key(entry.key)), depth: depth + 1))
                        }
                        return isTextMap ? (entry.key, "") : nil
                    }
                )
            )
        case .array(let elements):
            let below = schema?.child(.index(0))
            return .array(elements.map { dropped($0, below, depth: depth + 1) })
        default: return value
        }
    }
}
