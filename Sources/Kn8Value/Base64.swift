// SPDX-License-Identifier: MIT

/// Base64 by RFC 4648, as Secrets, `!!binary` scalars and Kafka's topic ids hold it.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The standard spelling of the UTF-8 of `text`.
    package static func encoded(_ text: String) -> String { encoded(Array(text.utf8)) }

    /// The standard spelling of `bytes`, padded.
    package static func encoded(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < rest ? UInt32(bytes[index + offset]) : 0) }
            for sextet in 0..<4 {
                let letter = alphabet[Int(group >> (18 - 6 * UInt32(sextet)) & 63)]
                out.append(sextet <= rest ? letter : UInt8(ascii: "="))
            }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The spelling for URLs, without padding.
    package static func urlSafe(_ bytes: [UInt8]) -> String {
        let swapped = encoded(bytes).utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return String(decoding: swapped, as: UTF8.self)
    }

    /// Where Go's decoder gives `text` up, as it says it: `illegal base64 data at input byte N`; nil when all of it is
    /// base64. Line breaks are passed over (`go:encoding/base64/base64.go`).
    package static func illegalByte(in text: String) -> Int? {
        let bytes = Array(text.utf8)
        var next = 0
        func skipLineBreaks() {
            while next < bytes.count, isLineBreak(bytes[next]) { next += 1 }
        }
        var digits = 0
        while true {
            skipLineBreaks()
            guard next < bytes.count else { return digits == 0 ? nil : bytes.count - digits }
            let byte = bytes[next]
            next += 1
            if sextet(of: byte) != nil {
                digits = (digits + 1) % 4
                continue
            }
            guard byte == UInt8(ascii: "="), digits > 1 else { return next - 1 }
            if digits == 2 {
                skipLineBreaks()
                guard next < bytes.count else { return bytes.count }
                guard bytes[next] == UInt8(ascii: "=") else { return next - 1 }
                next += 1
            }
            skipLineBreaks()
            return next < bytes.count ? next : nil
        }
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// The six bits that the letter `byte` of the standard alphabet stands for; nil for any other byte, padding among them.
    package static func sextet(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// The UTF-8 text that `bytes` encode; nil when they encode none. Line breaks and blanks are
    /// passed over.
    package static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        decoded(bytes).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes that `text` encodes; nil when it is no base64. Line breaks and blanks are passed over.
    package static func decoded(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8(decoded)
    }

    private static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in bytes {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            if isLineBreak(byte) || byte == UInt8(ascii: " ") { continue }
            guard padding == 0, let digit = sextet(of: byte) else { return nil }
            bits = bits << 6 | digit
            digits += 1
            if digits % 4 == 0 {
                decoded += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
                bits = 0
            }
        }
        switch (digits % 4, padding) {
        case (0, 0): break
        case (2, 2): decoded.append(UInt8(bits >> 4 & 0xFF))
        case (3, 1): decoded += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
        default: return nil
        }
        return decoded
    }
}
