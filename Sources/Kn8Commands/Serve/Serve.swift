// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8Access

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

    @OptionGroup var listening: ListenOptions

    @Option(
        help: ArgumentHelp(
            "Keep the embedded server's state in this file; ':memory:' throws it away at the end",
            valueName: "path"
        ),
        completion: .file()
    )
    var state: String?

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
        let address = try listening.address(asksRoles: authorizationMode == .roles)
        // A wrong name is told of before anything is made.
        _ = try ServeReconcilers.chosen(reconcilers, authority: nil)
        let signal = StopSignal()
        HostMachine.raiseLimit()
        let site = try ServeSite(option: state, at: address, in: session)
        let program = try await ServeProgram(try settings(for: site, in: session), on: site, in: session)
        do {
            try announce(try await listening.open(program, at: address, on: site), of: site, in: session)
        } catch {
            _ = await program.stop(within: 0)
            throw error
        }
        let number = await signal.received()
        session.console.say("Stopping (\(number == SIGINT ? "interrupted" : "told to")): finishing what is under work")
        if await !program.stop() {
            session.console.say("Warning: some clients did not let go in time and were cut off")
        }
        return .success
    }

    private func settings(for site: ServeSite, in session: Session) throws -> ServeProgram.Settings {
        let authority = listening.insecure ? nil : site.material.authorityText
        return ServeProgram.Settings(
            isOpen: listening.insecure,
            asksRoles: authorizationMode == .roles,
            tokens: try staticTokens(session),
            reconcilers: noReconcile ? [] : try ServeReconcilers.chosen(reconcilers, authority: authority),
            authority: authority,
            isVerbose: verbose
        )
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

    private func announce(_ config: ServeKubeconfig, of site: ServeSite, in session: Session) throws {
        let path = writeKubeconfig ?? site.state.map { "\($0).serve/kubeconfig" }
        if let path { try PrivateFile.replace(with: Array(config.text.utf8), at: path) }
        session.console.print("Serving the Kubernetes API at \(config.server)")
        if let path {
            session.console.print("  kubectl --kubeconfig \(path) get namespaces")
        } else if listening.insecure {
            session.console.print("  kubectl --server \(config.server) get namespaces")
        } else {
            session.console.print("  To use it from other programs, add --write-kubeconfig PATH")
        }
        session.console.flush()
        if listening.insecure {
            session.console.say("Warning: no TLS and no authentication: whoever reaches this address may do everything")
        }
    }
}
