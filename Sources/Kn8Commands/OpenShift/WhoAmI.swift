// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct WhoAmI: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Print the user's name on the local context: that of the machine's user"
    )

    @Flag(name: [.customShort("c"), .customLong("show-context")], help: "Print the context")
    var context = false

    @Flag(name: [.customShort("t"), .customLong("show-token")], help: "Print the token; there is none")
    var token = false

    @Flag(name: .customLong("show-server"), help: "Print the server")
    var server = false

    func run(in session: Session) async throws -> ExitStatus {
        if token { throw CommandError("no token is currently in use for this session") }
        session.console.print(context || server ? LocalSession.server : LocalSession.user(in: session))
        return .success
    }
}
