// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The grammar of CronJobs' schedules, and its parser's words for what is not of it (`robfig/cron:parser.go@v3.0.1`).
enum CronSchedule {
    private struct Bounds {
        let least: Int
        let most: Int
        var names: [String] = []
    }

    private static let fields = [
        Bounds(least: 0, most: 59),
        Bounds(least: 0, most: 23),
        Bounds(least: 1, most: 31),
        Bounds(
            least: 1,
            most: 12,
            names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        ),
        Bounds(least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]
    private static let names = ["yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly"]

    /// What is wrong with `text`; nil when nothing is.
    static func fault(in text: String) -> String? {
        var rest = Substring(text)
        if rest.hasPrefix("TZ=") || rest.hasPrefix("CRON_TZ=") {
            guard let blank = rest.firstIndex(of: " ") else {
                return "provided bad location \(rest.drop { $0 != "=" }.dropFirst()): unknown time zone"
            }
            rest = rest[rest.index(after: blank)...].drop { $0 == " " }
        }
        if rest.hasPrefix("@") { return faultOfName(rest) }
        let parts = rest.split { $0.isWhitespace }
        guard parts.count == 5 else {
            return "expected exactly 5 fields, found \(parts.count): [\(parts.joined(separator: " "))]"
        }
        for (part, bounds) in zip(parts, fields) {
            for expression in part.split(separator: ",") {
                if let fault = fault(in: expression, bounds) { return fault }
            }
        }
        return nil
    }

    private static func faultOfName(_ text: Substring) -> String? {
        if names.contains(String(text.dropFirst())) { return nil }
        if text.hasPrefix("@every ") {
            let length = text.dropFirst("@every ".count)
            return GoDuration.isValid(length)
                ? nil : "failed to parse duration \(text): time: invalid duration \"\(length)\""
        }
        return "unrecognized descriptor: \(text)"
    }

    private static func fault(in expression: Substring, _ bounds: Bounds) -> String? {
        let rangeAndStep = expression.split(separator: "/", omittingEmptySubsequences: false)
        let ends = (rangeAndStep.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let isSingle = ends.count == 1
        var start = bounds.least
        var end = bounds.most
        if ends.first != "*", ends.first != "?" {
            switch number(ends.first ?? "", bounds) {
            case .failure(let fault): return fault.words
            case .success(let number): start = number
            }
            end = start
            if ends.count == 2 {
                switch number(ends[1], bounds) {
                case .failure(let fault): return fault.words
                case .success(let number): end = number
                }
            } else if ends.count > 2 {
                return "too many hyphens: \(expression)"
            }
        }
        var step = 1
        if rangeAndStep.count == 2 {
            switch plain(rangeAndStep[1]) {
            case .failure(let fault): return fault.words
            case .success(let number): step = number
            }
            if isSingle { end = bounds.most }
        } else if rangeAndStep.count > 2 {
            return "too many slashes: \(expression)"
        }
        if start < bounds.least {
            return "beginning of range (\(start)) below minimum (\(bounds.least)): \(expression)"
        }
        if end > bounds.most { return "end of range (\(end)) above maximum (\(bounds.most)): \(expression)" }
        if start > end { return "beginning of range (\(start)) beyond end of range (\(end)): \(expression)" }
        if step == 0 { return "step of range should be a positive number: \(expression)" }
        return nil
    }

    private struct Fault: Error {
        let words: String
    }

    private static func number(_ text: Substring, _ bounds: Bounds) -> Result<Int, Fault> {
        if let position = bounds.names.firstIndex(of: text.lowercased()) { return .success(position + bounds.least) }
        return plain(text)
    }

    private static func plain(_ text: Substring) -> Result<Int, Fault> {
        let quoted = Value.string(String(text)).shown
        guard let number = Int(text) else {
            let words = "failed to parse int from \(text): strconv.Atoi: parsing \(quoted): invalid syntax"
            return .failure(Fault(words: words))
        }
        if number < 0 { return .failure(Fault(words: "negative number (\(number)) not allowed: \(text)")) }
        return .success(number)
    }
}

/// A span of time in Go's spelling: `1h30m`.
enum GoDuration {
    static func isValid(_ text: Substring) -> Bool {
        var rest = text
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest[number.endIndex...]
            guard number.contains(where: \.isNumber), number.filter({ $0 == "." }).count <= 1,
                let unit = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].first(where: rest.hasPrefix)
            else { return false }
            rest = rest.dropFirst(unit.count)
        }
        return true
    }
}

/// The parts of the world that have time zones, which is as much of the zones' list as kn8 carries.
enum TimeZoneAreas {
    private static let areas: Set<String> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile",
        "Etc",
        "Europe", "Indian", "Mexico", "Pacific", "US",
    ]
    private static let zones: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "Factory", "GB", "GB-Eire", "GMT", "GMT+0",
        "GMT-0", "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein",
        "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC",
        "ROK", "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]

    /// Whether a zone of that name may exist.
    static func mayHold(_ zone: String) -> Bool {
        guard let slash = zone.firstIndex(of: "/") else { return zones.contains(zone) }
        return areas.contains(String(zone[..<slash]))
    }
}
