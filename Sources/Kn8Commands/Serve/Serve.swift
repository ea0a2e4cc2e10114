// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8API
internal import Kn8Access
internal import Kn8Controller
internal import Kn8Gateway
internal import Kn8HTTP
internal import Kn8Remote
internal import Kn8Server
internal import Kn8Value
internal import Kn8WorkloadOperators
internal import Synchronization

struct Serve: Kn8Command {
    enum AuthorizationMode: String, ExpressibleByArgument, CaseIterable {
        case roles = "RBAC"
        case alwaysAllow = "AlwaysAllow"
    }

    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the Kubernetes API from the embedded server, reconcilers included",
        discussion: """
            Any client of Kubernetes can use it: kubectl, client-go, Python's client, curl. It listens on this machine \
            alone, with TLS, and asks for a client certificate or a token; the keys are made at the first start and kept \
            beside the state. Other kn8 commands on the same state find the server by themselves, over the socket \
            'STATE.sock'. Stops on SIGINT and SIGTERM: watches end cleanly, what is under work is finished. \
            Examples: 'kn8 serve', 'kn8 serve --port 0 --write-kubeconfig kube.yaml', 'kn8 serve --state :memory:'.
            """
    )

    @Option(help: ArgumentHelp("Listen on this port; 0 takes any that is free", valueName: "port"))
    var port = 6443

    @Option(help: ArgumentHelp("Listen on this address", valueName: "address"))
    var bind = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "Keep the embedded server's state in this file; ':memory:' throws it away at the end",
            valueName: "path"
        ),
        completion: .file()
    )
    var state: String?

    @Option(
        help: ArgumentHelp(
            "Listen on this socket file too, as the state's owner; STATE.sock unless said",
            valueName: "path"
        ),
        completion: .file()
    )
    var socket: String?

    @Option(
        name: .customLong("tls-cert-file"),
        help: ArgumentHelp("Show this certificate, with those that lead to its authority", valueName: "path"),
        completion: .file()
    )
    var certificateFile: String?

    @Option(
        name: .customLong("tls-private-key-file"),
        help: ArgumentHelp("The private key of --tls-cert-file", valueName: "path"),
        completion: .file()
    )
    var keyFile: String?

    @Flag(help: "Speak HTTP without TLS, on this machine alone, and let everybody who can reach it do everything")
    var insecure = false

    @Flag(help: "With --insecure: let other machines in all the same, whoever they are")
    var allowRemoteWithoutTls = false

    @Option(
        help: ArgumentHelp("Know the users of this CSV file: token, name, uid, groups", valueName: "path"),
        completion: .file()
    )
    var tokenAuthFile: String?

    @Option(help: ArgumentHelp("Who decides what users may do", valueName: "mode"))
    var authorizationMode = AuthorizationMode.roles

    @Option(
        help: ArgumentHelp("Write a kubeconfig for this server to this file, for its owner alone", valueName: "path"),
        completion: .file()
    )
    var writeKubeconfig: String?

    @Flag(help: "Leave the reconcilers out: serve what is stored, nothing else")
    var noReconcile = false

    @Option(help: ArgumentHelp("Run these reconcilers alone, for example 'deployment,replicaset'", valueName: "names"))
    var reconcilers: String?

    @Flag(name: .customShort("v"), help: "Write a line about each request to standard error")
    var verbose = false

    func run(in session: Session) async throws -> ExitStatus {
        let address = try ServeAddress(bind)
        try check(address)
        _ = try ServeReconcilers.chosen(reconcilers, authority: "")
        let signal = StopSignal()
        HostMachine.raiseLimit()
        let path = try StatePath.resolved(option: state, environment: session.environment)
        let isKept = path != ":memory:"
        let cluster = try session.localCluster(state: path)
        guard let server = cluster.server else { throw CommandError("\(path) is no state to serve", status: .unusable) }
        let hosts = ["127.0.0.1", "::1", "localhost"] + (address.isEverywhere ? HostMachine.hostNames : [address.host])
        let material = try ServeMaterial(
            folder: isKept ? "\(path).serve" : nil,
            hosts: hosts,
            now: session.time.now().seconds
        )
        let authority = insecure ? nil : String(decoding: material.authority, as: UTF8.self)
        let chosen = noReconcile ? [] : try ServeReconcilers.chosen(reconcilers, authority: authority)
        let listed = try staticTokens(session)
        let tokens = KnownTokens(
            ServiceAccountTokens(
                signers: [try TokenKey(material.tokenKey)],
                reader: server,
                time: session.time
            ),
            listed: listed
        )
        let authorizer: any Authorizer =
            switch authorizationMode {
            case .alwaysAllow: AllowAll()
            case .roles:
                RoleAuthorizer(
                    AccessStore(reader: server, feed: server, defaults: DefaultAccess.objects)
                )
            }
        let gateway = Gateway(
            server,
            rules: cluster.rules,
            authorizer: authorizer,
            tokens: tokens,
            time: session.time,
            namespaceContents: AccessOperators.namespaceContents(authority: authority)
        )
        let metrics = ServeMetrics()
        let service = ServeService(
            gateway: gateway,
            server: server,
            access: ServeAccess(
                Authentication(staticTokens: listed, tokens: tokens),
                authorizer: authorizer,
                everybody: insecure ? .owner : nil
            ),
            authorizer: authorizer,
            metrics: metrics
        )
        let console = session.console
        let work =
            chosen.isEmpty
            ? nil
            : ServeReconcilers(chosen, on: server, time: session.time, metrics: metrics) { console.say($0) }
        let isVerbose = verbose
        let transport = await HTTPServer(
            onExchange: { exchange in
                metrics.count(exchange)
                work?.notice(exchange)
                if isVerbose { console.say(AccessLine.text(exchange)) }
            },
            responder: { request, peer in await service.respond(to: request, from: peer) }
        )
        service.observe(transport)
        do {
            try await listen(transport, at: address, material, state: isKept ? path : nil, in: session) { port in
                try await gateway.furnish(address: address.advertised, port: port)
            }
        } catch {
            await transport.stop(within: 0)
            await work?.stop()
            throw error
        }
        let rights = Task { await establishRights(server, console) }
        let number = await signal.received()
        rights.cancel()
        console.say("Stopping (\(number == SIGINT ? "interrupted" : "told to")): finishing what is under work")
        gateway.endWatches()
        let isQuiet = await transport.stop()
        await work?.stop()
        if !isQuiet { console.say("Warning: some clients did not let go in time and were cut off") }
        return .success
    }

    // Decisions count the default roles from the first request on; that they are stored is for those who look at them.
    private func establishRights(_ server: EmbeddedServer, _ console: Console) async {
        guard authorizationMode == .roles, !insecure else { return }
        do throws(APIError) {
            try await DefaultAccess.establish(in: server)
        } catch {
            console.say("Warning: the default roles are not stored: \(error.message)")
        }
    }

    private func check(_ address: ServeAddress) throws(CommandError) {
        guard (0...65_535).contains(port) else {
            throw CommandError("--port: must be from 0 to 65535", status: .unusable)
        }
        guard (certificateFile == nil) == (keyFile == nil) else {
            throw CommandError("--tls-cert-file and --tls-private-key-file go together", status: .unusable)
        }
        guard !(insecure && certificateFile != nil) else {
            throw CommandError("--insecure and --tls-cert-file contradict each other", status: .unusable)
        }
        guard !insecure || address.isLoopback || allowRemoteWithoutTls else {
            throw CommandError(
                "refusing to let other machines at \(address.host) do everything without TLS and without asking who they "
                    + "are; leave --insecure out, or add --allow-remote-without-tls if that is what you want",
                status: .unusable
            )
        }
        guard address.isLoopback || insecure || authorizationMode == .roles else {
            throw CommandError(
                "refusing to let every user at \(address.host) do everything; leave --authorization-mode AlwaysAllow out",
                status: .unusable
            )
        }
    }

    private func staticTokens(_ session: Session) throws -> StaticTokens? {
        guard let tokenAuthFile else { return nil }
        let text = String(decoding: try WholeFile.read(tokenAuthFile), as: UTF8.self)
        do {
            let tokens = try StaticTokens(csv: text, path: tokenAuthFile)
            tokens.warnings.forEach { session.console.say("Warning: \($0)") }
            return tokens
        } catch {
            throw CommandError("\(error)", status: .unusable)
        }
    }

    private func listen(
        _ transport: HTTPServer,
        at address: ServeAddress,
        _ material: ServeMaterial,
        state: String?,
        in session: Session,
        furnishing: (_ port: Int) async throws -> Void
    ) async throws {
        var authority = material.authority
        var tls: ServerTLS?
        if let certificateFile, let keyFile {
            authority = try WholeFile.read(certificateFile)
            tls = ServerTLS(
                certificates: authority,
                privateKey: try WholeFile.read(keyFile),
                clientAuthorities: material.authority
            )
        } else if !insecure {
            tls = ServerTLS(
                certificates: material.server.certificate,
                privateKey: material.server.key,
                clientAuthorities: material.authority
            )
        }
        let actual: Int
        do {
            actual = try await transport.listen(
                at: .tcp(
                    host: address.host,
                    port: port,
                    tls: tls,
                    guardsBrowsers: insecure && !allowRemoteWithoutTls
                )
            )
            try await furnishing(actual)
            if let path = socket ?? state.map({ "\($0).sock" }) {
                try await transport.listen(at: .local(path: path))
            }
        } catch let error as HTTPServerError {
            throw CommandError("\(error.message)", status: .unusable)
        }
        let config = ServeKubeconfig(
            server: address.url(scheme: insecure ? "http" : "https", port: actual),
            authority: insecure ? nil : authority,
            owner: insecure ? nil : material.owner
        )
        var path = writeKubeconfig
        if path == nil, let state { path = "\(state).serve/kubeconfig" }
        if let path, !PlainFile.replace(path, with: Array(config.text.utf8)) {
            throw FileBytes.failure("write", path)
        }
        announce(config, at: path, in: session)
    }

    private func announce(_ config: ServeKubeconfig, at path: String?, in session: Session) {
        session.console.print("Serving the Kubernetes API at \(config.server)")
        if let path {
            session.console.print("  kubectl --kubeconfig \(path) get namespaces")
        } else if insecure {
            session.console.print("  kubectl --server \(config.server) get namespaces")
        } else {
            session.console.print("  To use it from other programs, add --write-kubeconfig PATH")
        }
        session.console.flush()
        if insecure {
            session.console.say("Warning: no TLS and no authentication: whoever reaches this address may do everything")
        }
    }
}
