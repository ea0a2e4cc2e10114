// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateRegistrySecret: Generator {
    static let configuration = CommandConfiguration(
        commandName: "docker-registry",
        abstract: "Create the Secret with which images are pulled from a registry",
        discussion: """
            Example: 'kn8 create secret docker-registry pull --docker-server=registry.example.com --docker-username=u \
            --docker-password=p'.
            """
    )
    static let words = "secret docker-registry"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(name: .customLong("docker-server"), help: "The registry")
    var server = "https://index.docker.io/v1/"

    @Option(name: .customLong("docker-username"), parsing: .unconditional, help: "The user")
    var username = ""

    @Option(name: .customLong("docker-password"), parsing: .unconditional, help: "The password")
    var password = ""

    @Option(name: .customLong("docker-email"), help: "The user's address")
    var email = ""

    @Option(
        name: .customLong("from-file"),
        help: "Take the credentials from this file instead, [KEY=]FILE",
        completion: .file()
    )
    var files: [String] = []

    var failure: String? { "failed to create secret " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        var secret = Object("v1", "Secret", name, ["type": "kubernetes.io/dockerconfigjson"])
        guard files.isEmpty else {
            let entries = try KeyedSources.parse(files.map { "--from-file=\($0)" }).entries([:])
            // One file under its own name is the configuration, whatever it is called.
            let renamed = entries.map { entry in
                let isOwnName = files.count == 1 && entries.count == 1 && !(files.first ?? "").contains("=")
                return KeyedSources.Entry(key: isOwnName ? ".dockerconfigjson" : entry.key, bytes: entry.bytes)
            }
            try secret.addSecretData(renamed)
            return secret
        }
        guard !username.isEmpty, !password.isEmpty, !server.isEmpty else {
            throw CommandError(
                "either --from-file or the combination of --docker-username, --docker-password and --docker-server is "
                    + "required"
            )
        }
        secret["data"] = [".dockerconfigjson": .string(Base64.encoded(credentials))]
        return secret
    }

    /// Compact JSON in the order and with the escapes of Go's struct.
    private var credentials: String {
        func quoted(_ text: String) -> String { Value.string(text).json(escapingHTML: true) }
        var fields = [("username", username), ("password", password)]
        if !email.isEmpty { fields.append(("email", email)) }
        fields.append(("auth", Base64.encoded("\(username):\(password)")))
        let body = fields.map { "\"\($0.0)\":\(quoted($0.1))" }.joined(separator: ",")
        return "{\"auths\":{\(quoted(server)):{\(body)}}}"
    }
}
