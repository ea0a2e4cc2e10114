// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigSet: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set one value of a kubeconfig",
        discussion:
            "Examples: 'kn8 config set clusters.prod.server https://1.2.3.4', 'kn8 config set current-context prod'."
    )

    @Argument(help: "The value's place, for example contexts.prod.namespace")
    var property: String

    @Argument(help: "The value; certificates and keys in base64")
    var value: String

    @Flag(name: .customLong("set-raw-bytes"), help: "Take a certificate or key as it is written, not as base64")
    var isRaw = false

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let place = try KubeconfigProperty(property, mayBeEntry: false)
        let editor = kubeconfig.editor(in: session)
        let path = try place.section.map { try editor.file(of: $0, place.name) } ?? editor.fileOfCurrentContext()
        try editor.edit(path) { file throws(KubeconfigError) in try place.set(value, isRaw: isRaw, in: &file) }
        session.console.print("Property \"\(property)\" set.")
        return .success
    }
}

struct ConfigUnset: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: "Remove one value of a kubeconfig",
        discussion: "Examples: 'kn8 config unset users.me.token', 'kn8 config unset contexts.old'."
    )

    @Argument(help: "The value's place, for example contexts.prod.namespace")
    var property: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let place = try KubeconfigProperty(property, mayBeEntry: true)
        let editor = kubeconfig.editor(in: session)
        let path = try place.section.map { try editor.file(of: $0, place.name) } ?? editor.fileOfCurrentContext()
        try editor.edit(path) { file throws(KubeconfigError) in place.unset(in: &file) }
        session.console.print("Property \"\(property)\" unset.")
        return .success
    }
}

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
        let editor = kubeconfig.editor(in: session)
        let authority = try certificateAuthority.map { try EmbeddedFile(path: $0, embeds: embeds) }
        try editor.edit(try editor.file(of: .clusters, name)) { file throws(KubeconfigError) in
            var content = file[.clusters, name] ?? ["server": ""]
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
                authority.put("certificate-authority", in: &content)
                content["insecure-skip-tls-verify"] = nil
            }
            file[.clusters, name] = content
        }
        session.console.print("Cluster \"\(name)\" set.")
        return .success
    }
}
