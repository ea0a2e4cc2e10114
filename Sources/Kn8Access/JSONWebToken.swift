// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A token of three parts: header, claims, signature (RFC 7519 in the compact form).
struct JSONWebToken {
    /// Beyond this no text is looked at: a token of the server's has some 1,500 bytes.
    static let limit = 16 * 1_024

    let header: Value
    let claims: Value
    /// What is signed: the first two parts with the point between them.
    let message: [UInt8]
    let signature: [UInt8]

    /// The token that `text` spells; nil when it is none. Each part must be spelt in the one way base64 has for it.
    init?(_ text: String) {
        guard text.utf8.count <= Self.limit else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.bytes(parts[0]), let claims = Self.bytes(parts[1]),
            let signature = Self.bytes(parts[2]), !signature.isEmpty,
            let headerTree = try? Value(json: header), headerTree.object != nil,
            let claimsTree = try? Value(json: claims), claimsTree.object != nil
        else { return nil }
        self.header = headerTree
        self.claims = claimsTree
        self.signature = signature
        message = Array("\(parts[0]).\(parts[1])".utf8)
    }

    /// The compact form of a token with these parts, signed by `signer`.
    static func text(claims: Value, signer: any TokenSigner) throws -> String {
        let header: Value = ["alg": .string(signer.algorithm), "kid": .string(signer.keyID)]
        let message = "\(Base64.urlSafe(header.jsonBytes())).\(Base64.urlSafe(claims.jsonBytes()))"
        return "\(message).\(Base64.urlSafe(try signer.signature(of: Array(message.utf8))))"
    }

    /// The bytes of URL-safe base64 without padding; nil for any other spelling, stray bits at the end included.
    static func bytes(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            let sextet: UInt32?
            switch byte {
            case UInt8(ascii: "-"): sextet = 62
            case UInt8(ascii: "_"): sextet = 63
            case UInt8(ascii: "+"), UInt8(ascii: "/"): sextet = nil
            default: sextet = Base64.sextet(of: byte)
            }
            guard let sextet else { return nil }
            bits = bits << 6 | sextet
            count += 1
            guard count == 4 else { continue }
            bytes += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
            bits = 0
            count = 0
        }
        switch count {
        case 0: return bytes
        case 2: return bits & 0xF == 0 ? bytes + [UInt8(bits >> 4 & 0xFF)] : nil
        case 3: return bits & 0x3 == 0 ? bytes + [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)] : nil
        default: return nil
        }
    }
}
