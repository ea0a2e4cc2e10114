// SPDX-License-Identifier: MIT

/// Finds many texts at once in a text, in one pass over its bytes.
struct SecretPatterns {
    /// The patterns of one length that begin alike, and what each is a form of.
    private struct Bucket {
        let length: Int
        var secrets: [[UInt8]: String]
    }

    /// No pattern may be shorter.
    static let minimalLength = 6

    // By the first four bytes: the patterns that begin with them, the longest first.
    private let byHead: [UInt32: [Bucket]]
    // A bit for every hash of a head, so that most places of a text cost one look.
    private let filter: [UInt64]
    private let shift: UInt32

    /// The patterns of `secrets`, by what is to be found; what is too short is left out.
    init(_ secrets: [String: String]) {
        var byHead: [UInt32: [Bucket]] = [:]
        for (text, secret) in secrets where text.utf8.count >= SecretPatterns.minimalLength {
            let bytes = Array(text.utf8)
            let head = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
            if let place = byHead[head]?.firstIndex(where: { $0.length == bytes.count }) {
                byHead[head]?[place].secrets[bytes] = secret
            } else {
                byHead[head, default: []].append(Bucket(length: bytes.count, secrets: [bytes: secret]))
            }
        }
        for head in byHead.keys { byHead[head]?.sort { $0.length > $1.length } }
        var bits: UInt32 = 12
        while bits < 22, 1 << bits < byHead.count * 32 { bits += 1 }
        var filter = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for head in byHead.keys {
            let slot = SecretPatterns.slot(head, 32 - bits)
            filter[slot >> 6] |= 1 << UInt64(slot & 63)
        }
        self.byHead = byHead
        self.filter = filter
        shift = 32 - bits
    }

    private static func slot(_ head: UInt32, _ shift: UInt32) -> Int { Int((head &* 0x9E37_79B1) >> shift) }

    /// `text` with what `standIn` names for a secret in place of each of its forms; nil when it holds none.
    func replaced(in text: String, by standIn: (_ secret: String) -> String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            replaced(in: UnsafeRawBufferPointer(bytes), by: standIn).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func replaced(in bytes: UnsafeRawBufferPointer, by standIn: (String) -> String) -> [UInt8]? {
        var out: [UInt8]?
        var copied = 0
        var index = 0
        let end = bytes.count - SecretPatterns.minimalLength
        while index <= end {
            let head = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let slot = SecretPatterns.slot(head, shift)
            guard filter[slot >> 6] & 1 << UInt64(slot & 63) != 0,
                let found = byHead[head].flatMap({ found(in: $0, at: index, of: bytes) })
            else {
                index += 1
                continue
            }
            var kept = out ?? []
            out = nil
            kept += bytes[copied..<index]
            kept += standIn(found.secret).utf8
            out = kept
            index += found.length
            copied = index
        }
        out?.append(contentsOf: bytes[copied...])
        return out
    }

    private func found(
        in buckets: [Bucket],
        at index: Int,
        of bytes: UnsafeRawBufferPointer
    ) -> (length: Int, secret: String)? {
        for bucket in buckets where bucket.length <= bytes.count - index {
            if let secret = bucket.secrets[Array(bytes[index..<index + bucket.length])] {
                return (bucket.length, secret)
            }
        }
        return nil
    }
}
