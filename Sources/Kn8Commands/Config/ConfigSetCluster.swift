// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigSetCluster: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set-cluster",
        abstract: "Make a cluster, or change what it says"
    )

    @Argument(help: "The cluster")
    var name: String

    @Option(help: ArgumentHelp("Its address", valueName: "url"))
    var server: String?

    @Option(name: .customLong("certificate-authority"), help: "The authority that signed its certificate")
    var certificateAuthority: String?

    @Flag(
        name: .customLong("insecure-skip-tls-verify"),
        inversion: .prefixedNo,
        help: "Whether its certificate is not checked"
    )
    var skipsVerification: Bool?

    @Option(name: .customLong("tls-server-name"), help: "The name in its certificate")
    var serverName: String?

    @Option(name: .customLong("proxy-url"), help: ArgumentHelp("The proxy on the way", valueName: "url"))
    var proxy: String?

    @Flag(name: .customLong("embed-certs"), inversion: .prefixedNo, help: "Take the file's content instead of its path")
    var embeds: Bool = false

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard skipsVerification != true || certificateAuthority == nil else {
            throw CommandError("you cannot specify a certificate authority and insecure mode at the same time")
        }
        guard !name.isEmpty else { throw CommandError("you must specify a non-empty cluster name") }
        guard !embeds || certificateAuthority?.isEmpty == false else {
            throw CommandError("you must specify a --certificate-authority to embed")
        }
        let editor = kubeconfig.editor(in: session)
        let authority = try certificateAuthority.map {
            try EmbeddedFile("certificate-authority", path: $0, embeds: embeds)
        }
        try editor.edit(try editor.file(of: .clusters, name)) { file throws(KubeconfigError) in
            let old = file[.clusters, name]
            var content = old ?? ["server": ""]
            if let server { content["server"] = .string(server) }
            if let serverName { content["tls-server-name"] = .string(serverName) }
            if let proxy { content["proxy-url"] = .string(proxy) }
            if let skipsVerification {
                content["insecure-skip-tls-verify"] = skipsVerification ? true : nil
                if skipsVerification {
                    content["certificate-authority"] = nil
                    content["certificate-authority-data"] = nil
                }
            }
            if let authority {
                authority.put(in: &content)
                content["insecure-skip-tls-verify"] = nil
            }
            guard content != old else { return }
            file[.clusters, name] = content
            file.shortenPaths(of: .clusters, name)
        }
        session.console.print("Cluster \"\(name)\" set.")
        return .success
    }
}
