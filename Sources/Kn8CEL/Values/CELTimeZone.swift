// SPDX-License-Identifier: MIT

/// A time zone: a fixed offset, or the rules of a TZif file (RFC 8536).
package struct CELTimeZone: Sendable {
    private let transitions: [(start: Int64, offset: Int32)]
    private let first: Int32
    private let footer: CELDaylightRule?

    /// A zone `offset` seconds east of UTC.
    package init(offset: Int32) {
        transitions = []
        first = offset
        footer = nil
    }

    /// The zone whose compiled rules are `bytes`, the content of a file of `/usr/share/zoneinfo`; nil when they are
    /// not.
    package init?(tzif bytes: [UInt8]) {
        guard let header = Header(bytes, at: 0) else { return nil }
        var start = 0
        var body = header
        var width = 4
        if header.version >= UInt8(ascii: "2") {
            start = 44 + header.size(timeWidth: 4)
            guard let second = Header(bytes, at: start) else { return nil }
            (body, width) = (second, 8)
        }
        let end = start + 44 + body.size(timeWidth: width)
        guard bytes.count >= end, body.types > 0 else { return nil }
        func integer(_ position: Int, _ count: Int) -> Int64 {
            var result: Int64 = bytes[position] & 0x80 == 0 ? 0 : -1
            for byte in bytes[position..<(position + count)] { result = result << 8 | Int64(byte) }
            return result
        }
        let times = start + 44
        let indices = times + body.times * width
        let types = indices + body.times
        func offset(_ type: Int) -> Int32? {
            type < body.types ? Int32(truncatingIfNeeded: integer(types + type * 6, 4)) : nil
        }
        var list: [(start: Int64, offset: Int32)] = []
        for number in 0..<body.times {
            guard let east = offset(Int(bytes[indices + number])) else { return nil }
            list.append((integer(times + number * width, width), east))
        }
        transitions = list
        first = offset(0) ?? 0
        footer =
            width == 8
            ? CELDaylightRule(String(decoding: bytes[end...].dropFirst().prefix { $0 != 10 }, as: UTF8.self)) : nil
    }

    /// Seconds east of UTC at the moment `seconds` after the epoch.
    package func offset(at seconds: Int64) -> Int32 {
        guard let last = transitions.last, let earliest = transitions.first, seconds >= earliest.start else {
            return transitions.isEmpty ? footer?.offset(at: seconds) ?? first : first
        }
        if seconds >= last.start { return footer?.offset(at: seconds) ?? last.offset }
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle].start <= seconds { low = middle } else { high = middle }
        }
        return transitions[low].offset
    }

    /// The zone of `[+-]HH:MM`, of the empty name and of `UTC`; nil for every other name.
    package init?(fixed name: String) {
        if name.isEmpty || name == "UTC" {
            self.init(offset: 0)
            return
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = Int32(parts[0]), let minutes = Int32(parts[1]),
            (0..<60).contains(minutes), (-99...99).contains(hours)
        else { return nil }
        let sign: Int32 = parts[0].utf8.first == UInt8(ascii: "-") ? -1 : 1
        self.init(offset: hours * 3600 + sign * minutes * 60)
    }

    private struct Header {
        let version: UInt8
        let times: Int
        let types: Int
        private let leaps: Int
        private let letters: Int
        private let standards: Int
        private let universals: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard bytes.count >= start + 44, Array(bytes[start..<(start + 4)]) == Array("TZif".utf8) else {
                return nil
            }
            let counts = (0..<6).map { number in
                bytes[(start + 20 + number * 4)..<(start + 24 + number * 4)].reduce(0) { $0 << 8 | Int($1) }
            }
            guard counts.allSatisfy({ $0 < 1 << 20 }) else { return nil }
            version = bytes[start + 4]
            (universals, standards, leaps) = (counts[0], counts[1], counts[2])
            (times, types, letters) = (counts[3], counts[4], counts[5])
        }

        func size(timeWidth width: Int) -> Int {
            times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standards + universals
        }
    }
}
