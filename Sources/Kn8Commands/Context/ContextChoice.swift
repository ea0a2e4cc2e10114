// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Remote

/// Which cluster a command works on.
///
/// In this order: what the command line names (`--context`, `--kubeconfig`, `--cluster`, `--server`); the context that
/// `kn8 config use-context` chose; else the embedded server. `$KUBECONFIG` and `current-context`, which other programs set
/// too, name no cluster by themselves. `--state` and the context `local` mean the embedded server.
enum ContextChoice {
    /// The embedded server with the state at this path.
    case local(state: String)
    /// The kn8 that serves the state at this path on its socket.
    case served(socket: String, state: String)
    /// A server that was named.
    case remote(ServerConnection)

    /// The name that stands for the embedded server.
    static let localName = "local"

    /// What `target` means.
    init(_ target: TargetOptions, in session: Session) throws {
        let options = target.connection
        var overrides = try options.overrides(namespace: target.namespace)
        // A server that was named needs no state, nor a home folder to keep it in.
        if !options.namesServer || overrides.context == Self.localName {
            let state = try StatePath.resolved(option: target.state, environment: session.environment)
            if !options.namesServer, target.state == nil {
                overrides.context = RememberedName(of: .context, state: state).name ?? Self.localName
            }
            guard !options.namesServer, target.state == nil, overrides.context != Self.localName else {
                self = Self.isServed(state) ? .served(socket: "\(state).sock", state: state) : .local(state: state)
                return
            }
        }
        let paths = KubeconfigPaths(option: options.kubeconfig, environment: session.environment)
        let resolver = ConnectionResolver(
            try Kubeconfig(paths),
            overrides: overrides,
            environment: session.environment
        )
        self = .remote(try resolver.connection())
    }

    /// Whether it is the embedded server's state.
    var isLocal: Bool { if case .remote = self { false } else { true } }

    /// What was there before, when it is not what it was.
    var formerCluster: String {
        switch self {
        case .local(let state), .served(_, let state): "state, which \(state) held before"
        case .remote(let connection): "cluster, which \(connection.server) led to before"
        }
    }

    /// Where what is written there is recorded; nil when there is no place for it.
    func undoFolder(environment: [String: String]) -> UndoFolder? {
        switch self {
        case .local(let state), .served(_, let state): UndoFolder(state: state)
        case .remote(let connection): UndoFolder(server: connection.server, environment: environment)
        }
    }

    /// Whether another kn8 of the user answers on the socket beside the state.
    private static func isServed(_ state: String) -> Bool {
        let path = "\(state).sock"
        // Somebody else's socket is nobody to tell anything to.
        guard state != ":memory:", OwnFile.isTrusted(path, .socket), access(path, R_OK | W_OK) == 0 else {
            return false
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                connect(descriptor, raw, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

extension Session {
    /// The client of the server that `connection` leads to.
    func remoteClient(_ connection: ServerConnection, _ options: ConnectionOptions) -> RemoteClient {
        let console = console
        var settings = RemoteSettings(time: time)
        settings.userAgent = "kn8/\(Kn8.version) (linux)"
        settings.verbosity = options.verbosity.level
        settings.environment = environment
        settings.cacheFolder = cacheFolder.map { "\($0)/discovery" } ?? ""
        settings.log = { console.say($0) }
        settings.warn = { console.say("Warning: \($0)") }
        if connection.skipsVerification {
            console.say("Warning: the server's certificate is not checked (insecure-skip-tls-verify)")
        }
        return RemoteClient(connection, settings: settings)
    }

    /// The folder for what can be made again; nil when there is no place for it.
    private var cacheFolder: String? {
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return "\(folder)/kn8" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/.cache/kn8"
    }
}

extension TargetOptions {
    /// Refuses to go on when the cluster is not the local context's, and says what helps there.
    func requireLocal(for command: String, instead: String, in session: Session) throws {
        guard case .remote(let connection) = try ContextChoice(self, in: session) else { return }
        throw CommandError(
            "'kn8 \(command)' works on the local context alone, and this is \(connection.server); \(instead)"
        )
    }
}
