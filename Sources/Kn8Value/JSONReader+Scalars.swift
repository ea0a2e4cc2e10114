// SPDX-License-Identifier: MIT

extension JSONReader {
    /// Reads the string whose opening quote is at `index`.
    mutating func string() throws(JSONError) -> String {
        let opening = index
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            guard bytes[index] >= 0x20 else { throw JSONError(fact: .controlCharacter, offset: index) }
            index += 1
        }
        guard index < bytes.count else { throw JSONError(fact: .unexpectedEnd, offset: bytes.count) }
        let plain = UnsafeBufferPointer(rebasing: bytes[start..<index])
        if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            guard let text = String(validating: plain, as: UTF8.self) else {
                throw JSONError(fact: .invalidUTF8, offset: opening)
            }
            return text
        }
        return try escapedString(opening: opening, plain: Array(plain))
    }

    private mutating func escapedString(opening: Int, plain: [UInt8]) throws(JSONError) -> String {
        var text = plain
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else {
                    throw JSONError(fact: .invalidUTF8, offset: opening)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw JSONError(fact: .controlCharacter, offset: index - 1)
            default: text.append(byte)
            }
        }
        throw JSONError(fact: .unexpectedEnd, offset: bytes.count)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw JSONError(fact: .unexpectedEnd, offset: index) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimalUnit()
            var scalar = Unicode.Scalar(unit)
            if (0xD800..<0xDC00).contains(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                let mark = index
                index += 2
                let low = try hexadecimalUnit()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                    scalar = Unicode.Scalar(unit)
                } else {
                    index = mark
                }
            }
            // A lone surrogate reads as the replacement character, as in Go.
            text.append(contentsOf: Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
        default: throw JSONError(fact: .invalidEscape, offset: index - 2)
        }
    }

    private mutating func hexadecimalUnit() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard index < bytes.count else { throw JSONError(fact: .unexpectedEnd, offset: index) }
            guard let digit = Character(UnicodeScalar(bytes[index])).hexDigitValue else {
                throw JSONError(fact: .invalidEscape, offset: index)
            }
            unit = unit << 4 | UInt32(digit)
            index += 1
        }
        return unit
    }

    /// Reads a number by JSON's own grammar: no plus sign, no leading zero, a digit on either side of the point.
    mutating func number() throws(JSONError) -> Value {
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let firstDigit = index
        guard skipDigits() else {
            index = firstDigit
            guard index < bytes.count else { throw JSONError(fact: .unexpectedEnd, offset: index) }
            throw JSONError(fact: .unexpectedByte(bytes[index]), offset: index)
        }
        if index - firstDigit > 1, bytes[firstDigit] == UInt8(ascii: "0") {
            throw JSONError(fact: .invalidNumber, offset: start)
        }
        var whole = true
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            whole = false
            index += 1
            guard skipDigits() else { throw JSONError(fact: .invalidNumber, offset: start) }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            whole = false
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard skipDigits() else { throw JSONError(fact: .invalidNumber, offset: start) }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        if whole, let integer = Int64(text) { return .int(integer) }
        guard let double = Double(text), double.isFinite else {
            throw JSONError(fact: .invalidNumber, offset: start)
        }
        return .double(double)
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        return index > start
    }
}
