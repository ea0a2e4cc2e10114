// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The formats of strings that the API server knows; an unknown one says nothing.
enum FormatCheck {
    /// Whether `text` is of `format`.
    static func matches(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date-time", "datetime": Timestamp(text) != nil
        case "date": isDate(text)
        case "byte": text.utf8.count % 4 == 0 && text.utf8.allSatisfy(isBase64)
        case "ipv4": isIPv4(text)
        case "ipv6": text.contains(":") && NetworkAddress(text) != nil
        case "cidr": NetworkPrefix(text) != nil
        case "mac": isMAC(text)
        case "uuid": isUUID(text, version: nil)
        case "uuid3": isUUID(text, version: "3")
        case "uuid4": isUUID(text, version: "4")
        case "uuid5": isUUID(text, version: "5")
        case "email": isEmail(text)
        case "uri": isURI(text)
        case "hexcolor": isHexColour(text)
        case "duration": DurationShape.matches(text)
        default: true
        }
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && ($0 == "0" || !$0.hasPrefix("0")) }
    }

    // With dashes or without, as `govalidator` and strfmt have it.
    private static func isUUID(_ text: String, version: Character?) -> Bool {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        guard digits.count == 32, digits.allSatisfy(isHex) else { return false }
        return version.map { digits[12] == $0.asciiValue } ?? true
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    // What Go's net.ParseMAC takes: 6, 8 or 20 bytes, in pairs with colons or dashes, or in fours with dots.
    private static func isMAC(_ text: String) -> Bool {
        for (mark, width) in [(":", 2), ("-", 2), (".", 4)] as [(Character, Int)] where text.contains(mark) {
            let parts = text.split(separator: mark, omittingEmptySubsequences: false)
            return parts.allSatisfy { $0.utf8.count == width && $0.utf8.allSatisfy(isHex) }
                && [6, 8, 20].contains(parts.count * width / 2)
        }
        return false
    }

    // Only what cannot be one: Go takes names and comments beside the address.
    private static func isEmail(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        return at != text.startIndex && text.index(after: at) != text.endIndex
    }

    // What Go's url.ParseRequestURI takes: an absolute path, or a scheme with something after it.
    private static func isURI(_ text: String) -> Bool {
        guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return false }
        if text.hasPrefix("/") { return true }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].utf8.first else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return letters.contains(first | 0x20)
            && parts[0].utf8.allSatisfy {
                letters.contains($0 | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || "+-.".utf8.contains($0)
            }
    }

    private static func isHexColour(_ text: String) -> Bool {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        return [3, 6].contains(digits.utf8.count) && digits.utf8.allSatisfy(isHex)
    }
}
