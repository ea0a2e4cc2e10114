// SPDX-License-Identifier: MIT

/// A span of time in nanoseconds, as Go counts it: about 292 years in either direction.
package struct CELDuration: Hashable, Comparable, Sendable {
    /// The whole span in nanoseconds.
    package let nanoseconds: Int64

    /// A span of `nanoseconds`.
    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Whether `lhs` is shorter.
    package static func < (lhs: CELDuration, rhs: CELDuration) -> Bool { lhs.nanoseconds < rhs.nanoseconds }

    /// The span that Go's `time.ParseDuration` reads in `text`: `0`, or signed decimals with the units `h`, `m`, `s`,
    /// `ms`, `us`, `µs`, `ns`; nil when it reads none, or the span is out of range.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        if bytes.count == 1, bytes.first == UInt8(ascii: "0") {
            nanoseconds = 0
            return
        }
        guard !bytes.isEmpty else { return nil }
        let bound = UInt64(1) << 63
        var total: UInt64 = 0
        while !bytes.isEmpty {
            guard let part = CELDuration.part(&bytes) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, sum <= bound else { return nil }
            total = sum
        }
        if isNegative {
            nanoseconds = total == bound ? Int64.min : -Int64(total)
        } else {
            guard total < bound else { return nil }
            nanoseconds = Int64(total)
        }
    }

    private static func digits(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let run = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        bytes = bytes.dropFirst(run.count)
        return run
    }

    private static func part(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        let whole = digits(&bytes)
        var fraction: ArraySlice<UInt8> = []
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            fraction = digits(&bytes)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let name = bytes.prefix { $0 != UInt8(ascii: ".") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        bytes = bytes.dropFirst(name.count)
        let unit: UInt64
        switch String(decoding: name, as: UTF8.self).unicodeScalars.map(\.value) {
        case [0x6E, 0x73]: unit = 1
        case [0x75, 0x73], [0xB5, 0x73], [0x3BC, 0x73]: unit = 1_000
        case [0x6D, 0x73]: unit = 1_000_000
        case [0x73]: unit = 1_000_000_000
        case [0x6D]: unit = 60_000_000_000
        case [0x68]: unit = 3_600_000_000_000
        default: return nil
        }
        var value: UInt64 = 0
        for byte in whole {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        let (scaled, overflow) = value.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        var rest: UInt64 = 0
        var scale = 1.0
        for byte in fraction.prefix(18) {
            rest = rest * 10 + UInt64(byte - UInt8(ascii: "0"))
            scale *= 10
        }
        let (sum, carry) = scaled.addingReportingOverflow(UInt64(Double(rest) * (Double(unit) / scale)))
        return carry ? nil : sum
    }

    /// Decimal seconds with an `s`, as `string(duration)` prints: `3600s`, `0.001s`.
    package var secondsText: String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        return "\(sign)\(magnitude / 1_000_000_000)\(Self.fractionText(magnitude % 1_000_000_000))s"
    }

    /// `.5` for 500,000,000 nanoseconds; empty for none.
    static func fractionText(_ nanoseconds: UInt64) -> String {
        guard nanoseconds != 0 else { return "" }
        var text = String(nanoseconds)
        text = String(repeating: "0", count: 9 - text.utf8.count) + text
        while text.last == "0" { text.removeLast() }
        return "." + text
    }
}
