// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// A length of time as Go writes it: `30s`, `1h30m`, `-1s`, `0`.
struct WaitTime: ExpressibleByArgument {
    let seconds: Double

    init(seconds: Double) { self.seconds = seconds }

    init?(argument: String) {
        var rest = Substring(argument)
        var sign = 1.0
        if let first = rest.first, first == "-" || first == "+" {
            sign = first == "-" ? -1 : 1
            rest = rest.dropFirst()
        }
        if rest == "0" {
            seconds = 0
            return
        }
        guard !rest.isEmpty else { return nil }
        var sum = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            guard let amount = Double(number.hasPrefix(".") ? "0\(number)" : String(number)) else { return nil }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            guard let length = WaitTime.units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            sum += amount * length
        }
        seconds = sign * sum
    }

    var defaultValueDescription: String { "\(Int(seconds))s" }

    private static let units: [String: Double] = [
        "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3_600,
    ]
}
