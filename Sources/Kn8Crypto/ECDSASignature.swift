// SPDX-License-Identifier: MIT

/// The two spellings of a signature by a key of P-256: OpenSSL's (DER) and that of tokens (RFC 7518: r and s in 32 bytes each).
enum ECDSASignature {
    private static let size = 32

    /// The 64 bytes that say what `der` says; nil when that is no such signature.
    static func raw(der: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = der
        guard rest.popFirst() == 0x30, let length = rest.popFirst(), Int(length) == rest.count,
            let r = integer(&rest), let s = integer(&rest), rest.isEmpty
        else { return nil }
        return r + s
    }

    /// `raw` in DER; nil when it does not have 64 bytes.
    static func der(raw: [UInt8]) -> [UInt8]? {
        guard raw.count == size * 2 else { return nil }
        let body = integer(raw[..<size]) + integer(raw[size...])
        return [0x30, UInt8(body.count)] + body
    }

    private static func integer(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.popFirst() == 0x02, let length = rest.popFirst(), length > 0, Int(length) <= rest.count else {
            return nil
        }
        let digits = rest.prefix(Int(length)).drop { $0 == 0 }
        rest = rest.dropFirst(Int(length))
        guard digits.count <= size else { return nil }
        return [UInt8](repeating: 0, count: size - digits.count) + digits
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }
}
