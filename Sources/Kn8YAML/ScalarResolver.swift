// SPDX-License-Identifier: MIT
internal import Kn8Value

/// What an unquoted scalar means, as `sigs.k8s.io/yaml` reads it (`go-yaml:resolve.go@v2.4.0`, YAML 1.1).
enum ScalarResolver {
    /// The meaning of the plain scalar `bytes`; nil for a plain string, and for `.nan` and the infinities, which
    /// `isNonFinite` tells apart.
    static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        guard let first = bytes.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            return number(bytes)
        case UInt8(ascii: "."):
            guard bytes.count > 1, isFloat(bytes) else { return nil }
            return double(bytes)
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"),
            UInt8(ascii: "~"):
            return bytes.count <= 5 ? word(String(decoding: bytes, as: UTF8.self)) : nil
        default: return nil
        }
    }

    /// Whether `bytes` spell a number that JSON lacks.
    static func isNonFinite(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (4...5).contains(bytes.count), bytes[0] == UInt8(ascii: ".") || bytes[1] == UInt8(ascii: ".") else {
            return false
        }
        switch String(decoding: bytes, as: UTF8.self) {
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
            return true
        default: return false
        }
    }

    /// The same for text: what `text` would be if it stood in a document unquoted.
    static func isString(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { value($0) == nil && !isNonFinite($0) }
    }

    private static func word(_ text: String) -> Value? {
        switch text {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": true
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": false
        case "~", "null", "Null", "NULL": .null
        default: nil
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        var negative = false
        var digits = bytes[...]
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        guard let head = digits.first, isDigit(head) || head == UInt8(ascii: ".") || head == UInt8(ascii: "_") else {
            return nil
        }
        if bytes.contains(UInt8(ascii: "_")) {
            let plain = bytes.filter { $0 != UInt8(ascii: "_") }
            return plain.isEmpty ? nil : plain.withUnsafeBufferPointer(number)
        }
        var radix: Int64 = 10
        if digits.count > 1, head == UInt8(ascii: "0") {
            switch digits[digits.startIndex + 1] {
            case UInt8(ascii: "x"), UInt8(ascii: "X"): (radix, digits) = (16, digits.dropFirst(2))
            case UInt8(ascii: "o"), UInt8(ascii: "O"): (radix, digits) = (8, digits.dropFirst(2))
            case UInt8(ascii: "b"), UInt8(ascii: "B"): (radix, digits) = (2, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst())
            }
        }
        if let integer = integer(digits, radix: radix, negative: negative) { return integer }
        return isFloat(bytes) ? double(bytes) : nil
    }

    // Nil when a character is no digit, and for a decimal that overflows, which is then a float.
    private static func integer(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>,
        radix: Int64,
        negative: Bool
    ) -> Value? {
        guard !digits.isEmpty else { return nil }
        var total: Int64 = 0
        var wide: UInt64 = 0
        var overflow = false
        var wideOverflow = false
        for byte in digits {
            guard let digit = digitValue(byte), digit < radix else { return nil }
            let (wideProduct, tooWide) = wide.multipliedReportingOverflow(by: UInt64(radix))
            let (wideSum, stillWider) = wideProduct.addingReportingOverflow(UInt64(digit))
            wideOverflow = wideOverflow || tooWide || stillWider
            wide = wideSum
            let (product, overflowed) = total.multipliedReportingOverflow(by: radix)
            let (sum, more) =
                negative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            overflow = overflow || overflowed || more
            total = sum
        }
        guard overflow else { return .int(total) }
        return radix == 10 || negative || wideOverflow ? nil : .double(Double(wide))
    }

    private static func digitValue(_ byte: UInt8) -> Int64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int64(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int64(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    // [-+]? ( . digits | digits ( . digits? )? ) ( [eE] [-+]? digits )?
    private static func isFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        func skipDigits() -> Int {
            let first = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            return index - first
        }
        func skip(_ choices: UInt8...) -> Bool {
            guard index < bytes.count, choices.contains(bytes[index]) else { return false }
            index += 1
            return true
        }
        _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
        let whole = skipDigits()
        if skip(UInt8(ascii: ".")), skipDigits() == 0, whole == 0 { return false }
        if whole == 0, index == 0 { return false }
        if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
            _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
            guard skipDigits() > 0 else { return false }
        }
        return index == bytes.count
    }

    private static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasSuffix(".") { text += "0" }
        guard let number = Double(text), number.isFinite else { return nil }
        return .double(number)
    }
}
