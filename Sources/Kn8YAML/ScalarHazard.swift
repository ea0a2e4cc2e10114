// SPDX-License-Identifier: MIT
package import Kn8Value

/// An unquoted scalar that YAML 1.1 reads as something else than the text that stands there.
package struct ScalarHazard: Hashable, Sendable {
    /// Which trap it is; the raw value ends the rule's name.
    package enum Kind: String, Sendable, CaseIterable {
        /// `yes`, `no`, `on`, `off`, `y`, `n`.
        case boolean
        /// `1.10`, which loses its zero.
        case float
        /// `1e3`.
        case exponent
        /// `0777`, `0o777`, `012`.
        case octal
        /// `089`, which is no octal number and loses its zero.
        case leadingZero = "leading-zero"
        /// `0x1F`, `0b11`.
        case radix
        /// `1_000`.
        case underscore
        /// `12345678901234567890`, which loses its last digits.
        case precision
        /// `~`, `null`.
        case null
        /// `22:22`: text for Kubernetes, 1342 for other readers of YAML 1.1.
        case sexagesimal
        /// `2020-01-01`: text for Kubernetes, a date for other readers.
        case date
    }

    /// Which trap it is.
    package let kind: Kind
    /// What the author wrote.
    package let text: String
    /// What YAML made of it.
    package let value: Value

    /// The trap in the unquoted scalar `text`; nil when it is none.
    package init?(unquoted text: String) {
        var spelling = text
        guard let kind = spelling.withUTF8({ bytes in ScalarHazard.kind(of: bytes) }) else { return nil }
        self.kind = kind
        self.text = text
        value = spelling.withUTF8 { ScalarResolver.value($0) } ?? .string(text)
    }

    /// The rule that speaks of it.
    package var rule: String { "yaml/hazard-\(kind.rawValue)" }

    /// Whether Kubernetes itself reads the text as written, and only other tools do not.
    package var isForOthers: Bool { kind == .sexagesimal || kind == .date }

    /// What YAML makes of the text: `1.10 without quotes is the number 1.1`.
    package var explanation: String {
        switch kind {
        case .boolean: "\(text) without quotes is the boolean \(value.json())"
        case .null: "\(text) without quotes is null, and the field counts as not set"
        case .octal: "\(text) without quotes is an octal number: \(value.json())"
        case .sexagesimal: "other readers of YAML 1.1 take \(text) for a number in base 60"
        case .date: "other readers of YAML 1.1 take \(text) for a date"
        case .float, .exponent, .leadingZero, .radix, .underscore, .precision:
            "\(text) without quotes is the number \(value.json())"
        }
    }

    /// What to do: `write "1.10" with quotes`.
    package var fix: String { "write \"\(text)\" with quotes" }

    /// The trap in `bytes`; cheap enough for every scalar that is no ordinary text.
    static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> Kind? {
        guard let first = bytes.first else { return nil }
        switch ScalarResolver.value(bytes) {
        case .null?: return .null
        case .bool?: return first | 0x20 == UInt8(ascii: "t") || first | 0x20 == UInt8(ascii: "f") ? nil : .boolean
        case .int?, .double?: return number(bytes)
        default: break
        }
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first), bytes.count <= 40 else { return nil }
        if isSexagesimal(bytes) { return .sexagesimal }
        return CalendarDate.isSpelled(by: String(decoding: bytes, as: UTF8.self)) ? .date : nil
    }

    /// Whether `bytes`, which are text, are worth a second look: digits first, and a colon or a dash where a time or a date
    /// has one.
    static func mayBeTimeOrDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 2, bytes.count <= 40, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[0]) else {
            return false
        }
        return bytes.contains(UInt8(ascii: ":")) || (bytes.count > 7 && bytes[4] == UInt8(ascii: "-"))
    }

    /// Whether `bytes`, which are read as `value`, are worth a second look. Says too much rather than too little, and next to
    /// nothing of a number as people write them.
    static func mayConcern(_ value: Value, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        switch value {
        case .int:
            return bytes.count > 1
                && (first == UInt8(ascii: "0") || first == UInt8(ascii: "+") || bytes.contains(UInt8(ascii: "_")))
        case .bool: return first | 0x20 != UInt8(ascii: "t") && first | 0x20 != UInt8(ascii: "f")
        default: return kind(of: bytes) != nil
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind? {
        let digits = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        if bytes.contains(UInt8(ascii: "_")) { return .underscore }
        if let zero = digits.first, zero == UInt8(ascii: "0"), let next = digits.dropFirst().first {
            switch next | 0x20 {
            case UInt8(ascii: "x"), UInt8(ascii: "b"): return .radix
            case UInt8(ascii: "o"): return .octal
            default: break
            }
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
                let isOctal = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
                return isOctal ? .octal : .leadingZero
            }
        }
        if digits.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return .exponent }
        guard case .double(let number)? = ScalarResolver.value(bytes) else { return nil }
        if !bytes.contains(UInt8(ascii: ".")) { return .precision }
        return Value.double(number).json().utf8.elementsEqual(bytes) ? nil : .float
    }

    // [-+]? [1-9][0-9_]* ( : [0-5]?[0-9] )+ ( . [0-9_]* )?
    private static func isSexagesimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.contains(UInt8(ascii: ":")) else { return false }
        var parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count >= 2, let head = parts.first, let last = parts.popLast() else { return false }
        func isNumber(_ part: Slice<UnsafeBufferPointer<UInt8>>, atMost count: Int) -> Bool {
            !part.isEmpty && part.count <= count
                && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        func isSixtieth(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
            isNumber(part, atMost: 2) && (part.count < 2 || part.first.map { $0 < UInt8(ascii: "6") } ?? false)
        }
        let whole = last.prefix { $0 != UInt8(ascii: ".") }
        return head.first != UInt8(ascii: "0") && isNumber(head, atMost: 12) && parts.dropFirst().allSatisfy(isSixtieth)
            && isSixtieth(whole)
    }
}
