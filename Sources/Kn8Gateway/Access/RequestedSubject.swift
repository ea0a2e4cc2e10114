// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The subject of a certificate request (PKCS #10), as far as it decides who its owner will be.
enum RequestedSubject {
    private static let head = "-----BEGIN CERTIFICATE REQUEST-----"
    private static let foot = "-----END CERTIFICATE REQUEST-----"
    private static let organization: [UInt8] = [0x55, 0x04, 0x0A]

    /// The organizations that `request`, a CertificateSigningRequest, asks for: those of every block of PEM that it has, so
    /// that it does not matter which of them a signer takes. Nil when one cannot be read, or there is none.
    static func organizations(of request: Object) -> [String]? {
        guard let text = request["spec", "request"]?.string, let bytes = Base64.decoded(text) else { return nil }
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        var found: [String]?
        while let begin = rest.firstRange(of: head) {
            rest = rest[begin.upperBound...]
            guard let end = rest.firstRange(of: foot),
                let der = Base64.decoded(String(rest[..<end.lowerBound].filter { !$0.isWhitespace })),
                let organizations = organizations(ofDER: der[...])
            else { return nil }
            found = (found ?? []) + organizations
            rest = rest[end.upperBound...]
        }
        return found
    }

    // CertificationRequest { CertificationRequestInfo { version, subject: SEQUENCE OF SET OF { type, value }, … }, … }
    private static func organizations(ofDER der: ArraySlice<UInt8>) -> [String]? {
        var request = DERReader(der)
        guard var fields = request.next(DERReader.sequence), var info = fields.next(DERReader.sequence),
            info.next(DERReader.integer) != nil, var subject = info.next(DERReader.sequence)
        else { return nil }
        var found: [String] = []
        while !subject.isAtEnd {
            guard var names = subject.next(DERReader.set) else { return nil }
            while !names.isAtEnd {
                guard var name = names.next(DERReader.sequence), let type = name.next(DERReader.identifier),
                    let (tag, value) = name.next()
                else { return nil }
                guard Array(type.bytes) == organization else { continue }
                guard let text = text(tag, value.bytes) else { return nil }
                found.append(text)
            }
        }
        return found
    }

    private static func text(_ tag: UInt8, _ bytes: ArraySlice<UInt8>) -> String? {
        switch tag {
        case 0x0C, 0x12, 0x13, 0x14, 0x16: return String(decoding: bytes, as: UTF8.self)
        case 0x1E where bytes.count.isMultiple(of: 2):
            let bytes = Array(bytes)
            let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            return String(decoding: units, as: UTF16.self)
        default: return nil
        }
    }
}

/// Reads values of ASN.1 in DER, one after the other; lengths that are not the shortest are refused.
private struct DERReader {
    static let integer: UInt8 = 0x02
    static let identifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31

    private(set) var bytes: ArraySlice<UInt8>
    var isAtEnd: Bool { bytes.isEmpty }

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The contents of the next value, when its tag is `tag`.
    mutating func next(_ tag: UInt8) -> DERReader? {
        guard let (found, contents) = next(), found == tag else { return nil }
        return contents
    }

    mutating func next() -> (tag: UInt8, contents: DERReader)? {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...3).contains(count), bytes.count >= count, bytes.first != 0 else { return nil }
            length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            guard length >= 0x80 else { return nil }
            bytes = bytes.dropFirst(count)
        }
        guard bytes.count >= length else { return nil }
        let contents = bytes.prefix(length)
        bytes = bytes.dropFirst(length)
        return (tag, DERReader(contents))
    }
}
