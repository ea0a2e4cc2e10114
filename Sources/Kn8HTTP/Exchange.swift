// SPDX-License-Identifier: MIT

package import Kn8Gateway

/// One request and how it was answered, for logs and metrics.
package struct Exchange: Sendable {
    /// The method, as the client wrote it.
    package var method = ""
    /// The path and the query.
    package var target = ""
    /// Whether it came over HTTP/2.
    package var isHTTP2 = false
    /// The client's address; empty on a socket of this machine.
    package var address = ""
    /// What the client calls itself.
    package var userAgent = ""
    /// What the request was about.
    package var subject = RequestSubject()
    /// The status code.
    package var status = 0
    /// How many bytes of the answer's body were written.
    package var bytes = 0
    /// From the head of the request to the end of the answer, in microseconds.
    package var microseconds: Int64 = 0
    /// Whether the answer was a stream.
    package var isStream = false
    /// Whether the client went away, or was cut off, before the end of the answer.
    package var isCut = false
}
