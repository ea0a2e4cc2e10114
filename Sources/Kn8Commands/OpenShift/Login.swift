// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Login: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Say who works on the local context, which asks for no password",
        discussion: """
            The embedded server trusts whoever can read its state, so there is nothing to log in to: the options of oc are \
            taken and not looked at, and the projects are listed.
            """
    )

    @Argument(help: "A server; only the local one is known")
    var server: String?

    @Option(name: .shortAndLong, help: "Not looked at")
    var username: String?

    @Option(name: .shortAndLong, help: "Not looked at")
    var password: String?

    @Option(help: "Not looked at")
    var token: String?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard token == nil || username == nil else {
            throw CommandError("--token and --username are mutually exclusive")
        }
        guard server == nil || server == LocalSession.server else {
            throw CommandError("kn8 works with the embedded server alone: there is no server \"\(server ?? "")\"")
        }
        let user = LocalSession.user(in: session)
        let current = target.namespace(in: session)
        let list = try await ProjectList(client: session.cluster(at: target).client, current: current)
        session.console.print("Logged into \"\(LocalSession.server)\" as \"\(user)\" using existing credentials.\n")
        list.lines(isLogin: true).forEach(session.console.print)
        session.console.print(list.projects.isEmpty ? "" : "\nUsing project \"\(current)\".")
        return .success
    }
}
