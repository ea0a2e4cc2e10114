// SPDX-License-Identifier: MIT

package import Kn8Value

extension CELValue {
    private static let mostNodes = 5_000_000

    /// This as JSON, as protobuf's JSON mapping has it: bytes in base64, durations and timestamps as text, numbers that
    /// no int holds as doubles, `optional.none()` as null. Types and opaque values become their names. Throws when JSON
    /// is not what its shape declares, or when the result would be unreasonably large.
    package func json() throws(CELFailure) -> Value {
        var nodes = 0
        return try json(&nodes)
    }

    private func json(_ nodes: inout Int) throws(CELFailure) -> Value {
        nodes += 1
        if nodes > Self.mostNodes { throw .costLimit }
        switch self {
        case .null, .optional(nil): return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .uint(let number): return Int64(exactly: number).map(Value.int) ?? .double(Double(number))
        case .double(let number): return .double(number)
        case .string(let text): return .string(text)
        case .bytes(let bytes): return .string(Base64.encoded(bytes))
        case .duration(let span): return .string(span.secondsText)
        case .timestamp(let moment): return .string(moment.text)
        case .type(let type): return .string(type.runtimeName)
        case .opaque(let value): return .string(value.type.runtimeName)
        case .optional(let inner?): return try inner.json(&nodes)
        case .object(let object): return .object(object.json)
        case .list(let list):
            if case .json(let values, _, _) = list.storage { return .array(values) }
            var result: [Value] = []
            for element in try list.elements() { result.append(try element.json(&nodes)) }
            return .array(result)
        case .map(let map):
            if case .json(let values, _) = map.storage { return .object(values) }
            var pairs: [(String, Value)] = []
            for position in 0..<map.count {
                let (key, value) = try map.entry(at: position)
                pairs.append((key.keyText, try value.json(&nodes)))
            }
            return .object(ValueMap(pairs))
        }
    }

    /// A key as messages print it (`no such key: x`), and as JSON writes it.
    package var keyText: String {
        switch self {
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): number.goText
        case .string(let text): text
        case .null: "null"
        default: type.runtimeName
        }
    }
}
