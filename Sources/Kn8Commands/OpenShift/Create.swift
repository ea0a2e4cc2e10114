// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

struct Create: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an object from options",
        subcommands: [CreateSecret.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

struct CreateSecret: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Create a Secret from options",
        subcommands: [CreateRegistrySecret.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

struct CreateRegistrySecret: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "docker-registry",
        abstract: "Create the Secret with which images are pulled from a registry",
        discussion: """
            Example: 'kn8 create secret docker-registry pull --docker-server=registry.example.com --docker-username=u \
            --docker-password=p'.
            """
    )

    @Argument(help: "The Secret's name")
    var name: [String] = []

    @Option(name: .customLong("docker-server"), help: "The registry")
    var server = "https://index.docker.io/v1/"

    @Option(name: .customLong("docker-username"), parsing: .unconditional, help: "The user")
    var username = ""

    @Option(name: .customLong("docker-password"), parsing: .unconditional, help: "The password")
    var password = ""

    @Option(name: .customLong("docker-email"), help: "The user's address")
    var email = ""

    @Option(name: .customLong("dry-run"), help: "Only say what would be done: none, client or server")
    var dryRun = DryRun.none

    @Option(name: [.customShort("o"), .long], help: "How to print the Secret: name, yaml or json")
    var output: String?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let name = name.first, self.name.count == 1 else {
            throw CommandError(
                "exactly one NAME is required, got \(self.name.count)\nSee 'kn8 create secret docker-registry -h' for "
                    + "help and examples"
            )
        }
        guard !username.isEmpty, !password.isEmpty, !server.isEmpty else {
            throw CommandError(
                "either --from-file or the combination of --docker-username, --docker-password and --docker-server is "
                    + "required"
            )
        }
        var secret = Object(
            GroupVersionKind(group: "", version: "v1", kind: "Secret"),
            namespace: target.namespace(in: session),
            name: name
        )
        secret.value["type"] = "kubernetes.io/dockerconfigjson"
        secret["data"] = [".dockerconfigjson": .string(Base64.encoded(credentials))]
        let client = try session.cluster(at: target).client
        guard let resource = try await client.resource(for: secret.gvk) else { return .failure }
        if dryRun != .client {
            secret = try await client.create(
                secret,
                of: resource,
                options: WriteOptions(dryRun: dryRun == .server)
            )
        }
        switch output {
        case nil: session.console.print("secret/\(name) created\(dryRun.suffix)")
        case "name": session.console.print("secret/\(name)")
        case "yaml": session.console.write(secret.value.yaml())
        case "json": session.console.print(secret.value.json(.indented(4)))
        default:
            throw CommandError(
                "unable to match a printer suitable for the output format \"\(output ?? "")\", allowed formats are: "
                    + "json,name,yaml"
            )
        }
        return .success
    }

    /// Compact JSON in the order and with the escapes of Go's struct.
    var credentials: String {
        func quoted(_ text: String) -> String { Value.string(text).json(escapingHTML: true) }
        var fields = [("username", username), ("password", password)]
        if !email.isEmpty { fields.append(("email", email)) }
        fields.append(("auth", Base64.encoded("\(username):\(password)")))
        let body = fields.map { "\"\($0.0)\":\(quoted($0.1))" }.joined(separator: ",")
        return "{\"auths\":{\(quoted(server)):{\(body)}}}"
    }
}
