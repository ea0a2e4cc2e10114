// SPDX-License-Identifier: MIT

/// Protobuf's text format, as much of it as the conformance suite uses.
indirect enum ProtoText: Sendable {
    struct Failure: Error {
        let offset: Int
    }

    case message([(name: String, value: ProtoText)])
    /// A number, a word of an enumeration, or a truth value.
    case word(String)
    case string([UInt8])

    init(_ text: String) throws {
        var reader = Reader(bytes: Array(text.utf8))
        self = .message(try reader.fields(until: nil))
    }

    func all(_ name: String) -> [ProtoText] {
        guard case .message(let fields) = self else { return [] }
        return fields.filter { $0.name == name }.map(\.value)
    }

    func first(_ name: String) -> ProtoText? { all(name).first }

    var text: String? {
        if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    var word: String? {
        if case .word(let word) = self { word } else { nil }
    }

    /// The only field of a message.
    var only: (name: String, value: ProtoText)? {
        if case .message(let fields) = self { fields.first } else { nil }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func skip() {
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ","),
                    UInt8(ascii: ";"):
                    position += 1
                case UInt8(ascii: "#"):
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
                default: return
                }
            }
        }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            skip()
            guard position < bytes.count, UInt32(bytes[position]) == scalar.value else { return false }
            position += 1
            return true
        }

        mutating func fields(until close: Unicode.Scalar?) throws -> [(name: String, value: ProtoText)] {
            var result: [(name: String, value: ProtoText)] = []
            while true {
                if let close, take(close) { return result }
                skip()
                if position == bytes.count {
                    guard close == nil else { throw Failure(offset: position) }
                    return result
                }
                let name = try fieldName()
                _ = take(":")
                if take("[") {
                    while !take("]") { result.append((name, try value())) }
                } else {
                    result.append((name, try value()))
                }
            }
        }

        mutating func fieldName() throws -> String {
            if take("[") {
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
                defer { position += 1 }
                return "[" + String(decoding: bytes[start..<position], as: UTF8.self) + "]"
            }
            return try wordText()
        }

        mutating func wordText() throws -> String {
            skip()
            let start = position
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "+"):
                    position += 1
                default:
                    guard position > start else { throw Failure(offset: position) }
                    return String(decoding: bytes[start..<position], as: UTF8.self)
                }
            }
            return String(decoding: bytes[start...], as: UTF8.self)
        }

        mutating func value() throws -> ProtoText {
            if take("{") { return .message(try fields(until: "}")) }
            if take("<") { return .message(try fields(until: ">")) }
            skip()
            guard position < bytes.count else { throw Failure(offset: position) }
            guard bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
                return .word(try wordText())
            }
            var result: [UInt8] = []
            while position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
            {
                try string(into: &result)
                skip()
            }
            return .string(result)
        }

        mutating func string(into result: inout [UInt8]) throws {
            let quote = bytes[position]
            position += 1
            while position < bytes.count, bytes[position] != quote {
                guard bytes[position] == UInt8(ascii: "\\") else {
                    result.append(bytes[position])
                    position += 1
                    continue
                }
                position += 1
                try escape(into: &result)
            }
            position += 1
        }

        mutating func escape(into result: inout [UInt8]) throws {
            guard position < bytes.count else { throw Failure(offset: position) }
            let letter = bytes[position]
            position += 1
            func number(_ most: Int, radix: UInt32, from start: inout Int) -> UInt32 {
                var value: UInt32 = 0
                var count = 0
                while count < most, start < bytes.count,
                    let digit = Character(Unicode.Scalar(bytes[start])).hexDigitValue, digit < radix
                {
                    value = value * radix + UInt32(digit)
                    start += 1
                    count += 1
                }
                return value
            }
            switch letter {
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "a"): result.append(7)
            case UInt8(ascii: "b"): result.append(8)
            case UInt8(ascii: "f"): result.append(12)
            case UInt8(ascii: "v"): result.append(11)
            case UInt8(ascii: "x"), UInt8(ascii: "X"):
                result.append(UInt8(truncatingIfNeeded: number(2, radix: 16, from: &position)))
            case UInt8(ascii: "u"), UInt8(ascii: "U"):
                let value = number(letter == UInt8(ascii: "u") ? 4 : 8, radix: 16, from: &position)
                guard let scalar = Unicode.Scalar(value) else { throw Failure(offset: position) }
                result.append(contentsOf: String(Character(scalar)).utf8)
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                position -= 1
                result.append(UInt8(truncatingIfNeeded: number(3, radix: 8, from: &position)))
            default: result.append(letter)
            }
        }
    }
}
