// SPDX-License-Identifier: MIT

/// Which ways of writing a string YAML's grammar allows (`go-yaml:emitterc.go@v2.4.0`, `yaml_emitter_analyze_scalar`).
struct ScalarShape {
    /// Whether there is a line break.
    private(set) var hasBreaks = false
    /// Whether it can stand without quotes in a block collection.
    private(set) var allowsPlain = true
    /// Whether it can stand in single quotes.
    private(set) var allowsSingleQuotes = true
    /// Whether it can stand as a literal block.
    private(set) var allowsBlock = true

    /// The shape of `text`.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else {
            allowsPlain = false
            return
        }
        if text.hasPrefix("---") || text.hasPrefix("...") { allowsPlain = false }
        if ScalarShape.isBlank(first) || ScalarShape.isBlank(last) { allowsPlain = false }
        if last == " " { allowsBlock = false }
        for (index, scalar) in scalars.enumerated() {
            let followedByBlank = index + 1 == scalars.count || ScalarShape.isBlank(scalars[index + 1])
            let precededByBlank = index == 0 || ScalarShape.isBlank(scalars[index - 1])
            if ScalarShape.isIndicator(scalar, isFirst: index == 0, precededByBlank, followedByBlank) {
                allowsPlain = false
            }
            if scalar == "\n" {
                hasBreaks = true
                if index > 0, scalars[index - 1] == " " { allowsBlock = false }
            } else if !ScalarShape.isPrintable(scalar) {
                (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false)
            }
        }
        if hasBreaks { allowsPlain = false }
    }

    /// Whether `text` without quotes would be read as a string (and not as a number of YAML 1.1's base 60).
    static func isPlainString(_ text: String) -> Bool {
        guard ScalarResolver.isString(text), text != "<<", !CalendarDate.isSpelled(by: text) else { return false }
        guard let first = text.utf8.first, text.utf8.contains(UInt8(ascii: ":")),
            first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || isDigit(first)
        else { return true }
        return !isBase60(text)
    }

    /// How `scalar` stands in double quotes.
    static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\0": "\\0"
        case "\u{07}": "\\a"
        case "\u{08}": "\\b"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\u{0B}": "\\v"
        case "\u{0C}": "\\f"
        case "\r": "\\r"
        case "\u{1B}": "\\e"
        case "\u{85}": "\\N"
        case "\u{A0}": "\\_"
        case "\u{2028}": "\\L"
        case "\u{2029}": "\\P"
        default: isPrintable(scalar) ? String(Character(scalar)) : hex(scalar)
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (mark, width) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
        return "\\" + mark + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    private static func isIndicator(
        _ scalar: Unicode.Scalar,
        isFirst: Bool,
        _ precededByBlank: Bool,
        _ followedByBlank: Bool
    ) -> Bool {
        switch scalar {
        case "#": precededByBlank
        case ":": followedByBlank
        case "?", "-": isFirst && followedByBlank
        case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": isFirst
        default: false
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0x2028, 0x2029, 0xFEFF: false
        case 0xA0...0xD7FF, 0xE000...0xFFFD: true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    // [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
    private static func isBase60(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let parts = rest.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard let head = parts.first, let first = head.first, isDigit(first), parts.count > 1,
            head.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") })
        else { return false }
        for (index, part) in parts.enumerated().dropFirst() {
            var part = part
            if index == parts.count - 1, let dot = part.firstIndex(of: UInt8(ascii: ".")) {
                guard part[dot...].dropFirst().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else {
                    return false
                }
                part = part[..<dot]
            }
            guard (1...2).contains(part.count), part.allSatisfy(isDigit) else { return false }
            if part.count == 2, let tens = part.first, tens > UInt8(ascii: "5") { return false }
        }
        return true
    }
}
