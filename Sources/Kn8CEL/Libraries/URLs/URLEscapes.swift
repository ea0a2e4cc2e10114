// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Percent signs in URLs (`golang/go:src/net/url/url.go`).
enum URLEscapes {
    /// The bytes that `text` stands for. A failure carries Go's words without the URL.
    static func unescaped(_ text: String, isHost: Bool) throws(CELFailure) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "%") else {
                if isHost, byte < 0x80, !mayStandInHost(byte) {
                    let shown = String(Character(Unicode.Scalar(byte)))
                    throw CELFailure("invalid character \(shown.goQuoted) in host name")
                }
                result.append(byte)
                index += 1
                continue
            }
            let part = bytes[index..<min(index + 3, bytes.count)]
            let digits = part.dropFirst()
            let isHexadecimal = digits.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
            guard digits.count == 2, isHexadecimal,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
                !isHost || value >= 0x80 || value == 0x25
            else { throw CELFailure("invalid URL escape \(String(decoding: part, as: UTF8.self).goQuoted)") }
            result.append(value)
            index += 3
        }
        return result
    }

    /// `path` with everything escaped that Go escapes.
    static func escapedPath(_ path: [UInt8]) -> String {
        var result = ""
        for byte in path {
            if isUnreserved(byte) || "$&+,/:;=@".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    static func mayStandInPath(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || "!$&'()*+,;=:@[]%/".utf8.contains(byte)
    }

    static func isUserinfo(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || ":!$&'()*+,;=%@".utf8.contains(byte)
    }

    private static func mayStandInHost(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || "!$&'()*+,;=:[]<>\"".utf8.contains(byte)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
