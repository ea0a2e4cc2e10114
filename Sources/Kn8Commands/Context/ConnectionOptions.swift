// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote

/// kubectl's global options: which server, and as whom. Without any of those that name a server, and unless
/// `config use-context` chose one, commands work on the embedded server.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Work on the cluster of this kubeconfig context; 'local' is the embedded server",
            valueName: "name"
        )
    )
    var context: String?

    @Option(
        help: ArgumentHelp("Take this kubeconfig, and the cluster of its current context", valueName: "path"),
        completion: .file()
    )
    var kubeconfig: String?

    @Option(help: ArgumentHelp("Work on this cluster of the kubeconfig", valueName: "name"))
    var cluster: String?

    // Written as '--user' everywhere but after commands that have a '--user' of their own.
    @Option(
        name: .customLong("kubeconfig-user"),
        help: ArgumentHelp("Log in as this user of the kubeconfig; '--user' means the same", valueName: "name")
    )
    var user: String?

    @Option(
        name: [.customShort("s"), .customLong("server")],
        help: ArgumentHelp("Work on the API server at this address", valueName: "url")
    )
    var server: String?

    @Option(help: ArgumentHelp("Log in with this bearer token", valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("Log in with this name and --password", valueName: "name"))
    var username: String?

    @Option(help: ArgumentHelp("The password of --username", valueName: "password"))
    var password: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("Act as this user", valueName: "user"))
    var impersonatedUser: String?

    @Option(
        name: .customLong("as-group"),
        help: ArgumentHelp("Act as a member of this group; may be repeated", valueName: "group")
    )
    var impersonatedGroups: [String] = []

    @Option(name: .customLong("as-uid"), help: ArgumentHelp("Act as the user with this uid", valueName: "uid"))
    var impersonatedUID: String?

    @Option(
        name: .customLong("as-user-extra"),
        help: ArgumentHelp("Act as a user of whom this is known, too; may be repeated", valueName: "key=value")
    )
    var impersonatedExtra: [String] = []

    @Option(
        name: .customLong("certificate-authority"),
        help: ArgumentHelp("Trust servers whose certificate this authority signed", valueName: "file"),
        completion: .file()
    )
    var certificateAuthority: String?

    @Option(
        name: .customLong("client-certificate"),
        help: ArgumentHelp("Log in with this certificate", valueName: "file"),
        completion: .file()
    )
    var clientCertificate: String?

    @Option(
        name: .customLong("client-key"),
        help: ArgumentHelp("The key of the client's certificate", valueName: "file"),
        completion: .file()
    )
    var clientKey: String?

    @Flag(
        name: .customLong("insecure-skip-tls-verify"),
        help: "Do not check the server's certificate: whoever is on the way can read and change everything"
    )
    var skipsVerification = false

    @Option(
        name: .customLong("tls-server-name"),
        help: ArgumentHelp("Expect this name in the server's certificate", valueName: "name")
    )
    var serverName: String?

    @Flag(name: .customLong("disable-compression"), help: "Ask for answers that are not compressed")
    var disablesCompression = false

    @Option(
        name: .customLong("request-timeout"),
        help: ArgumentHelp("Give a request up after this time, for example 1s, 2m; 0 never", valueName: "time")
    )
    var requestTimeout = "0"

    @Option(
        name: .customLong("cache-dir"),
        help: ArgumentHelp("Keep what servers say of their kinds in this folder", valueName: "folder"),
        completion: .directory
    )
    var cacheFolder: String?

    @Flag(name: .customLong("warnings-as-errors"), help: "Fail when the server has warned of something")
    var warningsAreErrors = false

    @Option(
        name: [.customShort("v", allowingJoined: true), .customLong("v")],
        help: ArgumentHelp(
            "Tell of requests: 6 names them, 7 shows headers, 8 bodies in part, 9 all",
            valueName: "level"
        )
    )
    var verbosity = Verbosity(level: 0)

    /// A level of detail, also as `-v=6`.
    struct Verbosity: ExpressibleByArgument {
        var level: Int

        init(level: Int) { self.level = level }

        init?(argument: String) {
            guard let level = Int(argument.hasPrefix("=") ? argument.dropFirst() : argument[...]) else { return nil }
            self.level = level
        }

        var defaultValueDescription: String { "\(level)" }
    }

    /// Whether a server is named.
    var namesServer: Bool { [context, kubeconfig, cluster, server].contains { $0?.isEmpty == false } }

    /// What counts more than the kubeconfig.
    func overrides(namespace: String?) throws(CommandError) -> ConnectionOverrides {
        var overrides = ConnectionOverrides()
        overrides.context = context ?? ""
        overrides.cluster = cluster ?? ""
        overrides.user = user ?? ""
        overrides.server = server ?? ""
        overrides.namespace = namespace ?? ""
        overrides.token = token ?? ""
        overrides.username = username ?? ""
        overrides.password = password ?? ""
        overrides.impersonation.user = impersonatedUser ?? ""
        overrides.impersonation.uid = impersonatedUID ?? ""
        overrides.impersonation.groups = impersonatedGroups
        for extra in impersonatedExtra {
            guard let mark = extra.firstIndex(of: "="), mark != extra.startIndex else {
                throw CommandError("invalid argument \"\(extra)\" for \"--as-user-extra\": must be key=value")
            }
            overrides.impersonation.extra[extra[..<mark].lowercased(), default: []]
                .append(String(extra[extra.index(after: mark)...]))
        }
        overrides.certificateAuthority = certificateAuthority ?? ""
        overrides.clientCertificate = clientCertificate ?? ""
        overrides.clientKey = clientKey ?? ""
        overrides.serverName = serverName ?? ""
        overrides.skipsVerification = skipsVerification ? true : nil
        overrides.disablesCompression = disablesCompression
        overrides.timeoutMilliseconds = try RequestTimeout(requestTimeout).milliseconds
        return overrides
    }
}
