// SPDX-License-Identifier: MIT

/// Why a text is no JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
    /// What was found wrong.
    package enum Fact: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case invalidNumber
        case invalidEscape
        case invalidUTF8
        case controlCharacter
        case tooDeep(limit: Int)
        case trailingData
    }

    /// What is wrong.
    package var fact: Fact
    /// The byte it was found at, counted from 0.
    package var offset: Int

    /// What is wrong, for people.
    package var message: String {
        switch fact {
        case .unexpectedEnd: "unexpected end of JSON input"
        case .unexpectedByte(let byte): "invalid character '\(Character(UnicodeScalar(byte)))' in JSON"
        case .invalidNumber: "invalid number in JSON"
        case .invalidEscape: "invalid escape in a JSON string"
        case .invalidUTF8: "invalid UTF-8 in a JSON string"
        case .controlCharacter: "control character in a JSON string"
        case .tooDeep(let limit): "JSON nested more than \(limit) levels deep"
        case .trailingData: "data after the JSON value"
        }
    }
}

extension Value {
    /// The value that the JSON text `json` spells. Of a key given twice the last value counts, as Go reads it; an
    /// integer beyond 64 bits becomes a double.
    ///
    /// - Throws: The first error; nesting beyond 512 levels is one.
    package init(json: [UInt8]) throws(JSONError) {
        let result = json.withUnsafeBufferPointer { bytes in
            Result { () throws(JSONError) in
                var reader = JSONReader(bytes: bytes)
                return try reader.document()
            }
        }
        self = try result.get()
    }

    /// The value that the JSON text `json` spells; see `init(json:)` for bytes.
    package init(json: String) throws(JSONError) {
        try self.init(json: Array(json.utf8))
    }
}

/// A recursive-descent reader over borrowed bytes; depth is bounded, so the stack is too.
struct JSONReader {
    static let depthLimit = 512

    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func document() throws(JSONError) -> Value {
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw JSONError(fact: .trailingData, offset: index) }
        return value
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private func unexpected() -> JSONError {
        guard index < bytes.count else { return JSONError(fact: .unexpectedEnd, offset: bytes.count) }
        return JSONError(fact: .unexpectedByte(bytes[index]), offset: index)
    }

    private mutating func value(depth: Int) throws(JSONError) -> Value {
        guard depth <= JSONReader.depthLimit else {
            throw JSONError(fact: .tooDeep(limit: JSONReader.depthLimit), offset: index)
        }
        skipSpace()
        guard index < bytes.count else { throw unexpected() }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(JSONError) -> Value {
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count, bytes[index] == word.utf8Start[offset] else { throw unexpected() }
            index += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> Value {
        index += 1
        var entries: [ValueMap.Entry] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
            index += 1
            return .object(ValueMap())
        }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected() }
            let key = try string()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { throw unexpected() }
            index += 1
            entries.append(ValueMap.Entry(key: key, value: try value(depth: depth + 1)))
            skipSpace()
            guard index < bytes.count else { throw unexpected() }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                index += 1
                return .object(ValueMap(unsorted: entries))
            default: throw unexpected()
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> Value {
        index += 1
        var elements: [Value] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            index += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard index < bytes.count else { throw unexpected() }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"):
                index += 1
                return .array(elements)
            default: throw unexpected()
            }
        }
    }
}
