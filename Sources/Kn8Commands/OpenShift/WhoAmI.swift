// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct WhoAmI: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Print the user's name on the local context: whom 'login' named, else the machine's user"
    )

    @Flag(name: [.customShort("c"), .customLong("show-context")], help: "Print the context")
    var context = false

    @Flag(name: [.customShort("t"), .customLong("show-token")], help: "Print the token; there is none")
    var token = false

    @Flag(name: .customLong("show-server"), help: "Print the server")
    var server = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        if token { throw CommandError("no token is currently in use for this session") }
        guard !context, !server else {
            session.console.print(LocalSession.server)
            return .success
        }
        let state = try StatePath.resolved(option: target.state, environment: session.environment)
        session.console.print(LocalSession.user(in: session, state: state))
        return .success
    }
}
