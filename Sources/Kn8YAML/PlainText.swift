// SPDX-License-Identifier: MIT

/// A text without anything that makes reading by bytes unsafe: UTF-8, lines that end with a line feed, no tab and no other
/// control character, none of Unicode's own line breaks.
struct PlainText {
    private let bytes: UnsafeBufferPointer<UInt8>

    /// Looks at all of `bytes`; nil when there is anything that libyaml had better look at.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while index < bytes.count {
            if index + 8 <= bytes.count,
                PlainText.isPlain(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
                continue
            }
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\n") else { return nil }
                index += 1
                continue
            }
            guard let length = PlainText.characterLength(bytes, index) else { return nil }
            index += length
        }
        self.bytes = bytes
    }

    // Eight bytes at a time, with the highest bit of each as its answer.
    private static let highest: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The highest bits of the bytes of `word` that are line feeds.
    static func lineFeeds(in word: UInt64) -> UInt64 {
        let difference = word ^ (ones &* 0x0A)
        return ~(((difference & ~highest) &+ ~highest) | difference) & highest
    }

    /// Whether `word` is eight characters of ASCII, no control characters but line feeds among them.
    private static func isPlain(_ word: UInt64) -> Bool {
        // A blank in place of a line feed; then all must be from 0x20 to 0x7E.
        let text = word &+ (lineFeeds(in: word) >> 7) &* 0x16
        let low = (text & ~highest) &+ (ones &* 0x60)
        let high = (text & ~highest) &+ ones
        return text & highest == 0 && low & highest == highest && high & highest == 0
    }

    var count: Int { bytes.count }

    /// The byte at `index`; a line feed behind the end.
    subscript(index: Int) -> UInt8 { index < bytes.count ? bytes[index] : UInt8(ascii: "\n") }

    func bytes(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)..<min(end, bytes.count)])
    }

    /// The index of the line feed that ends the line of `index`, or the end of the text.
    func endOfLine(_ index: Int) -> Int { StreamCut.endOfLine(bytes, from: index) }

    /// The quote that closes the one at `start` on the same line; nil when there is none, or an escape makes it unclear.
    func closingQuote(_ start: Int) -> Int? {
        let quote = self[start]
        var index = start + 1
        while self[index] != UInt8(ascii: "\n") {
            if self[index] == quote {
                return quote == UInt8(ascii: "'") && self[index + 1] == quote ? nil : index
            }
            if self[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return nil }
            index += 1
        }
        return nil
    }

    /// One past the last character of the plain scalar that begins at `start`; nil when it holds a colon that may end a key.
    func endOfPlain(_ start: Int) -> Int? {
        var index = start
        var end = start
        while true {
            switch self[index] {
            case UInt8(ascii: "\n"): return end
            case UInt8(ascii: " "): break
            case UInt8(ascii: "#") where index > end: return end
            case UInt8(ascii: ":") where PlainText.isBlank(self[index + 1]): return nil
            default: end = index + 1
            }
            index += 1
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

    /// Whether a plain scalar can begin with `byte` before `next`.
    static func beginsPlain(_ byte: UInt8, _ next: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): !isBlank(next)
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), UInt8(ascii: " "), UInt8(ascii: "\n"):
            false
        default: true
        }
    }

    /// Whether `byte` is one of the characters of an ordinary key: letters, digits and `_-./$`.
    static func isKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    // Two to four bytes of sound UTF-8 that are neither a control character, nor a line break, nor a byte order mark.
    private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        let length =
            switch bytes[index] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard length > 0, index + length <= bytes.count else { return nil }
        var code = UInt32(bytes[index]) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            code = code << 6 | UInt32(byte & 0x3F)
        }
        switch (length, code) {
        case (2, 0xA0...0x7FF), (3, 0x800...0x2027), (3, 0x202A...0xD7FF), (3, 0xE000...0xFEFE), (3, 0xFF00...0xFFFD),
            (4, 0x10000...0x10FFFF):
            return length
        default: return nil
        }
    }
}
