// SPDX-License-Identifier: MIT

/// A moment between the years 1 and 9999, to the nanosecond, with the offset from UTC it was written with.
package struct CELTimestamp: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// Nanoseconds after `seconds`, below 1,000,000,000.
    package let nanoseconds: Int32
    /// Seconds east of UTC; only printing uses it.
    package let offset: Int32

    static let firstSecond: Int64 = -62_135_596_800
    static let lastSecond: Int64 = 253_402_300_799

    /// The moment; nil when it is out of range.
    package init?(seconds: Int64, nanoseconds: Int32 = 0, offset: Int32 = 0) {
        guard (Self.firstSecond...Self.lastSecond).contains(seconds), (0..<1_000_000_000).contains(nanoseconds)
        else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.offset = offset
    }

    /// The moment that `text` names in RFC 3339 as Go reads it: `T` and `Z` upper case, a zone, a fraction of any
    /// length of which nine digits count. Nil when it names none, or one out of range.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int64? {
            guard start + count <= bytes.count else { return nil }
            var result: Int64 = 0
            for byte in bytes[start..<(start + count)] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                result = result * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return result
        }
        func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
            index < bytes.count && UInt32(bytes[index]) == scalar.value
        }
        guard let year = number(0, 4), has("-", 4), let month = number(5, 2), has("-", 7), let day = number(8, 2),
            has("T", 10), let hour = number(11, 2), has(":", 13), let minute = number(14, 2), has(":", 16),
            let second = number(17, 2), (1...12).contains(month), day >= 1,
            day <= CELCivilDate.days(inMonth: month, of: year), hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int32 = 0
        if has(".", index) || has(",", index) {
            index += 1
            let first = index
            var scale: Int32 = 100_000_000
            while let digit = number(index, 1) {
                fraction += Int32(digit) * scale
                scale /= 10
                index += 1
            }
            guard index > first else { return nil }
        }
        var east: Int64 = 0
        if has("Z", index) {
            index += 1
        } else {
            guard has("+", index) || has("-", index), let hours = number(index + 1, 2), has(":", index + 3),
                let minutes = number(index + 4, 2), hours <= 24, minutes < 60
            else { return nil }
            east = (hours * 3600 + minutes * 60) * (has("+", index) ? 1 : -1)
            index += 6
        }
        guard index == bytes.count else { return nil }
        let days = CELCivilDate(year: year, month: month, day: day).daysSinceEpoch
        self.init(
            seconds: days * 86_400 + hour * 3600 + minute * 60 + second - east,
            nanoseconds: fraction,
            offset: Int32(east)
        )
    }

    /// The moment `span` later; nil when it is out of range.
    package func advanced(by span: CELDuration) -> CELTimestamp? {
        let (whole, part) = span.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        var total = seconds + whole
        var rest = Int64(nanoseconds) + part
        if rest < 0 {
            rest += 1_000_000_000
            total -= 1
        } else if rest >= 1_000_000_000 {
            rest -= 1_000_000_000
            total += 1
        }
        return CELTimestamp(seconds: total, nanoseconds: Int32(rest), offset: offset)
    }

    /// The span from `earlier` to this moment; nil when nanoseconds cannot count it.
    package func span(since earlier: CELTimestamp) -> CELDuration? {
        let whole = (seconds - earlier.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let total = whole.partialValue.addingReportingOverflow(Int64(nanoseconds) - Int64(earlier.nanoseconds))
        return whole.overflow || total.overflow ? nil : CELDuration(nanoseconds: total.partialValue)
    }

    /// RFC 3339 with as many digits of the fraction as are needed, at the offset it was written with.
    package var text: String {
        let local = CELLocalTime(seconds: seconds + Int64(offset))
        func pad(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        var result = "\(pad(local.date.year, 4))-\(pad(local.date.month, 2))-\(pad(local.date.day, 2))"
        result += "T\(pad(local.hour, 2)):\(pad(local.minute, 2)):\(pad(local.second, 2))"
        result += CELDuration.fractionText(UInt64(nanoseconds))
        guard offset != 0 else { return result + "Z" }
        let distance = Int64(offset.magnitude)
        return result + "\(offset < 0 ? "-" : "+")\(pad(distance / 3600, 2)):\(pad(distance / 60 % 60, 2))"
    }
}

extension CELTimestamp: Comparable, Hashable {
    /// Whether both are the same moment, wherever they were written.
    package static func == (lhs: CELTimestamp, rhs: CELTimestamp) -> Bool {
        lhs.seconds == rhs.seconds && lhs.nanoseconds == rhs.nanoseconds
    }

    /// Whether `lhs` is earlier.
    package static func < (lhs: CELTimestamp, rhs: CELTimestamp) -> Bool {
        (lhs.seconds, lhs.nanoseconds) < (rhs.seconds, rhs.nanoseconds)
    }

    /// Mixes in the moment.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(nanoseconds)
    }
}
