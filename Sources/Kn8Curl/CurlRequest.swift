// SPDX-License-Identifier: MIT

/// One request.
package struct CurlRequest: Hashable, Sendable {
    /// The verb, in capitals.
    package var method: String
    /// The whole URL, percent-encoded.
    package var url: String
    /// `Name: value` lines.
    package var headers: [String]
    /// What is sent; nil for no body.
    package var body: [UInt8]?
    /// How long the whole exchange may take; 0 for as long as it likes.
    package var timeoutMilliseconds: Int
    /// The largest body that is taken when the whole answer is waited for.
    package var largestAnswer = 1 << 30

    /// A request without a time limit.
    package init(
        _ method: String,
        _ url: String,
        headers: [String] = [],
        body: [UInt8]? = nil,
        timeoutMilliseconds: Int = 0
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// The name of the first header with a byte that would end it, or that no header may have; nil when there is none.
    var unsoundField: Substring? {
        headers.first { line in line.utf8.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F } }?
            .prefix { $0 != ":" }
    }
}
