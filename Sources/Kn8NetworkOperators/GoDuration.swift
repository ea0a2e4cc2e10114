// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A span of time in Go's notation (`go:time/format.go`).
enum GoDuration {
    /// Why `text` is no duration, in Go's words; nil when it is one.
    static func fault(_ text: String) -> String? {
        var rest = Substring(text)
        let invalid = "time: invalid duration \(text.goQuoted)"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if rest == "0" { return nil }
        if rest.isEmpty { return invalid }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard number.contains(where: \.isNumber), number.filter({ $0 == "." }).count < 2 else { return invalid }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
            if unit.isEmpty { return "time: missing unit in duration \(text.goQuoted)" }
            if !["ns", "us", "µs", "μs", "ms", "s", "m", "h"].contains(unit) {
                return "time: unknown unit \(String(unit).goQuoted) in duration \(text.goQuoted)"
            }
            rest = rest.dropFirst(unit.count)
        }
        return nil
    }

    /// Why `text` is no timeout of an HTTPProxy; empty, `infinity` and `infinite` are (`contour:internal/timeout`).
    static func timeoutFault(_ text: String) -> String? {
        if text.isEmpty || text == "infinity" || text == "infinite" { return nil }
        return fault(text).map { "unable to parse timeout string \(text.goQuoted): \($0)" }
    }
}
