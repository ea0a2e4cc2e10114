// SPDX-License-Identifier: MIT

/// The rule of a POSIX `TZ` string, which says how a zone goes on after the last transition of its file:
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct CELDaylightRule: Sendable {
    private struct Change: Sendable {
        let month: Int64
        let week: Int64
        let weekday: Int64
        let time: Int64

        /// Seconds from the epoch to the change in `year`, on the local clock.
        func localSeconds(in year: Int64) -> Int64 {
            let first = CELCivilDate(year: year, month: month, day: 1).daysSinceEpoch
            let firstWeekday = ((first % 7) + 11) % 7
            var day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day >= first + CELCivilDate.days(inMonth: month, of: year) { day -= 7 }
            return day * 86_400 + time
        }
    }

    private let standard: Int32
    private let daylight: (offset: Int32, begin: Change, end: Change)?

    /// The rule that `text` writes; nil when it is in a form that no current zone uses (days counted from January).
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard Self.skipName(&rest), let west = Self.clock(&rest) else { return nil }
        standard = Int32(-west)
        guard !rest.isEmpty else {
            daylight = nil
            return
        }
        guard Self.skipName(&rest) else { return nil }
        var east = -west + 3600
        if rest.first != UInt8(ascii: ",") {
            guard let given = Self.clock(&rest) else { return nil }
            east = -given
        }
        guard let begin = Self.change(&rest), let end = Self.change(&rest) else { return nil }
        daylight = (Int32(east), begin, end)
    }

    func offset(at seconds: Int64) -> Int32 {
        guard let daylight else { return standard }
        let year = CELLocalTime(seconds: seconds + Int64(standard)).date.year
        let begin = daylight.begin.localSeconds(in: year) - Int64(standard)
        let end = daylight.end.localSeconds(in: year) - Int64(daylight.offset)
        let isDaylight = begin < end ? (begin..<end).contains(seconds) : !(end..<begin).contains(seconds)
        return isDaylight ? daylight.offset : standard
    }

    private static func skipName(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let before = rest.count
        if rest.first == UInt8(ascii: "<") {
            rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
        } else {
            rest = rest.drop { (0x41...0x5A).contains($0 & 0xDF) }
        }
        return rest.count < before
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...4).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    private static func skip(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        let isNegative = skip(UInt8(ascii: "-"), &rest)
        if !isNegative { _ = skip(UInt8(ascii: "+"), &rest) }
        guard let hours = number(&rest) else { return nil }
        var total = hours * 3600
        for unit in [Int64(60), 1] where skip(UInt8(ascii: ":"), &rest) {
            guard let part = number(&rest) else { return nil }
            total += part * unit
        }
        return isNegative ? -total : total
    }

    private static func change(_ rest: inout ArraySlice<UInt8>) -> Change? {
        guard skip(UInt8(ascii: ","), &rest), skip(UInt8(ascii: "M"), &rest), let month = number(&rest),
            skip(UInt8(ascii: "."), &rest), let week = number(&rest), skip(UInt8(ascii: "."), &rest),
            let weekday = number(&rest), (1...12).contains(month), (1...5).contains(week), weekday < 7
        else { return nil }
        var time: Int64 = 7200
        if skip(UInt8(ascii: "/"), &rest) {
            guard let given = clock(&rest) else { return nil }
            time = given
        }
        return Change(month: month, week: week, weekday: weekday, time: time)
    }
}
