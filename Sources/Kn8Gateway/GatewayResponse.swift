// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The answer to a request, for the transport to send.
package struct GatewayResponse: Sendable {
    /// What follows the header fields.
    package enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Pieces that come to be as they are asked for: a long list.
        case stream(ByteStream)
        /// A watch: whatever it has is to be sent at once, and its end is not to be waited for.
        case live(any LiveBody)
    }

    /// The status code.
    package var status: Int
    /// The header fields; the transport adds `Date` and what frames the body.
    package var headers: HeaderFields
    /// What follows them.
    package var body: Body
    /// What kind of request this answers, for logs and metrics.
    package var subject: RequestSubject

    /// An answer of `status`.
    package init(
        status: Int,
        headers: HeaderFields = HeaderFields(),
        body: Body = .bytes([]),
        subject: RequestSubject = RequestSubject()
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.subject = subject
    }

    /// The refusal `error` as a Status object in JSON: for the transport's own refusals.
    package init(refusing error: APIError) {
        self.init(
            status: error.code,
            headers: ["Content-Type": "application/json", "Cache-Control": "no-cache, private"],
            body: .bytes(error.status.jsonBytes() + [0x0A])
        )
        if error.retryAfterSeconds > 0 { headers["Retry-After"] = String(error.retryAfterSeconds) }
    }
}

/// What a request is about, in the words that metrics have for it.
package struct RequestSubject: Hashable, Sendable {
    /// `get`, `list`, `watch`, `create`, … or the lower-case method for a path.
    package var verb = ""
    /// The group; empty for the core group and for paths.
    package var group = ""
    /// The version.
    package var version = ""
    /// The plural resource; empty for a path.
    package var resource = ""
    /// The subresource; empty for the object itself.
    package var subresource = ""

    /// About nothing yet but its verb.
    package init(verb: String = "") { self.verb = verb }
}

extension APIError {
    /// The refusal of a body beyond `GatewayLimits.body`.
    package static var bodyTooLarge: APIError {
        APIError(.requestEntityTooLarge, message: "Request entity too large: limit is \(GatewayLimits.body)")
    }
}
