// SPDX-License-Identifier: MIT
package import Kn8Value

/// What makes a finding the same finding after lines moved, items were added to lists, or a file got a new name.
///
/// Rule, object, path and message count; of the path and the message, numbers of lines and of list items do not. A finding
/// about no object is told by its file instead.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits.
    package let description: String

    /// A fingerprint read from a file.
    package init(_ text: String) { description = text }

    /// The fingerprint of `finding`, whose file is called `file` from the project's root.
    package init(of finding: Finding, file: String) {
        let parts = [
            finding.rule,
            finding.object ?? file,
            Fingerprint.steady(finding.path?.description ?? ""),
            Fingerprint.steady(finding.message),
        ]
        description = Fingerprint.digest(parts.joined(separator: "\u{0}"))
    }

    /// `text` with `[*]` for the number of a list item and `line *` for the number of a line.
    static func steady(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let opens = bytes[index] == UInt8(ascii: "[")
            let follows = opens || Fingerprint.endsWithLine(result)
            if opens {
                result.append(bytes[index])
                index += 1
            }
            if follows {
                var end = index
                while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) { end += 1 }
                let closes = !opens || (end < bytes.count && bytes[end] == UInt8(ascii: "]"))
                if end > index, closes {
                    result.append(UInt8(ascii: "*"))
                    index = end
                    continue
                }
            }
            if !opens {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func endsWithLine(_ bytes: [UInt8]) -> Bool { bytes.suffix(5).elementsEqual("line ".utf8) }

    // FNV-1a of 128 bits: nobody gains by forging a fingerprint.
    private static func digest(_ text: String) -> String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
}
