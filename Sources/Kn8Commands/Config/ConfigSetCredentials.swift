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
        help: "An argument of the program; may be repeated"
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

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let isBasic = username != nil || password != nil
        guard token == nil || !isBasic else {
            throw CommandError(
                "you cannot specify more than one authentication method at the same time: --token, --username/--password"
            )
        }
        let certificate = try clientCertificate.map { try EmbeddedFile(path: $0, embeds: embeds) }
        let key = try clientKey.map { try EmbeddedFile(path: $0, embeds: embeds) }
        let variables = try execVariables.map(Variable.init)
        let editor = kubeconfig.editor(in: session)
        try editor.edit(try editor.file(of: .users, name)) { file throws(KubeconfigError) in
            var content = file[.users, name] ?? .emptyObject
            certificate?.put("client-certificate", in: &content)
            key?.put("client-key", in: &content)
            if let token {
                content["token"] = .string(token)
                content["tokenFile"] = nil
                content["username"] = nil
                content["password"] = nil
            }
            if isBasic {
                if let username { content["username"] = .string(username) }
                if let password { content["password"] = .string(password) }
                content["token"] = nil
                content["tokenFile"] = nil
            }
            setPlugin(variables, in: &content)
            file[.users, name] = content
        }
        session.console.print("User \"\(name)\" set.")
        return .success
    }

    private func setPlugin(_ variables: [Variable], in content: inout Value) {
        let fields = [("command", execCommand), ("apiVersion", execAPIVersion), ("interactiveMode", execMode)]
        guard content["exec"] != nil || execCommand != nil else { return }
        var plugin = content["exec"] ?? ["provideClusterInfo": false]
        for (field, text) in fields {
            if let text { plugin[field] = .string(text) }
        }
        if plugin["interactiveMode"] == nil { plugin["interactiveMode"] = "IfAvailable" }
        if !execArguments.isEmpty { plugin["args"] = .array(execArguments.map(Value.string)) }
        var list = plugin["env"]?.array ?? []
        for variable in variables {
            list.removeAll { $0["name"]?.string == variable.name }
            if let value = variable.value { list.append(["name": .string(variable.name), "value": .string(value)]) }
        }
        if !variables.isEmpty { plugin["env"] = list.isEmpty ? nil : .array(list) }
        content["exec"] = plugin
    }

    /// A variable, or one that goes.
    private struct Variable {
        let name: String
        let value: String?

        init(_ text: String) throws(CommandError) {
            if let mark = text.firstIndex(of: "=") {
                name = String(text[..<mark])
                value = String(text[text.index(after: mark)...])
            } else if text.hasSuffix("-") {
                name = String(text.dropLast())
                value = nil
            } else {
                throw CommandError(
                    "error parsing environment variables: invalid format for environment variable: \(text)"
                )
            }
            guard !name.isEmpty else {
                throw CommandError(
                    "error parsing environment variables: invalid format for environment variable: \(text)"
                )
            }
        }
    }
}
