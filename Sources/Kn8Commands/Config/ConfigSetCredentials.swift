// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigSetCredentials: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set-credentials",
        abstract: "Make a user, or change how it logs in",
        discussion: """
            A token takes the place of a name and password, and the other way round; certificates may be there besides. \
            '--exec-env NAME-' removes a variable.
            """
    )

    @Argument(help: "The user")
    var name: String

    @Option(help: "A bearer token")
    var token: String?

    @Option(help: "A name for basic authentication")
    var username: String?

    @Option(help: "The password that goes with it")
    var password: String?

    @Option(name: .customLong("client-certificate"), help: ArgumentHelp("A certificate", valueName: "file"))
    var clientCertificate: String?

    @Option(name: .customLong("client-key"), help: ArgumentHelp("The certificate's key", valueName: "file"))
    var clientKey: String?

    @Flag(name: .customLong("embed-certs"), inversion: .prefixedNo, help: "Take files' content instead of their paths")
    var embeds: Bool = false

    @Option(name: .customLong("exec-command"), help: "A program that logs in")
    var execCommand: String?

    @Option(name: .customLong("exec-api-version"), help: "The protocol that the program speaks")
    var execAPIVersion: String?

    @Option(
        name: .customLong("exec-arg"),
        parsing: .unconditionalSingleValue,
        help: "Arguments of the program, separated by commas; may be repeated"
    )
    var execArguments: [String] = []

    @Option(name: .customLong("exec-env"), help: "A variable for the program, NAME=VALUE; may be repeated")
    var execVariables: [String] = []

    @Option(
        name: .customLong("exec-interactive-mode"),
        help: "Whether the program may ask: Never, IfAvailable or Always",
        completion: .list(["Never", "IfAvailable", "Always"])
    )
    var execMode: String?

    @Flag(
        name: .customLong("exec-provide-cluster-info"),
        inversion: .prefixedNo,
        help: "Whether the program is told of the cluster"
    )
    var execClusterInfo: Bool?

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        try check()
        let files = try [("client-certificate", clientCertificate), ("client-key", clientKey)].compactMap {
            field,
            path in
            try path.map { try EmbeddedFile(field, path: $0, embeds: embeds) }
        }
        let plugin = try PluginChange(self)
        let editor = kubeconfig.editor(in: session)
        try editor.edit(try editor.file(of: .users, name)) { file throws(KubeconfigError) in
            let old = file[.users, name]
            var content = old ?? .emptyObject
            files.forEach { $0.put(in: &content) }
            setLogin(in: &content)
            plugin.make(in: &content)
            guard content != old else { return }
            file[.users, name] = content
            file.shortenPaths(of: .users, name)
        }
        session.console.print("User \"\(name)\" set.")
        return .success
    }

    private func check() throws(CommandError) {
        guard !name.isEmpty else { throw CommandError("you must specify a non-empty user name") }
        guard token?.isEmpty != false || !isBasic else {
            throw CommandError(
                "you cannot specify more than one authentication method at the same time: --token, --username/--password"
            )
        }
        guard !embeds || [clientCertificate, clientKey].contains(where: { $0?.isEmpty == false }) else {
            throw CommandError("you must specify a --client-certificate or --client-key to embed")
        }
    }

    private func setLogin(in content: inout Value) {
        for (field, text) in [("token", token), ("username", username), ("password", password)] {
            if let text { content[field] = text.isEmpty ? nil : .string(text) }
        }
        // What is empty takes the place of nothing.
        if token?.isEmpty == false {
            content["username"] = nil
            content["password"] = nil
        } else if isBasic {
            content["token"] = nil
        }
    }

    private var isBasic: Bool { username?.isEmpty == false || password?.isEmpty == false }
}
