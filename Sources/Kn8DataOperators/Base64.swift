// SPDX-License-Identifier: MIT

/// Base64 as Secrets (RFC 4648 section 4) and Kafka's topic ids (section 5, without padding) need it.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The standard spelling of the UTF-8 of `text`.
    static func encoded(_ text: String) -> String { encoded(Array(text.utf8)) }

    /// The standard spelling of `bytes`, padded.
    static func encoded(_ bytes: [UInt8]) -> String {
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
    static func urlSafe(_ bytes: [UInt8]) -> String {
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
}
