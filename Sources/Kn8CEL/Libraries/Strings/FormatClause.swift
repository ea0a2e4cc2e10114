// SPDX-License-Identifier: MIT

internal import Kn8Value

/// How `format` prints one argument (`cel-go:ext/formatting.go`, version 2 with its English locale, as Kubernetes has
/// it).
enum FormatClause {
    case string
    case decimal
    case fixed(Int)
    case scientific(Int)
    case binary
    case hexadecimal(isUpper: Bool)
    case octal

    private static let deepest = 64

    func text(of value: CELValue) throws(CELFailure) -> String {
        switch (self, value) {
        case (.string, _): return try Self.text(of: value, depth: 0)
        case (.decimal, .int(let number)): return String(number)
        case (.decimal, .uint(let number)): return String(number)
        case (.decimal, _): throw Self.refusal("decimal clause can only be used on integers", value)
        case (.fixed(let places), _): return try Self.fixed(value, places)
        case (.scientific(let places), _): return try Self.scientific(value, places)
        case (.binary, .int(let number)): return String(number, radix: 2)
        case (.binary, .uint(let number)): return String(number, radix: 2)
        case (.binary, .bool(let flag)): return flag ? "1" : "0"
        case (.binary, _): throw Self.refusal("only integers and bools can be formatted as binary", value)
        case (.octal, .int(let number)): return String(number, radix: 8)
        case (.octal, .uint(let number)): return String(number, radix: 8)
        case (.octal, _): throw Self.refusal("octal clause can only be used on integers", value)
        case (.hexadecimal(let isUpper), .int(let number)): return String(number, radix: 16, uppercase: isUpper)
        case (.hexadecimal(let isUpper), .uint(let number)): return String(number, radix: 16, uppercase: isUpper)
        case (.hexadecimal(let isUpper), .string(let text)): return Self.hexadecimal(Array(text.utf8), isUpper)
        case (.hexadecimal(let isUpper), .bytes(let bytes)): return Self.hexadecimal(bytes, isUpper)
        case (.hexadecimal, _):
            throw Self.refusal("only integers, byte buffers, and strings can be formatted as hex", value)
        }
    }

    private static func refusal(_ words: String, _ value: CELValue) -> CELFailure {
        CELFailure("\(words), was given \(value.type.runtimeName)")
    }

    private static func hexadecimal(_ bytes: [UInt8], _ isUpper: Bool) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }.joined()
    }

    /// The number of a fixed or scientific clause: a double, or the name of one that JSON cannot write.
    private static func number(_ value: CELValue, _ clause: String) throws(CELFailure) -> Double {
        switch value {
        case .double(let number): return number
        case .string("NaN"): return .nan
        case .string("Infinity"): return .infinity
        case .string("-Infinity"): return -.infinity
        default: throw refusal("\(clause) clause can only be used on doubles", value)
        }
    }

    private static func special(_ number: Double) -> String? {
        if number.isNaN { return "NaN" }
        return number.isInfinite ? (number < 0 ? "-∞" : "∞") : nil
    }

    private static func fixed(_ value: CELValue, _ places: Int) throws(CELFailure) -> String {
        let number = try number(value, "fixed-point")
        try CELFailure.checkText(places)
        guard let (whole, fraction) = number.decimal(places: places) else { return special(number) ?? "NaN" }
        var grouped = ""
        for (offset, digit) in whole.enumerated() {
            if offset > 0, (whole.utf8.count - offset) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return (number.sign == .minus ? "-" : "") + grouped + (places > 0 ? "." + fraction : "")
    }

    private static func scientific(_ value: CELValue, _ places: Int) throws(CELFailure) -> String {
        let number = try number(value, "scientific")
        try CELFailure.checkText(places)
        guard let (whole, fraction, exponent) = number.scientific(places: places) else {
            return special(number) ?? "NaN"
        }
        let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        var digits = String(exponent.magnitude)
        if digits.utf8.count < 2 { digits = "0" + digits }
        let power = String(digits.utf8.map { superscripts[Int($0 - 48)] })
        let sign = number.sign == .minus ? "-" : ""
        return "\(sign)\(whole)\(places > 0 ? "." + fraction : "")×10\(exponent < 0 ? "⁻" : "")\(power)"
    }

    /// What `%s` prints; inside of lists and maps texts are quoted and moments are written as calls.
    private static func text(of value: CELValue, depth: Int) throws(CELFailure) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return number.goText
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .timestamp(let moment): return moment.text
        case .duration(let span): return span.secondsText
        case .type(let type): return type.runtimeName
        case .list(let list): return try text(of: list, depth: depth)
        case .map(let map): return try text(of: map, depth: depth)
        case .object, .optional, .opaque:
            throw refusal(
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, "
                    + "and timestamps",
                value
            )
        }
    }

    private static func nested(_ value: CELValue, depth: Int) throws(CELFailure) -> String {
        guard depth < deepest else { throw .costLimit }
        switch value {
        case .string(let text): return text.goQuoted
        case .bytes(let bytes): return "b" + String(decoding: bytes, as: UTF8.self).goQuoted
        case .timestamp(let moment): return "timestamp(\(moment.text.goQuoted))"
        case .duration(let span): return "duration(\(span.secondsText.goQuoted))"
        case .double(let number):
            guard let (whole, fraction) = number.decimal(places: 6) else { return number.goText.goQuoted }
            return "\(number.sign == .minus ? "-" : "")\(whole).\(fraction)"
        case .object, .optional, .opaque:
            throw CELFailure("no formatting function for \(value.type.runtimeName)")
        default: return try text(of: value, depth: depth + 1)
        }
    }

    private static func text(of list: CELList, depth: Int) throws(CELFailure) -> String {
        var result = "["
        for index in 0..<list.count {
            if index > 0 { result += ", " }
            result += try nested(list.element(at: index), depth: depth)
            try CELFailure.checkText(result.utf8.count)
        }
        return result + "]"
    }

    private static func text(of map: CELMap, depth: Int) throws(CELFailure) -> String {
        var pairs: [(key: String, text: String)] = []
        for index in 0..<map.count {
            let (key, value) = try map.entry(at: index)
            let shown: String
            switch key {
            case .string(let text): shown = text.goQuoted
            case .bool, .int, .uint: shown = key.keyText
            default:
                throw CELFailure("no formatting function for map key of type \(key.type.runtimeName)")
            }
            pairs.append((shown, try nested(value, depth: depth)))
        }
        pairs.sort { $0.key.scalarOrder(to: $1.key) < 0 }
        let result = "{" + pairs.map { "\($0.key):\($0.text)" }.joined(separator: ", ") + "}"
        try CELFailure.checkText(result.utf8.count)
        return result
    }
}
