// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Reading fields, keys and elements of values.
enum CELAccess {
    /// `value.field`.
    static func select(_ value: CELValue, _ field: String) throws(CELFailure) -> CELValue {
        if case .optional(let inner) = value {
            guard let inner else { return .optional(nil) }
            return .optional(try found(in: inner, field: field))
        }
        guard let result = try found(in: value, field: field) else { throw .noSuchKey(field) }
        return result
    }

    /// `value.?field`.
    static func selectOptional(_ value: CELValue, _ field: String) throws(CELFailure) -> CELValue {
        if case .optional = value { return try select(value, field) }
        return .optional(try found(in: value, field: field))
    }

    /// `has(value.field)`.
    static func has(_ value: CELValue, _ field: String) throws(CELFailure) -> Bool {
        switch value {
        case .map(let map): return map.contains(.string(field))
        case .object(let object):
            guard let declared = object.shape.field(field) else { throw CELFailure("no such field '\(field)'") }
            return object.present(declared) != nil
        case .optional(nil): return false
        case .optional(let inner?): return try has(inner, field)
        case .list: throw CELFailure("unsupported index type 'string' in list")
        default: return false
        }
    }

    private static func found(in value: CELValue, field: String) throws(CELFailure) -> CELValue? {
        switch value {
        case .map(let map): return try map.value(named: field)
        case .object(let object): return try object.value(named: field)
        case .list: throw CELFailure("unsupported index type 'string' in list")
        default: throw .noSuchKey(field)
        }
    }

    /// `value[key]`.
    static func index(_ value: CELValue, _ key: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .map(let map):
            guard let result = try map.value(at: key) else { throw .noSuchKey(key.keyText) }
            return result
        case .list(let list):
            let position = try Self.position(key)
            guard position >= 0, position < list.count else { throw CELFailure("index out of bounds: \(position)") }
            return try list.element(at: Int(position))
        case .object(let object):
            guard case .string(let name) = key else { throw .noSuchOverload }
            guard let result = try object.value(named: name) else { throw .noSuchKey(name) }
            return result
        case .optional(nil): return value
        case .optional(let inner?): return try indexOptional(inner, key)
        default: throw .noSuchOverload
        }
    }

    /// `value[?key]`.
    static func indexOptional(_ value: CELValue, _ key: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .map(let map): return .optional(try map.value(at: key))
        case .list(let list):
            let position = try Self.position(key)
            guard position >= 0, position < list.count else { return .optional(nil) }
            return .optional(try list.element(at: Int(position)))
        case .object(let object):
            guard case .string(let name) = key else { throw .noSuchOverload }
            return .optional(try object.value(named: name))
        case .optional(nil): return value
        case .optional(let inner?): return try indexOptional(inner, key)
        default: throw .noSuchOverload
        }
    }

    private static func position(_ key: CELValue) throws(CELFailure) -> Int64 {
        switch key {
        case .int(let number): return number
        case .uint(let number):
            guard let position = Int64(exactly: number) else {
                throw CELFailure("unsupported index value \(number) in list")
            }
            return position
        case .double(let number):
            guard let position = Int64(exactly: number) else {
                throw CELFailure("unsupported index value \(number.goText) in list")
            }
            return position
        default: throw CELFailure("unsupported index type '\(key.type.runtimeName)' in list")
        }
    }

    /// `value in container`.
    static func contains(
        _ container: CELValue,
        _ value: CELValue,
        _ frame: CELFrame
    ) throws(CELFailure) -> Bool {
        switch container {
        case .list(let list):
            var steps = 0
            let isFound = try list.contains(value, steps: &steps)
            try frame.chargeWork(steps)
            return isFound
        case .map(let map): return map.contains(value)
        case .object(let object):
            guard case .string(let name) = value, let field = object.shape.field(name) else { return false }
            return object.present(field) != nil
        default: throw .noSuchOverload
        }
    }
}
