// SPDX-License-Identifier: MIT

/// Where a pattern matched, and its groups.
package struct PatternMatch: Sendable, Equatable {
    /// The text that was searched.
    package let text: String
    /// Two a group, offsets in UTF-8 into `text`; -1 for a group that took no part.
    let slots: [Int]

    /// How many groups the pattern has; the whole match does not count.
    package var groupCount: Int { slots.count / 2 - 1 }

    /// The offsets in UTF-8 of group `index`, the whole match for 0; nil for a group that took no part or is not there.
    package func range(_ index: Int = 0) -> Range<Int>? {
        guard index >= 0, 2 * index + 1 < slots.count else { return nil }
        let (start, end) = (slots[2 * index], slots[2 * index + 1])
        return start >= 0 && end >= start ? start..<end : nil
    }

    /// What group `index` matched, the whole match for 0; nil for a group that took no part or is not there.
    package subscript(_ index: Int) -> Substring? {
        guard let range = range(index) else { return nil }
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        return text[start..<bytes.index(start, offsetBy: range.count)]
    }
}
