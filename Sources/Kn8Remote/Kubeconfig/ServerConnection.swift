// SPDX-License-Identifier: MIT

internal import Kn8Value

/// How to reach one server, and as whom: what kubeconfig, command line and environment come to.
package struct ServerConnection: Hashable, Sendable {
    /// Where a certificate or key is.
    enum Material: Hashable, Sendable {
        case none
        case bytes([UInt8])
        case file(String)

        var isMissing: Bool { self == .none }
    }

    /// The context's name; empty when none was used.
    package var context = ""
    /// The server's URL, without a slash at the end.
    package var server: String
    /// The namespace for objects that name none; empty when nothing says.
    package var namespace = ""
    /// The Unix socket to connect to instead of TCP; empty for TCP.
    package var unixSocket = ""
    /// Whether any certificate is taken for the server's.
    package var skipsVerification = false

    var certificateAuthority = Material.none
    var clientCertificate = Material.none
    var clientKey = Material.none
    var serverName = ""
    var proxy = ""
    var compresses = true
    var login = Login.none
    var impersonation = Impersonation()
    /// The cluster's extension for plugins.
    var pluginConfiguration: Value?
    /// How long one request may take, in milliseconds; 0 for as long as it likes.
    package var timeoutMilliseconds = 0

    /// How requests say who makes them.
    enum Login: Hashable, Sendable {
        case none
        case token(String)
        case tokenFile(String)
        case basic(user: String, password: String)
        case plugin(CredentialPlugin)
    }

    /// A server that asks nobody who they are.
    package init(server: String) { self.server = server }

    /// The kn8 that serves on the Unix socket at `path`.
    package init(unixSocket path: String) {
        server = "http://localhost"
        unixSocket = path
        compresses = false
    }

    /// Whether the server proves itself and the exchange is secret.
    var isEncrypted: Bool { server.lowercased().hasPrefix("https://") }

    /// The URL's host with its port, if it names one, as complaints name the server; a socket's path as it is.
    package var address: String {
        guard unixSocket.isEmpty else { return unixSocket }
        return String(afterScheme.prefix { $0 != "/" })
    }

    /// The URL's host and port.
    var hostAndPort: (host: String, port: Int) {
        let address = afterScheme.prefix { $0 != "/" }
        let usual = isEncrypted ? 443 : 80
        guard let colon = address.lastIndex(of: ":"), !address[colon...].contains("]"),
            let port = Int(address[address.index(after: colon)...])
        else { return (String(address), usual) }
        return (String(address[..<colon]), port)
    }

    private var afterScheme: Substring {
        for scheme in ["https://", "http://"] where server.lowercased().hasPrefix(scheme) {
            return server.dropFirst(scheme.count)
        }
        return server[...]
    }
}
