// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The formats of strings that the API server knows; an unknown one says nothing.
enum FormatCheck {
    /// Whether `text` is of `format`.
    static func matches(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date-time", "datetime": Timestamp(text) != nil
        case "date": text.utf8.count == 10 && Timestamp(text + "T00:00:00Z") != nil
        case "byte": text.utf8.count % 4 == 0 && text.utf8.allSatisfy(isBase64)
        case "ipv4": isIPv4(text)
        case "uuid": isUUID(text)
        default: true
        }
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

    private static func isUUID(_ text: String) -> Bool {
        let digits = text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") }
        return digits.count == 32
            && digits.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
