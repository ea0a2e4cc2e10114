// SPDX-License-Identifier: MIT

internal import Kn8HTTP
internal import Kn8Value

/// A line of the access log.
enum AccessLine {
    /// What is told of `exchange`; never its headers or bodies, which may hold secrets.
    static func text(_ exchange: Exchange) -> String {
        let from = exchange.address.isEmpty ? "local" : exchange.address
        let version = exchange.isHTTP2 ? "HTTP/2" : "HTTP/1"
        let took = MetricsPage.seconds(exchange.microseconds)
        let cut = exchange.isCut ? " cut" : ""
        return "\(from) \(exchange.method.goQuoted) \(exchange.target.goQuoted) \(version) \(exchange.status) "
            + "\(exchange.bytes)B \(took)s \(exchange.userAgent.goQuoted)\(cut)"
    }
}
