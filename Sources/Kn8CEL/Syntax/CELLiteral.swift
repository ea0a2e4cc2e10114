// SPDX-License-Identifier: MIT

/// The values of literals.
enum CELLiteral {
    /// The length of the escape that begins with the backslash at `index`; nil when there is no such escape.
    static func escapeLength(_ scalars: [Unicode.Scalar], at index: Int) -> Int? {
        func all(_ range: Range<Int>, _ test: (Unicode.Scalar) -> Bool) -> Bool {
            range.upperBound <= scalars.count && scalars[range].allSatisfy(test)
        }
        guard index + 1 < scalars.count else { return nil }
        switch scalars[index + 1] {
        case "a", "b", "f", "n", "r", "t", "v", "\"", "'", "\\", "?", "`": return 2
        case "x", "X": return all((index + 2)..<(index + 4), \.isHexDigit) ? 4 : nil
        case "u": return all((index + 2)..<(index + 6), \.isHexDigit) ? 6 : nil
        case "U": return all((index + 2)..<(index + 10), \.isHexDigit) ? 10 : nil
        case "0"..."3": return all((index + 2)..<(index + 4)) { ("0"..."7").contains($0) } ? 4 : nil
        default: return nil
        }
    }

    /// The text of a string literal as it was written, quotes and prefix included; nil when an escape names no code
    /// point.
    static func string(_ written: String) -> String? {
        let (body, isRaw) = body(of: written)
        guard !isRaw else { return text(body[...]) }
        var result = String.UnicodeScalarView()
        var index = 0
        while index < body.count {
            guard body[index] == "\\", let length = escapeLength(body, at: index) else {
                result.append(body[index])
                index += 1
                continue
            }
            guard let scalar = Unicode.Scalar(value(of: body[index..<(index + length)])) else { return nil }
            result.append(scalar)
            index += length
        }
        return String(result)
    }

    /// The bytes of a bytes literal as it was written; nil when it has an escape of a code point (`\u`).
    static func bytes(_ written: String) -> [UInt8]? {
        let (body, isRaw) = body(of: written)
        var result: [UInt8] = []
        var index = 0
        while index < body.count {
            guard !isRaw, body[index] == "\\", let length = escapeLength(body, at: index) else {
                result.append(contentsOf: String(body[index]).utf8)
                index += 1
                continue
            }
            if body[index + 1] == "u" || body[index + 1] == "U" { return nil }
            result.append(UInt8(truncatingIfNeeded: value(of: body[index..<(index + length)])))
            index += length
        }
        return result
    }

    /// The number of an int literal, with its sign; nil when it is out of range.
    static func int(_ written: String, isNegative: Bool) -> Int64? {
        let sign = isNegative ? "-" : ""
        return written.hasPrefix("0x") ? Int64(sign + written.dropFirst(2), radix: 16) : Int64(sign + written)
    }

    /// The number of a uint literal, its `u` included; nil when it is out of range.
    static func uint(_ written: String) -> UInt64? {
        let digits = written.dropLast()
        return digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
    }

    /// The number of a double literal; nil when it is out of range.
    static func double(_ written: String) -> Double? {
        guard let number = Double(written), number.isFinite else { return nil }
        return number
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What is between the quotes, where a line break is always `\n`.
    private static func body(of written: String) -> (scalars: [Unicode.Scalar], isRaw: Bool) {
        var scalars = Array(written.unicodeScalars)
        let prefix = scalars.prefix { $0 != "'" && $0 != "\"" }
        let isRaw = prefix.contains { $0 == "r" || $0 == "R" }
        scalars.removeFirst(prefix.count)
        let isTriple = scalars.count >= 6 && scalars[1] == scalars[0] && scalars[2] == scalars[0]
        let quotes = isTriple ? 3 : 1
        guard scalars.count >= 2 * quotes else { return ([], isRaw) }
        let inner = scalars[quotes..<(scalars.count - quotes)]
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(inner.count)
        for (index, scalar) in zip(inner.indices, inner) {
            if scalar == "\r" {
                if inner.index(after: index) < inner.endIndex, inner[inner.index(after: index)] == "\n" { continue }
                result.append("\n")
            } else {
                result.append(scalar)
            }
        }
        return (result, isRaw)
    }

    private static func value(of escape: ArraySlice<Unicode.Scalar>) -> UInt32 {
        let scalars = Array(escape)
        switch scalars[1] {
        case "a": return 7
        case "b": return 8
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "x", "X", "u", "U": return scalars.dropFirst(2).reduce(0) { $0 << 4 | $1.hexValue }
        case "0"..."3": return scalars.dropFirst().reduce(0) { $0 << 3 | $1.hexValue }
        default: return scalars[1].value
        }
    }
}
