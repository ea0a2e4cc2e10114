// SPDX-License-Identifier: MIT

package import Kn8API

/// One request to the API, as the transport read it.
package struct GatewayRequest: Sendable {
    /// The method in upper case, for example `GET`.
    package var method: String
    /// Path and query as they came, still percent-encoded: `/api/v1/pods?limit=500`.
    package var target: String
    /// The header fields.
    package var headers: HeaderFields
    /// The whole body, no longer compressed; empty when there is none. The transport refuses bodies beyond
    /// `GatewayLimits.body` by `GatewayResponse(refusing: .bodyTooLarge)`.
    package var body: [UInt8]
    /// Who asks; nil when credentials were given that are no good (401). Who gave none is `UserInfo.anonymous`.
    package var user: UserInfo?
    /// Where the request comes from, for logs; empty when unknown.
    package var peer: String

    /// A request of `method` for `target`.
    package init(
        method: String,
        target: String,
        headers: HeaderFields = HeaderFields(),
        body: [UInt8] = [],
        user: UserInfo?,
        peer: String = ""
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.user = user
        self.peer = peer
    }
}

/// How large requests may be.
package enum GatewayLimits {
    /// The most bytes of a body (`kubernetes:apiserver/pkg/server/config.go`, `MaxRequestBodyBytes`).
    package static let body = 3 * 1_024 * 1_024
    /// The most bytes of a target; beyond it the transport answers 414.
    package static let target = 64 * 1_024
}
