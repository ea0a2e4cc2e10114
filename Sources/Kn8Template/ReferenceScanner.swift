// SPDX-License-Identifier: MIT

/// Finds `${NAME}` and `${{NAME}}` in texts.
enum ReferenceScanner {
    /// One `${NAME}`.
    struct Reference: Hashable {
        var name: String
        /// Its bytes in the text, dollar to brace.
        var range: Range<Int>
    }

    /// Whether the text may hold a reference at all: a cheap answer for the many that do not.
    static func mayRefer(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > 3 else { return false }
            for index in 0..<(bytes.count - 1)
            where bytes[index] == UInt8(ascii: "$") && bytes[index + 1] == UInt8(ascii: "{") {
                return true
            }
            return false
        }
    }

    /// Every `${NAME}` in `bytes` from left to right.
    static func references(in bytes: [UInt8]) -> [Reference] {
        var found: [Reference] = []
        var index = 0
        while index + 3 < bytes.count {
            guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            var end = index + 2
            while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
            guard end > index + 2, end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
                index += 1
                continue
            }
            let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
            found.append(Reference(name: name, range: index..<(end + 1)))
            index = end + 1
        }
        return found
    }

    /// The names that `text` refers to, in either form.
    static func names(in text: String) -> [String] {
        if let name = typedName(text) { return [name] }
        return mayRefer(text) ? references(in: Array(text.utf8)).map(\.name) : []
    }

    /// The name in a text that is `${{NAME}}` and nothing else; nil for any other text.
    static func typedName(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > 5, bytes[0] == UInt8(ascii: "$"), bytes[1] == UInt8(ascii: "{"),
                bytes[2] == UInt8(ascii: "{"), bytes[bytes.count - 1] == UInt8(ascii: "}"),
                bytes[bytes.count - 2] == UInt8(ascii: "}")
            else { return nil }
            let name = bytes[3..<(bytes.count - 2)]
            guard name.allSatisfy(isNameByte) else { return nil }
            return String(decoding: name, as: UTF8.self)
        }
    }

    /// Whether `byte` may stand in a parameter's name.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
