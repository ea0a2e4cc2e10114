// SPDX-License-Identifier: MIT

internal import CCurl

/// Why no answer came: what went wrong on the way, not what a server said.
package struct CurlFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure that callers tell apart.
    package enum Cause: Hashable, Sendable {
        /// libcurl is not on this machine, or cannot be used.
        case noLibrary
        /// Nobody listens there.
        case refused
        /// The name of the server or of the proxy means nothing.
        case unresolved
        /// The server's certificate is not trusted, or ours is not usable.
        case untrusted
        /// The time that the request had is over.
        case timedOut
        /// Whoever waited for the answer no longer does.
        case cancelled
        /// The connection broke before the answer was complete.
        case broken
        /// The answer is larger than the request allows.
        case tooLarge
        case other
    }

    /// The kind of failure.
    package let cause: Cause
    /// What libcurl says of it, for people; no full stop.
    package let description: String
    /// Whether the server may have received the request, so that repeating it may do its work twice.
    package let mayHaveArrived: Bool

    /// A failure in words.
    package init(_ cause: Cause, _ description: String, mayHaveArrived: Bool = false) {
        self.cause = cause
        self.description = description
        self.mayHaveArrived = mayHaveArrived
    }

    static let cancelled = CurlFailure(.cancelled, "the request was cancelled", mayHaveArrived: true)

    /// The failure that libcurl's `code` stands for; nil for none. `detail` is libcurl's own sentence, which may be empty.
    init?(_ code: CURLcode, detail: String, mayHaveArrived: Bool) {
        guard code != CURLE_OK else { return nil }
        let cause: Cause
        switch code {
        case CURLE_COULDNT_CONNECT: cause = .refused
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: cause = .unresolved
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR,
            CURLE_SSL_ISSUER_ERROR:
            cause = .untrusted
        case CURLE_OPERATION_TIMEDOUT: cause = .timedOut
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            cause = .broken
        case CURLE_WRITE_ERROR: cause = .tooLarge
        default: cause = .other
        }
        self.cause = cause
        description = detail.isEmpty ? String(cString: kn8_curl_easy_strerror(code)) : detail
        self.mayHaveArrived = mayHaveArrived
    }
}
