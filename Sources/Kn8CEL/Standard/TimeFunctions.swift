// SPDX-License-Identifier: MIT

/// `getFullYear` and the other parts of timestamps and durations.
enum TimeFunctions {
    static func functions(zone: @escaping @Sendable (String) -> CELTimeZone?) -> [CELFunction] {
        let parts: [(String, @Sendable (CELLocalTime, CELTimestamp) -> Int64)] = [
            ("getFullYear", { local, _ in local.date.year }),
            ("getMonth", { local, _ in local.date.month - 1 }),
            ("getDate", { local, _ in local.date.day }),
            ("getDayOfMonth", { local, _ in local.date.day - 1 }),
            ("getDayOfYear", { local, _ in local.date.dayOfYear }),
            ("getDayOfWeek", { local, _ in local.dayOfWeek }),
            ("getHours", { local, _ in local.hour }),
            ("getMinutes", { local, _ in local.minute }),
            ("getSeconds", { local, _ in local.second }),
            ("getMilliseconds", { _, moment in Int64(moment.nanoseconds) / 1_000_000 }),
        ]
        let spans: [String: Int64] = [
            "getHours": 3_600_000_000_000, "getMinutes": 60_000_000_000, "getSeconds": 1_000_000_000,
            "getMilliseconds": 1_000_000,
        ]
        return parts.map { name, part in
            var overloads: [CELOverload] = [
                .receiver("timestamp_to_\(name)", [.timestamp], .int) { value throws(CELFailure) in
                    guard case .timestamp(let moment) = value else { throw .noSuchOverload }
                    return .int(part(CELLocalTime(seconds: moment.seconds), moment))
                },
                .receiver("timestamp_to_\(name)_with_tz", [.timestamp, .string], .int) {
                    value,
                    name throws(CELFailure) in
                    guard case .timestamp(let moment) = value, case .string(let name) = name else {
                        throw .noSuchOverload
                    }
                    guard let rules = zone(name) else { throw CELFailure("unknown time zone \(name)") }
                    let local = CELLocalTime(seconds: moment.seconds + Int64(rules.offset(at: moment.seconds)))
                    return .int(part(local, moment))
                },
            ]
            if let unit = spans[name] {
                overloads.append(
                    .receiver("duration_to_\(name)", [.duration], .int) { value throws(CELFailure) in
                        guard case .duration(let span) = value else { throw .noSuchOverload }
                        return .int(span.nanoseconds / unit)
                    }
                )
            }
            return CELFunction(name, overloads)
        }
    }
}
