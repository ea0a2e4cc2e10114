// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Gateway
internal import Kn8HTTP

/// Where a server listens, and how what comes there is kept from others.
struct ListenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Listen on this port; 0 takes any that is free", valueName: "port"))
    var port = 6443

    @Option(help: ArgumentHelp("Listen on this address", valueName: "address"))
    var bind = "127.0.0.1"

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

    /// The address of `bind`, to which the other options fit.
    ///
    /// - Parameter asksRoles: Whether roles decide who may do what.
    func address(asksRoles: Bool) throws(CommandError) -> ServeAddress {
        let address = try ServeAddress(bind)
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
        guard address.isLoopback || insecure || asksRoles else {
            throw CommandError(
                "refusing to let every user at \(address.host) do everything; leave --authorization-mode AlwaysAllow out",
                status: .unusable
            )
        }
        return address
    }

    /// Has `program` listen at `address`, and at the socket of the state, once the cluster is told of the port.
    ///
    /// - Returns: What leads the state's owner there.
    func open(_ program: ServeProgram, at address: ServeAddress, on site: ServeSite) async throws -> ServeKubeconfig {
        let (tls, authority) = try security(site.material)
        let endpoint = HTTPServer.Endpoint.tcp(
            host: address.host,
            port: port,
            tls: tls,
            guardsBrowsers: insecure && !allowRemoteWithoutTls
        )
        do {
            let port = try await program.transport.listen(at: endpoint)
            try await program.gateway.furnish(address: address.advertised, port: port)
            if let path = socket ?? site.state.map({ "\($0).sock" }) {
                try await program.transport.listen(at: .local(path: path))
            }
            return ServeKubeconfig(
                server: address.url(scheme: insecure ? "http" : "https", port: port),
                authority: authority,
                owner: insecure ? nil : site.material.owner
            )
        } catch let error as HTTPServerError {
            throw CommandError("\(error.message)", status: .unusable)
        }
    }

    /// What the server shows and asks for, and whom clients must trust, in PEM; nil without TLS.
    private func security(_ material: ServeMaterial) throws -> (tls: ServerTLS?, authority: [UInt8]?) {
        guard !insecure else { return (nil, nil) }
        var shown = material.server
        var authority = material.authority
        if let certificateFile, let keyFile {
            authority = try WholeFile.read(certificateFile)
            shown = ServeMaterial.Pair(certificate: authority, key: try WholeFile.read(keyFile))
        }
        let tls = ServerTLS(
            certificates: shown.certificate,
            privateKey: shown.key,
            clientAuthorities: material.authority
        )
        return (tls, authority)
    }
}
