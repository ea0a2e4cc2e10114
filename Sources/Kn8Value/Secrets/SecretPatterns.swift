// SPDX-License-Identifier: MIT

/// Finds many texts at once in a text, in one pass over its bytes.
struct SecretPatterns {
    /// A text to find and what to put in its place.
    struct Pattern {
        let bytes: [UInt8]
        let standIn: String
    }

    /// No pattern may be shorter.
    static let minimalLength = 6

    // By the first four bytes: the patterns that begin with them, the longest first.
    private let byHead: [UInt32: [Pattern]]
    // A bit for every hash of a head, so that most places of a text cost one look.
    private let filter: [UInt64]
    private let shift: UInt32

    /// The patterns of `standIns`, by what is to be found; what is too short is left out.
    init(_ standIns: [String: String]) {
        var byHead: [UInt32: [Pattern]] = [:]
        for (text, standIn) in standIns where text.utf8.count >= SecretPatterns.minimalLength {
            let bytes = Array(text.utf8)
            let head = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
            byHead[head, default: []].append(Pattern(bytes: bytes, standIn: standIn))
        }
        for head in byHead.keys { byHead[head]?.sort { $0.bytes.count > $1.bytes.count } }
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

    /// `text` with what stands for each pattern in its place; nil when it holds none.
    func replaced(in text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            replaced(in: UnsafeRawBufferPointer(bytes)).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func replaced(in bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var out: [UInt8]?
        var copied = 0
        var index = 0
        let end = bytes.count - SecretPatterns.minimalLength
        while index <= end {
            let head = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let slot = SecretPatterns.slot(head, shift)
            guard filter[slot >> 6] & 1 << UInt64(slot & 63) != 0,
                let found = byHead[head]?.first(where: { bytes[index...].starts(with: $0.bytes) })
            else {
                index += 1
                continue
            }
            var kept = out ?? []
            out = nil
            kept += bytes[copied..<index]
            kept += found.standIn.utf8
            out = kept
            index += found.bytes.count
            copied = index
        }
        out?.append(contentsOf: bytes[copied...])
        return out
    }
}
