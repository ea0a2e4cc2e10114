// SPDX-License-Identifier: MIT

internal import Glibc

/// The `Date` field of answers, written once a second.
struct HTTPDate {
    private var second: time_t = 0
    private var text = ""

    /// The field's value now.
    mutating func now() -> String {
        let present = time(nil)
        guard present != second else { return text }
        second = present
        var parts = tm()
        var moment = present
        gmtime_r(&moment, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = days[Int(parts.tm_wday) % 7]
        let month = months[Int(parts.tm_mon) % 12]
        let year = Int(parts.tm_year) + 1900
        text =
            "\(day), \(two(parts.tm_mday)) \(month) \(year) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
        return text
    }

    private func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
}
