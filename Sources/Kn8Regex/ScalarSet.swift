// SPDX-License-Identifier: MIT

/// A set of Unicode scalar values (surrogates too, which no text has) as ranges in order that do not touch.
struct ScalarSet: Hashable, Sendable {
    /// The largest scalar value.
    static let last: UInt32 = 0x10FFFF
    /// Every scalar value.
    static let all = ScalarSet([0...last])
    /// Every scalar value but the line feed.
    static let allButNewline = ScalarSet([0...9, 11...last])
    /// What `\b` takes for a part of a word.
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

    let ranges: [ClosedRange<UInt32>]

    /// The union of `ranges`, which may overlap in any order.
    init(_ ranges: [ClosedRange<UInt32>]) {
        guard ranges.count > 1 else {
            self.ranges = ranges
            return
        }
        var joined: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = joined.last, range.lowerBound <= before.upperBound &+ 1 {
                if range.upperBound > before.upperBound {
                    joined[joined.count - 1] = before.lowerBound...range.upperBound
                }
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    /// Every scalar value that is not in this set.
    var inverted: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound &+ 1
        }
        if next <= Self.last { gaps.append(next...Self.last) }
        return ScalarSet(gaps)
    }

    /// This set and every scalar value that differs from one of it in letter case only.
    var foldingCase: ScalarSet {
        ScalarSet(ranges + CaseFolding.counterparts(of: self))
    }

    func contains(_ value: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(value)
    }
}
