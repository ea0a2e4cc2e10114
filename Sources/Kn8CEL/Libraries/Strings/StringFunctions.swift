// SPDX-License-Identifier: MIT

/// The string functions of cel-go's extension (`cel-go:ext/strings.go`). Offsets count code points.
enum StringFunctions {
    static func charAt(_ text: String, _ index: Int64) throws(CELFailure) -> String {
        let scalars = text.unicodeScalars
        guard index >= 0, index <= Int64(text.scalarCount) else { throw outOfRange(index) }
        let place = scalars.index(scalars.startIndex, offsetBy: Int(index))
        return place < scalars.endIndex ? String(Character(scalars[place])) : ""
    }

    static func indexOf(_ text: String, _ needle: String, from offset: Int64 = 0) throws(CELFailure) -> Int64 {
        guard offset >= 0 else { throw outOfRange(offset) }
        let count = Int64(text.scalarCount)
        if needle.isEmpty { return min(offset, count) }
        guard offset < count else { return -1 }
        let bytes = Array(text.utf8)
        guard let start = byteOffset(of: Int(offset), in: bytes),
            let place = TextSearch(Array(needle.utf8)).first(in: bytes, from: start)
        else { return -1 }
        return Int64(scalarOffset(of: place, in: bytes))
    }

    static func lastIndexOf(_ text: String, _ needle: String, from offset: Int64? = nil) throws(CELFailure) -> Int64 {
        let count = Int64(text.scalarCount)
        let needleCount = Int64(needle.scalarCount)
        if offset == nil, needleCount == 0 { return count }
        if offset == nil, text.utf8.count < needle.utf8.count { return -1 }
        let offset = offset ?? count - 1
        guard offset >= 0 else { throw outOfRange(offset) }
        if needleCount == 0 { return min(offset, count) }
        guard offset < count else { return -1 }
        let latest = min(offset, count - needleCount)
        guard latest >= 0 else { return -1 }
        // The last one that starts at `latest` or before is the first one of both texts turned round.
        let bytes = Array(text.utf8)
        let end = byteOffset(of: Int(latest + needleCount), in: bytes) ?? bytes.count
        let search = TextSearch(Array(needle.utf8.reversed()))
        guard let place = search.first(in: bytes[..<end].reversed()) else { return -1 }
        return Int64(scalarOffset(of: end - place - needle.utf8.count, in: bytes))
    }

    static func lowerAscii(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    static func upperAscii(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }

    /// Replaces the first `limit` times that `old` is there, all when it is negative. An empty `old` is before every
    /// code point and at the end.
    static func replace(
        _ text: String,
        _ old: String,
        _ new: String,
        limit: Int64 = -1
    ) throws(CELFailure) -> String {
        let bytes = Array(text.utf8)
        let most = limit < 0 ? Int.max : Int(clamping: limit)
        let oldBytes = Array(old.utf8)
        if oldBytes == Array(new.utf8) || most == 0 { return text }
        let places =
            oldBytes.isEmpty
            ? (scalarStarts(of: bytes) + [bytes.count]).prefix(most).map { $0 }
            : TextSearch(oldBytes).all(in: bytes, limit: most)
        let newBytes = Array(new.utf8)
        let (growth, overflow) = places.count.multipliedReportingOverflow(by: newBytes.count)
        try CELFailure.checkText(overflow ? .max : bytes.count.addingReportingOverflow(growth).partialValue)
        var result: [UInt8] = []
        var copied = 0
        for place in places {
            result += bytes[copied..<place]
            result += newBytes
            copied = place + oldBytes.count
        }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The parts of `text` between separators, `limit` of them when it is not negative; an empty separator is between
    /// any two code points.
    static func split(_ text: String, _ separator: String, limit: Int64 = -1) throws(CELFailure) -> [String] {
        if limit == 0 { return [] }
        let bytes = Array(text.utf8)
        let most = limit < 0 ? Int.max : Int(clamping: limit)
        let separatorBytes = Array(separator.utf8)
        var places: [Int]
        if separatorBytes.isEmpty {
            if bytes.isEmpty { return [] }
            places = Array(scalarStarts(of: bytes).dropFirst().prefix(most - 1))
        } else {
            places = TextSearch(separatorBytes).all(in: bytes, limit: most - 1)
        }
        try CELFailure.checkList(places.count + 1)
        var parts: [String] = []
        var start = 0
        for place in places {
            parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
            start = place + separatorBytes.count
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    static func substring(_ text: String, _ start: Int64, _ end: Int64? = nil) throws(CELFailure) -> String {
        let count = Int64(text.scalarCount)
        if let end, start > end {
            throw CELFailure("invalid substring range. start: \(start), end: \(end)")
        }
        guard start >= 0, start <= count else { throw outOfRange(start) }
        let end = end ?? count
        guard end >= 0, end <= count else { throw outOfRange(end) }
        let scalars = text.unicodeScalars
        let from = scalars.index(scalars.startIndex, offsetBy: Int(start))
        let to = scalars.index(from, offsetBy: Int(end - start))
        return String(scalars[from..<to])
    }

    /// Without the white space of Unicode on both ends.
    static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    static func join(_ list: CELList, _ separator: String) throws(CELFailure) -> String {
        var result = ""
        for index in 0..<list.count {
            let element = try list.element(at: index)
            guard case .string(let text) = element else {
                throw CELFailure("join: invalid input: \(element.keyText)")
            }
            if index > 0 { result += separator }
            result += text
            try CELFailure.checkText(result.utf8.count)
        }
        return result
    }

    /// `text` as a literal of the language, in double quotes.
    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func outOfRange(_ index: Int64) -> CELFailure { CELFailure("index out of range: \(index)") }

    private static func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

    private static func scalarStarts(of bytes: [UInt8]) -> [Int] { bytes.indices.filter { isStart(bytes[$0]) } }

    private static func byteOffset(of scalar: Int, in bytes: [UInt8]) -> Int? {
        var count = 0
        for (index, byte) in bytes.enumerated() where isStart(byte) {
            if count == scalar { return index }
            count += 1
        }
        return count == scalar ? bytes.count : nil
    }

    private static func scalarOffset(of byte: Int, in bytes: [UInt8]) -> Int {
        bytes[..<byte].reduce(0) { $0 + (isStart($1) ? 1 : 0) }
    }
}
