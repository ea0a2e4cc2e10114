// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Value

/// Where a connection's credentials come from, and how long each is good for.
///
/// An actor, so that of many requests at once only one runs a plugin and the others wait for what it brings.
actor CredentialSource {
    private let connection: ServerConnection
    private let environment: [String: String]
    private let time: any TimeSource
    private var cached: Credential?
    private var readAt: Timestamp?

    /// How many seconds the content of a token file is believed (`client-go:transport/token_source.go`).
    private static let tokenFileSeconds: Int64 = 60

    init(_ connection: ServerConnection, environment: [String: String], time: any TimeSource) {
        self.connection = connection
        self.environment = environment
        self.time = time
    }

    /// What the next request shows.
    func credential() throws(KubeconfigError) -> Credential {
        let now = time.now()
        switch connection.login {
        case .none: return Credential()
        case .token(let token): return Credential(authorization: "Bearer \(token)")
        case .basic(let user, let password):
            return Credential(authorization: "Basic \(Base64.encoded("\(user):\(password)"))")
        case .tokenFile(let path):
            if let cached, let readAt, now.seconds - readAt.seconds < CredentialSource.tokenFileSeconds {
                return cached
            }
            guard let bytes = try PlainFile.read(path) else {
                throw KubeconfigError("open \(path): no such file or directory")
            }
            let token = String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
            guard !token.isEmpty else { throw KubeconfigError("read empty token from file \"\(path)\"") }
            return remember(Credential(authorization: "Bearer \(token)"), now)
        case .plugin(let plugin):
            if let cached, cached.expiry.map({ now < $0 }) ?? true { return cached }
            let run = PluginRun(
                plugin: plugin,
                environment: environment,
                cluster: plugin.providesClusterInfo ? connection.clusterInfo : nil,
                hasTerminal: isatty(STDIN_FILENO) == 1
            )
            return remember(try run.credential(), now)
        }
    }

    /// The server did not take `credential`; true when asking again may bring another.
    func reject(_ credential: Credential) -> Bool {
        switch connection.login {
        case .plugin, .tokenFile:
            if cached == credential { cached = nil }
            return true
        default: return false
        }
    }

    private func remember(_ credential: Credential, _ now: Timestamp) -> Credential {
        cached = credential
        readAt = now
        return credential
    }
}

extension ServerConnection {
    /// What a plugin with `provideClusterInfo` is told.
    fileprivate var clusterInfo: Value {
        var info: Value = ["server": .string(server)]
        if !serverName.isEmpty { info["tls-server-name"] = .string(serverName) }
        if skipsVerification { info["insecure-skip-tls-verify"] = true }
        if let bytes = try? certificateAuthority.bytes(), !bytes.isEmpty {
            info["certificate-authority-data"] = .string(Base64.encoded(bytes))
        }
        if !proxy.isEmpty { info["proxy-url"] = .string(proxy) }
        if !compresses { info["disable-compression"] = true }
        if let configuration = pluginConfiguration { info["config"] = configuration }
        return info
    }
}

extension ServerConnection.Material {
    /// The PEM text; empty for none.
    func bytes() throws(KubeconfigError) -> [UInt8] {
        switch self {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .file(let path):
            guard let bytes = try PlainFile.read(path) else {
                throw KubeconfigError("open \(path): no such file or directory")
            }
            return bytes
        }
    }
}
