// SPDX-License-Identifier: MIT

/// How connections to one server are made; what its requests have in common.
package struct CurlEndpoint: Hashable, Sendable {
    /// The Unix socket to connect to; empty for TCP.
    package var unixSocket = ""
    /// The authorities to trust, in PEM; empty for the system's.
    package var certificateAuthority: [UInt8] = []
    /// The client's certificate in PEM; empty for none.
    package var clientCertificate: [UInt8] = []
    /// The key of the client's certificate in PEM; empty for none.
    package var clientKey: [UInt8] = []
    /// Whether to take any certificate for the server's.
    package var skipsVerification = false
    /// `HOST:PORT:OTHERHOST:OTHERPORT`: what URLs say, and where to connect instead; empty for what URLs say.
    package var connectsTo = ""
    /// The proxy's URL; empty for none. What the environment says of proxies is not looked at.
    package var proxy = ""
    /// Whether answers may come compressed.
    package var compresses = true
    /// How long making a connection may take.
    package var connectMilliseconds = 30_000
    /// How long a connection may have lain idle to be taken up again. Servers and what stands before them end idle ones,
    /// and over HTTP/2 libcurl sees that only after it has sent a request, which may then not be made again.
    package var idleSeconds = 20

    /// A server reached by TCP, trusted as the system says.
    package init() {}
}
