// SPDX-License-Identifier: MIT

package import Kn8Value

extension CELShape {
    /// `value` as this shape declares it. Lists, maps and objects are only wrapped: what they hold is read on access.
    package func adapt(_ value: Value) throws(CELFailure) -> CELValue {
        switch (form, value) {
        case (.dyn, _): return CELValue(json: value)
        case (.bool, .bool(let flag)): return .bool(flag)
        case (.int, .int(let number)): return .int(number)
        case (.int, .double(let number)):
            guard let whole = Int64(exactly: number) else { throw mismatch(value) }
            return .int(whole)
        case (.double, .double(let number)): return .double(number)
        case (.double, .int(let number)): return .double(Double(number))
        case (.string, .string(let text)): return .string(text)
        case (.list(let element, let semantics), .array(let values)):
            return .list(CELList(values, element: element, semantics: semantics))
        case (.map(let element), .object(let map)): return .map(CELMap(map, element: element))
        case (.object, .object(let map)): return .object(CELObject(map, shape: self))
        case (_, .null): return .null
        case (.bytes, .string(let text)):
            guard let bytes = CELBase64.decoded(text).bytes else { throw mismatch(value) }
            return .bytes(bytes)
        case (.duration, .string(let text)):
            guard let span = CELDuration(text) else { throw CELFailure("invalid duration string: \(text)") }
            return .duration(span)
        case (.timestamp, .string(let text)):
            guard let moment = CELTimestamp(text) ?? CELTimestamp(text + "T00:00:00Z") else {
                throw CELFailure("invalid date-time string: \(text)")
            }
            return .timestamp(moment)
        default: throw mismatch(value)
        }
    }

    private func mismatch(_ value: Value) -> CELFailure {
        let expected =
            switch form {
            case .list: "list"
            case .map, .object: "map"
            case .duration: "duration"
            case .timestamp: "timestamp"
            default: name
            }
        let got =
            switch value {
            case .null: "<nil>"
            case .bool: "bool"
            case .int: "int64"
            case .double: "float64"
            case .string: "string"
            case .array: "[]interface {}"
            case .object: "map[string]interface {}"
            }
        return CELFailure("invalid data, expected \(expected), got \(got)")
    }
}

extension CELValue {
    /// JSON with nothing declared about it: objects as maps from strings, integers as int, other numbers as double.
    package init(json value: Value) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .int(let number): .int(number)
            case .double(let number): .double(number)
            case .string(let text): .string(text)
            case .array(let values): .list(CELList(values))
            case .object(let map): .map(CELMap(map))
            }
    }
}
