// SPDX-License-Identifier: MIT

/// A value of the language at run time.
package enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case duration(CELDuration)
    case timestamp(CELTimestamp)
    case list(CELList)
    case map(CELMap)
    /// JSON of a declared object type.
    case object(CELObject)
    /// `optional.of(x)`, or `optional.none()` when nil.
    indirect case optional(CELValue?)
    case type(CELType)
    case opaque(any CELOpaque)
}

extension CELValue {
    /// A list of `elements`.
    package static func list(of elements: [CELValue]) -> CELValue { .list(CELList(elements)) }

    /// What `type(x)` yields: the type without its parameters.
    package var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .duration: .duration
        case .timestamp: .timestamp
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .object(let object): .object(object.shape)
        case .optional: .optional(.dyn)
        case .type: .type(.dyn)
        case .opaque(let value): value.type
        }
    }

    /// Whether an overload may take this where it declares `parameter`: the kind decides, the types inside lists, maps
    /// and optionals do not.
    package func fits(_ parameter: CELType) -> Bool {
        switch (parameter, self) {
        case (.dyn, _), (.parameter, _), (.variable, _), (.error, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.duration, .duration), (.timestamp, .timestamp), (.list, .list), (.map, .map),
            (.optional, .optional), (.type, .type), (.nullable, .null):
            true
        case (.map, .object): true
        case (.nullable(let inner), _): fits(inner)
        case (.object(let shape), .object(let object)): shape === object.shape || shape.name == object.shape.name
        case (.opaque(let name), .opaque(let value)): value.type.runtimeName == name
        default: false
        }
    }
}
