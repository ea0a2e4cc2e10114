// SPDX-License-Identifier: MIT

/// Scalars that differ in letter case only, by simple folding as Go's `unicode.SimpleFold`.
enum CaseFolding {
    /// The scalars that are equal but for their case to one of `set`, other than itself.
    static func counterparts(of set: ScalarSet) -> [ClosedRange<UInt32>] {
        if set.ranges.allSatisfy({ $0.upperBound < 0x80 }) { return asciiCounterparts(of: set.ranges) }
        var found: [ClosedRange<UInt32>] = []
        for orbit in orbits where orbit.contains(where: set.contains) {
            found += orbit.map { $0...$0 }
        }
        return found
    }

    /// The same for ASCII without the table: two letters have a third form, the long s and the Kelvin sign.
    private static func asciiCounterparts(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var found: [ClosedRange<UInt32>] = []
        for range in ranges {
            let upper = range.clamped(to: 0x41...0x5A)
            if upper.overlaps(range) { found.append((upper.lowerBound + 32)...(upper.upperBound + 32)) }
            let lower = range.clamped(to: 0x61...0x7A)
            if lower.overlaps(range) { found.append((lower.lowerBound - 32)...(lower.upperBound - 32)) }
            if range.contains(0x4B) || range.contains(0x6B) { found.append(0x212A...0x212A) }
            if range.contains(0x53) || range.contains(0x73) { found.append(0x17F...0x17F) }
        }
        return found
    }

    /// The blocks that have letters of both cases.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x41...0x587, 0x10A0...0x13FF, 0x1C80...0x1FFF, 0x2100...0x24FF, 0x2C00...0x2DFF, 0xA640...0xABFF,
        0xFF21...0xFF5A, 0x10400...0x105FF, 0x10C80...0x10D8F, 0x118A0...0x118DF, 0x16E40...0x16E7F, 0x1E900...0x1E943,
    ]

    /// The sets of two and more scalars that fold to the same one.
    private static let orbits: [[UInt32]] = {
        var members: [UInt32: [UInt32]] = [:]
        for block in blocks {
            for value in block {
                guard let scalar = Unicode.Scalar(value) else { continue }
                members[folded(scalar), default: []].append(value)
            }
        }
        return members.values.filter { $0.count > 1 }
    }()

    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        if scalar.value == 0x131 { return scalar.value }  // a dotless i has no partner outside Turkish
        let properties = scalar.properties
        let capital = single(properties.uppercaseMapping) ?? single(properties.titlecaseMapping) ?? scalar
        return (single(capital.properties.lowercaseMapping) ?? capital).value
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
