// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Login: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Say or choose who works on the local context, which asks for no password",
        discussion: """
            The embedded server trusts whoever can read its state, so there is nothing to log in to: a password or a token \
            is taken and not looked at. The name is remembered beside the state: 'kn8 whoami' prints it, and projects say \
            who requested them. The projects are listed.
            """
    )

    @Argument(help: "A server; only the local one is known")
    var server: String?

    @Option(name: .customShort("u"), help: ArgumentHelp("Who works from now on", valueName: "username"))
    var shortUsername: String?

    @Option(name: .customShort("p"), help: ArgumentHelp("Not looked at", valueName: "password"))
    var password: String?

    @OptionGroup var target: TargetOptions

    private var username: String? { shortUsername ?? target.connection.username }

    func run(in session: Session) async throws -> ExitStatus {
        try target.requireLocal(
            for: "login",
            instead: "log in to another server with its own tool, or by 'kn8 config set-credentials'",
            in: session
        )
        guard target.connection.token == nil || username == nil else {
            throw CommandError("--token and --username are mutually exclusive")
        }
        guard server == nil || server == LocalSession.server else {
            throw CommandError("kn8 works with the embedded server alone: there is no server \"\(server ?? "")\"")
        }
        let state = try StatePath.resolved(option: target.state, environment: session.environment)
        let current = target.namespace(in: session)
        let list = try await ProjectList(client: session.cluster(at: target).client, current: current)
        if let username {
            guard !username.isEmpty, username.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), username.utf8.count < 256
            else { throw CommandError("invalid user name: \"\(username)\"") }
            try target.remembered(.user, in: session).choose(username)
        }
        let user = username ?? LocalSession.user(in: session, state: state)
        session.console.print("Logged into \"\(LocalSession.server)\" as \"\(user)\" using existing credentials.\n")
        list.lines(isLogin: true).forEach(session.console.print)
        session.console.print(list.projects.isEmpty ? "" : "\nUsing project \"\(current)\".")
        return .success
    }
}
