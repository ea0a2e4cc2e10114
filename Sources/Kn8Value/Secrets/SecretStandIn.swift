// SPDX-License-Identifier: MIT

/// What is printed in place of a secret: `secret(sha256:ab12cd34ef)`.
///
/// It is the same for the same value, so that two outputs tell whether a secret has changed. It is made of characters that
/// JSON, YAML, XML, Markdown and shells' quotes all leave alone, so that it can stand wherever the value stood.
package enum SecretStandIn {
    private static let opening = "secret("
    private static let digitCount = 10

    /// What stands for a value of this digest, an algorithm, a colon and hexadecimal digits, of which ten are shown.
    package static func text(digest: String) -> String {
        let parts = digest.split(separator: ":", maxSplits: 1)
        return "\(opening)\(parts.first ?? ""):\((parts.last ?? "").prefix(digitCount)))"
    }

    /// The first thing in `text` that stands for a secret; nil when it has none.
    package static func found(in text: String) -> String? {
        guard text.utf8.count >= 17 else { return nil }
        var rest = text.utf8[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "(")) {
            let before = rest[..<mark].suffix(opening.utf8.count - 1)
            rest = rest[rest.index(after: mark)...]
            guard before.elementsEqual(opening.utf8.dropLast()), let colon = rest.firstIndex(of: UInt8(ascii: ":"))
            else {
                continue
            }
            let algorithm = rest[..<colon]
            let digits = rest[rest.index(after: colon)...].prefix(digitCount)
            guard !algorithm.isEmpty, algorithm.count <= 8, algorithm.allSatisfy({ isDigit($0) || isLetter($0) }),
                digits.count == digitCount, digits.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0) }),
                rest[digits.endIndex...].first == UInt8(ascii: ")")
            else { continue }
            return String(text[before.startIndex...digits.endIndex])
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

    /// The first thing that stands for a secret in any text of `value`; nil when it has none.
    package static func found(in value: Value) -> String? {
        switch value {
        case .string(let text): return found(in: text)
        case .array(let elements):
            for element in elements { if let text = found(in: element) { return text } }
            return nil
        case .object(let map):
            for entry in map { if let text = found(in: entry.value) { return text } }
            return nil
        case .null, .bool, .int, .double: return nil
        }
    }
}
