// SPDX-License-Identifier: MIT

/// What one client may cost the server; whatever goes beyond is refused or cut off.
package struct HTTPLimits: Hashable, Sendable {
    /// Open connections; one more is closed as soon as it is accepted.
    package var connections = 8_192
    /// Requests under work at once, those whose answer is a stream not counted; one more is told 429.
    package var requests = 1_024
    /// Streams of one HTTP/2 connection.
    package var streams = 256
    /// Bytes of a request's target.
    package var target = 64 * 1_024
    /// Bytes of all header fields of a request.
    package var headers = 64 * 1_024
    /// Header fields of a request.
    package var headerCount = 256
    /// Bytes of a request's body (`kubernetes:staging/src/k8s.io/apiserver/pkg/server/config.go@v1.36.0`).
    package var body = 3 * 1_024 * 1_024
    /// Bytes of the bodies of all requests together that are being read or worked on; who sends more is told 429.
    package var bodies = 256 * 1_024 * 1_024
    /// Seconds that a handshake and the head of a request may take.
    package var headSeconds: Int64 = 15
    /// Seconds that the body of a request may take.
    package var bodySeconds: Int64 = 60
    /// Seconds that a connection may lie idle between requests.
    package var idleSeconds: Int64 = 300
    /// Seconds that a reader may take nothing while there is something for it.
    package var stallSeconds: Int64 = 30

    /// The usual limits.
    package init() {}
}
