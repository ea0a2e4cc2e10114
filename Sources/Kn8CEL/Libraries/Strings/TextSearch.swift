// SPDX-License-Identifier: MIT

/// Finds a text in others in linear time, whatever the two are (Knuth, Morris and Pratt), byte by byte; UTF-8 makes
/// that the same as scalar by scalar.
struct TextSearch {
    private let needle: [UInt8]
    /// For each prefix of the needle, the longest part that both starts and ends it.
    private let overlaps: [Int]

    /// A search for `needle`, which must not be empty.
    init(_ needle: [UInt8]) {
        self.needle = needle
        var overlaps = [Int](repeating: 0, count: needle.count)
        var length = 0
        var index = 1
        while index < needle.count {
            if needle[index] == needle[length] {
                length += 1
                overlaps[index] = length
                index += 1
            } else if length > 0 {
                length = overlaps[length - 1]
            } else {
                index += 1
            }
        }
        self.overlaps = overlaps
    }

    /// Where it first is in `text` at `start` or later, as an offset in bytes; nil when it is not.
    func first(in text: [UInt8], from start: Int = 0) -> Int? {
        guard !needle.isEmpty else { return start <= text.count ? start : nil }
        var matched = 0
        var index = start
        while index < text.count {
            if text[index] == needle[matched] {
                matched += 1
                index += 1
                if matched == needle.count { return index - matched }
            } else if matched > 0 {
                matched = overlaps[matched - 1]
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Where it is, without overlaps, at most `limit` times.
    func all(in text: [UInt8], limit: Int = .max) -> [Int] {
        var found: [Int] = []
        var start = 0
        while found.count < limit, let place = first(in: text, from: start) {
            found.append(place)
            start = place + max(needle.count, 1)
        }
        return found
    }
}
