// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The fields of a message as JSON has them. Fields that the table does not know are passed over.
enum ProtobufMessage {
    private static let deepest = 100
    typealias Fault = ProtobufReader.Fault

    static func value(_ bytes: ArraySlice<UInt8>, _ index: Int, depth: Int) throws(Fault) -> Value {
        var object: [(String, Value)] = []
        try read(bytes, index, depth: depth, &object)
        return .object(ValueMap(object))
    }

    private static func read(
        _ bytes: ArraySlice<UInt8>,
        _ index: Int,
        depth: Int,
        _ object: inout [(String, Value)]
    ) throws(Fault) {
        guard depth <= deepest else { throw .depth }
        let messages = ProtobufTable.shared.messages
        guard messages.indices.contains(index) else { return }
        let message = messages[index]
        var lists: [String: [Value]] = [:]
        var maps: [String: [(String, Value)]] = [:]
        var reader = ProtobufReader(bytes)
        while let (number, content) = try reader.next() {
            guard let field = message.fields[number] else { continue }
            switch field.type {
            case .message(let inner) where field.name.isEmpty:
                if let bytes = content.bytes { try read(bytes, inner, depth: depth + 1, &object) }
            case .list(.integer):
                if let bytes = content.bytes {
                    for number in try ProtobufReader.packed(bytes) {
                        lists[field.name, default: []].append(.int(number))
                    }
                } else if let number = content.integer {
                    lists[field.name, default: []].append(.int(number))
                }
            case .list(let type):
                if let value = try value(content, type, depth: depth + 1) {
                    lists[field.name, default: []].append(value)
                }
            case .map(let type):
                if let bytes = content.bytes, let entry = try entry(bytes, type, depth: depth + 1) {
                    maps[field.name, default: []].append(entry)
                }
            default:
                guard let value = try value(content, field.type, depth: depth + 1) else { continue }
                if !field.keepsZero, value.isZero { continue }
                object.append((field.name, value))
            }
        }
        for (name, list) in lists { object.append((name, .array(list))) }
        for (name, map) in maps { object.append((name, .object(ValueMap(map)))) }
    }

    private static func entry(
        _ bytes: ArraySlice<UInt8>,
        _ type: ProtobufTable.FieldType,
        depth: Int
    ) throws(Fault) -> (String, Value)? {
        var reader = ProtobufReader(bytes)
        var key = ""
        var value: Value?
        while let (number, content) = try reader.next() {
            if number == 1 { key = content.text ?? "" }
            if number == 2 { value = try self.value(content, type, depth: depth) }
        }
        return (key, value ?? empty(type))
    }

    private static func empty(_ type: ProtobufTable.FieldType) -> Value {
        switch type {
        case .text, .bytes: ""
        case .integer: 0
        case .flag: false
        default: .emptyObject
        }
    }

    // Nil when the content is of another form than the field's, or says nothing.
    private static func value(
        _ content: ProtobufReader.Content,
        _ type: ProtobufTable.FieldType,
        depth: Int
    ) throws(Fault) -> Value? {
        switch type {
        case .text: return content.text.map(Value.string)
        case .integer: return content.integer.map(Value.int)
        case .flag: return content.integer.map { .bool($0 != 0) }
        case .number:
            guard case .fixed64(let bits) = content else { return nil }
            let number = Double(bitPattern: bits)
            return Int64(exactly: number).map(Value.int) ?? .double(number)
        default: break
        }
        guard let bytes = content.bytes else { return nil }
        switch type {
        case .bytes: return .string(Base64.encoded(Array(bytes)))
        case .message(let index): return try value(bytes, index, depth: depth)
        case .time: return try moment(bytes, isMicro: false)
        case .microTime: return try moment(bytes, isMicro: true)
        case .duration: return .string(GoDuration.text(nanoseconds: try first(bytes, 1)?.integer ?? 0))
        case .quantity: return .string(try first(bytes, 1)?.text ?? "0")
        case .intOrString:
            let isText = try first(bytes, 1)?.integer == 1
            return isText ? .string(try first(bytes, 3)?.text ?? "") : .int(try first(bytes, 2)?.integer ?? 0)
        case .json, .fields:
            guard let raw = try first(bytes, 1)?.bytes, !raw.isEmpty else { return nil }
            return try? Value(json: Array(raw))
        case .texts:
            var texts: [Value] = []
            var reader = ProtobufReader(bytes)
            while let (number, content) = try reader.next() {
                if number == 1, let text = content.text { texts.append(.string(text)) }
            }
            return .array(texts)
        case .schemaOrList: return try schema(bytes, in: 1, listIn: 2, depth: depth)
        case .schemaOrFlag:
            if let inner = try first(bytes, 2)?.bytes {
                return try value(inner, ProtobufTable.shared.schema, depth: depth)
            }
            return .bool(try first(bytes, 1)?.integer ?? 0 != 0)
        case .schemaOrTexts:
            if let inner = try first(bytes, 1)?.bytes {
                return try value(inner, ProtobufTable.shared.schema, depth: depth)
            }
            return try schema(bytes, in: 1, listIn: 2, depth: depth)
        default: return nil
        }
    }

    private static func schema(
        _ bytes: ArraySlice<UInt8>,
        in single: Int,
        listIn list: Int,
        depth: Int
    ) throws(Fault) -> Value? {
        var values: [Value] = []
        var reader = ProtobufReader(bytes)
        while let (number, content) = try reader.next() {
            guard let inner = content.bytes else { continue }
            if number == single { return try value(inner, ProtobufTable.shared.schema, depth: depth) }
            if number == list { values.append(try value(inner, ProtobufTable.shared.schema, depth: depth)) }
        }
        return .array(values)
    }

    private static func first(_ bytes: ArraySlice<UInt8>, _ wanted: Int) throws(Fault) -> ProtobufReader.Content? {
        var reader = ProtobufReader(bytes)
        var found: ProtobufReader.Content?
        while let (number, content) = try reader.next() { if number == wanted { found = content } }
        return found
    }

    // An empty message is no time at all.
    private static func moment(_ bytes: ArraySlice<UInt8>, isMicro: Bool) throws(Fault) -> Value? {
        guard !bytes.isEmpty else { return nil }
        let seconds = try first(bytes, 1)?.integer ?? 0
        // Years 1 to 9999, as RFC 3339 has them.
        guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return nil }
        let text = Timestamp(seconds: seconds).description
        guard isMicro else { return .string(text) }
        let micros = String((try first(bytes, 2)?.integer ?? 0) / 1_000 % 1_000_000)
        let padded = String(repeating: "0", count: max(0, 6 - micros.utf8.count)) + micros
        return .string("\(text.dropLast()).\(padded)Z")
    }
}

extension Value {
    // What a field that is no pointer holds when nothing was said.
    fileprivate var isZero: Bool {
        switch self {
        case .string(""), .int(0), .bool(false): true
        case .double(let number): number == 0
        default: false
        }
    }
}
