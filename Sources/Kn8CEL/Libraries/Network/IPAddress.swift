// SPDX-License-Identifier: MIT

internal import Kn8Value

/// An address as Go's `netip.Addr` reads, prints and classifies it. Zones are noted but not kept.
struct IPAddress: Hashable, Sendable {
    /// Why a text is no address, in Go's words.
    struct Fault: Error {
        let text: String
        let message: String
        /// The rest of the text at the fault; nil when Go does not print one.
        var place: String?

        var description: String {
            "ParseAddr(\(text.goQuoted)): \(message)" + (place.map { " (at \($0.goQuoted))" } ?? "")
        }
    }

    /// Four or sixteen.
    let bytes: [UInt8]
    let hasZone: Bool

    var isFour: Bool { bytes.count == 4 }
    /// Whether it is an IPv4 address in the clothes of IPv6: `::ffff:1.2.3.4`.
    var isFourInSix: Bool { !isFour && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255 }
    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLoopback: Bool { isFour ? bytes[0] == 127 : bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1 }
    var isMulticast: Bool { isFour ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF }
    var isLinkLocalMulticast: Bool {
        isFour ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0 : bytes[0] == 0xFF && bytes[1] & 0xF == 2
    }
    var isLinkLocalUnicast: Bool {
        isFour ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }
    var isGlobalUnicast: Bool {
        if isFour, bytes.allSatisfy({ $0 == 255 }) { return false }
        return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }

    /// The address with all bits after the first `length` cleared.
    func masked(to length: Int) -> IPAddress {
        var bytes = self.bytes
        for index in bytes.indices {
            let kept = min(max(length - 8 * index, 0), 8)
            bytes[index] &= kept == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF00 >> kept)
        }
        return IPAddress(bytes: bytes, hasZone: false)
    }

    private init(bytes: [UInt8], hasZone: Bool) {
        self.bytes = bytes
        self.hasZone = hasZone
    }

    init(_ text: String) throws(Fault) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."):
                self.init(bytes: try Self.four(Array(text.utf8), in: text), hasZone: false)
                return
            case UInt8(ascii: ":"):
                self = try Self.six(text)
                return
            case UInt8(ascii: "%"): throw Fault(text: text, message: "missing IPv6 address")
            default: continue
            }
        }
        throw Fault(text: text, message: "unable to parse IP")
    }

    private static func four(_ part: [UInt8], in text: String) throws(Fault) -> [UInt8] {
        var fields: [UInt8] = []
        var value = 0
        var digits = 0
        for (index, byte) in part.enumerated() {
            let rest = String(decoding: part[index...], as: UTF8.self)
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if digits == 1, value == 0 {
                    throw Fault(text: text, message: "IPv4 field has octet with leading zero")
                }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
                if value > 255 { throw Fault(text: text, message: "IPv4 field has value >255") }
            case UInt8(ascii: "."):
                if index == 0 || index == part.count - 1 || part[index - 1] == UInt8(ascii: ".") {
                    throw Fault(text: text, message: "IPv4 field must have at least one digit", place: rest)
                }
                if fields.count == 3 { throw Fault(text: text, message: "IPv4 address too long") }
                fields.append(UInt8(value))
                (value, digits) = (0, 0)
            default: throw Fault(text: text, message: "unexpected character", place: rest)
            }
        }
        if fields.count < 3 { throw Fault(text: text, message: "IPv4 address too short") }
        return fields + [UInt8(value)]
    }

    private static func six(_ text: String) throws(Fault) -> IPAddress {
        var rest = Array(text.utf8)[...]
        var hasZone = false
        if let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            if percent == rest.endIndex - 1 {
                throw Fault(text: text, message: "zone must be a non-empty string")
            }
            hasZone = true
            rest = rest[..<percent]
        }
        func fault(_ message: String) -> Fault {
            Fault(text: text, message: message, place: String(decoding: rest, as: UTF8.self))
        }
        var bytes: [UInt8] = []
        var ellipsis: Int?
        if rest.starts(with: "::".utf8) {
            ellipsis = 0
            rest = rest.dropFirst(2)
            if rest.isEmpty { return IPAddress(bytes: Array(repeating: 0, count: 16), hasZone: hasZone) }
        }
        while bytes.count < 16 {
            let digits = rest.prefix { Unicode.Scalar($0).properties.isASCIIHexDigit }
            var value = 0
            for (offset, digit) in digits.enumerated() {
                value = value << 4 + (Int(String(Unicode.Scalar(digit)), radix: 16) ?? 0)
                if offset > 3 { throw fault("each group must have 4 or less digits") }
                if value > 0xFFFF { throw fault("IPv6 field has value >=2^16") }
            }
            if digits.isEmpty { throw fault("each colon-separated field must have at least one digit") }
            if digits.endIndex < rest.endIndex, rest[digits.endIndex] == UInt8(ascii: ".") {
                if ellipsis == nil, bytes.count != 12 {
                    throw fault("embedded IPv4 address must replace the final 2 fields of the address")
                }
                if bytes.count + 4 > 16 {
                    throw fault("too many hex fields to fit an embedded IPv4 at the end of the address")
                }
                bytes += try four(Array(rest), in: text)
                rest = []
                break
            }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
            rest = rest.dropFirst(digits.count)
            if rest.isEmpty { break }
            if rest.first != UInt8(ascii: ":") { throw fault("unexpected character, want colon") }
            if rest.count == 1 { throw fault("colon must be followed by more characters") }
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: ":") {
                if ellipsis != nil { throw fault("multiple :: in address") }
                ellipsis = bytes.count
                rest = rest.dropFirst()
                if rest.isEmpty { break }
            }
        }
        if !rest.isEmpty { throw fault("trailing garbage after address") }
        if bytes.count < 16 {
            guard let ellipsis else { throw Fault(text: text, message: "address string too short") }
            bytes.insert(contentsOf: repeatElement(0, count: 16 - bytes.count), at: ellipsis)
        } else if ellipsis != nil {
            throw Fault(text: text, message: "the :: must expand to at least one field of zeros")
        }
        return IPAddress(bytes: bytes, hasZone: hasZone)
    }

    /// The canonical text: dotted, or groups with the longest run of two and more zeros left out.
    var text: String {
        if isFour { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > best.count, end - start >= 2 { best = start..<end }
            start = end + 1
        }
        func shown(_ groups: ArraySlice<Int>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if best.isEmpty { return shown(groups[...]) }
        return shown(groups[..<best.lowerBound]) + "::" + shown(groups[best.upperBound...])
    }
}
