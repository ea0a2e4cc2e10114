// SPDX-License-Identifier: MIT

/// The ways in which a secret may be written in an output.
enum SecretForms {
    /// The shortest value that is looked for in outputs; of shorter ones there are too many that mean something else.
    static let minimalLength = SecretPatterns.minimalLength

    /// The forms of `secret` to look for in any output; empty for one that cannot be told from plain words.
    static func all(of secret: String) -> Set<String> {
        guard !isPublic(secret) else { return [] }
        var forms: Set<String> = []
        let trimmed = String(secret.reversed().drop(while: \.isWhitespace).reversed())
        for text in Set([secret, trimmed]) where text.utf8.count >= minimalLength {
            // Its base64 is distinct even where the text is a plain word.
            let encoded = Base64.encoded(text)
            forms.insert(String(encoded.prefix { $0 != "=" }))
            forms.insert(Base64.urlSafe(Array(text.utf8)))
            guard !isPlain(text) else { continue }
            forms.formUnion(spellings(of: text))
        }
        for line in lines(of: secret) { forms.formUnion(spellings(of: line)) }
        return forms.filter { $0.utf8.count >= minimalLength }
    }

    // The text itself, and as JSON, Go, YAML, XML, URLs and GitHub's commands write it.
    private static func spellings(of text: String) -> Set<String> {
        var spellings: Set = [text]
        guard !text.utf8.allSatisfy(isSafe) else { return spellings }
        spellings.insert(inner(Value.string(text).json()))
        spellings.insert(inner(Value.string(text).json(escapingHTML: true)))
        spellings.insert(inner(text.goQuoted))
        spellings.insert(text.replacing("'", with: "''"))
        let xml = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        spellings.insert(xml)
        spellings.insert(xml.replacing("\"", with: "&quot;").replacing("'", with: "&apos;"))
        spellings.insert(xml.replacing("\"", with: "&quot;").replacing("'", with: "&#39;"))
        spellings.insert(percentEncoded(text))
        spellings.insert(text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A"))
        return spellings
    }

    private static func inner(_ quoted: String) -> String { String(quoted.dropFirst().dropLast()) }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if isSafe(byte) || byte == UInt8(ascii: "~") {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    // A certificate is public; it stands in Secrets beside its key.
    private static func isPublic(_ secret: String) -> Bool {
        secret.contains("-----BEGIN CERTIFICATE-----") && !secret.contains("PRIVATE KEY-----")
    }

    /// Whether `text` may well stand in an output for another reason: a word, a name of a few words, a short number.
    static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count < 20 else { return false }
        if bytes.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) { return bytes.count < 10 }
        var isFirst = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): isFirst = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where isFirst: isFirst = false
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: " "):
                isFirst = true
            default: return false
            }
        }
        return true
    }

    // Of a value of several lines, those that look like nothing but a key.
    private static func lines(of secret: String) -> [String] {
        guard secret.contains(where: \.isNewline) else { return [] }
        return secret.split(whereSeparator: \.isNewline).compactMap { line in
            let line = line.drop(while: \.isWhitespace)
            let bytes = line.utf8
            guard bytes.count >= 16, !line.hasPrefix("-----"), !bytes.contains(UInt8(ascii: " ")) else { return nil }
            let hasDigit = bytes.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            let hasUpper = bytes.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
            let hasLower = bytes.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
            return hasDigit && hasLower || hasUpper && hasLower || hasDigit && hasUpper ? String(line) : nil
        }
    }
}
