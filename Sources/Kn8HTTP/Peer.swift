// SPDX-License-Identifier: MIT

/// What a connection tells of the client at its other end.
package struct Peer: Sendable {
    /// How the client reached the server.
    package enum Transport: Sendable {
        case plain
        case tls
        /// A socket of this machine that only the server's own user can open.
        case local
    }

    /// How the client reached the server.
    package var transport: Transport
    /// The client's address, without its port; empty on a socket of this machine.
    package var address: String
    /// The certificate that the client has proved to own, in DER, signed by the client authority; nil without one.
    package var certificate: [UInt8]?
}
