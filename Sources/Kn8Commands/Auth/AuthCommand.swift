// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct AuthCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Ask who may do what, and look after roles and bindings",
        discussion: """
            On the local context the roles and bindings of the state count, with Kubernetes' default roles; you are its \
            owner and may do everything, unless --as says otherwise.
            """,
        subcommands: [CanI.self, AuthWhoAmI.self, AuthReconcile.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}
