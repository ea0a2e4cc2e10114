// SPDX-License-Identifier: MIT

/// An IP address, as lax about leading zeros as the server is.
struct NetworkAddress: Hashable {
    /// Four or sixteen bytes.
    let bytes: [UInt8]

    var isV6: Bool { bytes.count == 16 }

    /// The address that `text` spells; nil when it spells none.
    init?(_ text: String) {
        if let four = NetworkAddress.four(text[...]) {
            bytes = four
        } else if let sixteen = NetworkAddress.sixteen(text[...]) {
            // An IPv4 address in IPv6 clothes is one of IPv4.
            let isMapped = sixteen[..<10].allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
            bytes = isMapped ? Array(sixteen[12...]) : sixteen
        } else {
            return nil
        }
    }

    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLoopback: Bool { isV6 ? bytes.last == 1 && bytes.dropLast().allSatisfy { $0 == 0 } : bytes[0] == 127 }
    var isLinkLocal: Bool {
        isV6 ? bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 : bytes[0] == 169 && bytes[1] == 254
    }
    var isLinkLocalMulticast: Bool {
        isV6 ? bytes[0] == 0xFF && bytes[1] & 0x0F == 2 : bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0
    }

    private static func four(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.allSatisfy(\.isDigit), let number = Int(part), number < 256 else {
                return nil
            }
            bytes.append(UInt8(number))
        }
        return bytes
    }

    private static func sixteen(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        let halves = text.split("::")
        guard halves.count <= 2 else { return nil }
        var groups: [[UInt8]] = []
        for (index, half) in halves.enumerated() {
            guard let bytes = NetworkAddress.groups(half, mayEndInFour: index == halves.count - 1) else { return nil }
            groups.append(bytes)
        }
        if groups.count == 1 { return groups[0].count == 16 ? groups[0] : nil }
        let missing = 16 - groups[0].count - groups[1].count
        guard missing >= 2 else { return nil }
        return groups[0] + Array(repeating: 0, count: missing) + groups[1]
    }

    private static func groups(_ text: Substring, mayEndInFour: Bool) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndInFour, index == parts.count - 1, part.contains("."), let four = four(part) {
                bytes += four
            } else {
                guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
                    let number = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}

extension Substring {
    /// The parts between each `separator` of two characters.
    fileprivate func split(_ separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self
        while let first = rest.indices.first(where: { rest[$0...].hasPrefix(separator) }) {
            parts.append(rest[..<first])
            rest = rest[rest.index(first, offsetBy: separator.count)...]
        }
        return parts + [rest]
    }
}

/// A range of IP addresses: an address and how many of its bits count.
struct NetworkPrefix: Hashable {
    /// The address, with all its bits.
    let address: NetworkAddress
    /// How many bits count.
    let length: Int

    /// The prefix that `text` spells; nil when it spells none.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = NetworkAddress(String(parts[0])), parts[1].utf8.allSatisfy(\.isDigit),
            let length = Int(parts[1]), length <= address.bytes.count * 8
        else { return nil }
        self.address = address
        self.length = length
    }

    /// Whether every address of `other` is one of this, and some of this are not of `other`.
    func strictlyContains(_ other: NetworkPrefix) -> Bool {
        guard address.bytes.count == other.address.bytes.count, length < other.length else { return false }
        for (index, (mine, theirs)) in zip(address.bytes, other.address.bytes).enumerated() {
            let bits = min(8, max(0, length - index * 8))
            guard bits > 0 else { break }
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            if mine & mask != theirs & mask { return false }
        }
        return true
    }
}
