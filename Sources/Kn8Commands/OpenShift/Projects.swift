// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Projects: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "projects",
        abstract: "List the projects, and mark the one that is in use"
    )

    @Flag(name: .shortAndLong, help: "Print the names alone")
    var quiet = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        try target.requireLocal(for: "projects", instead: "list another server's by 'kn8 get namespaces'", in: session)
        let current = target.namespace(in: session)
        let list = try await ProjectList(client: session.cluster(at: target).client, current: current)
        if quiet {
            list.projects.forEach { session.console.print($0.name) }
            return .success
        }
        list.lines(isLogin: false).forEach(session.console.print)
        if !list.projects.isEmpty {
            session.console.print("\nUsing project \"\(current)\" on server \"\(LocalSession.server)\".")
        }
        return .success
    }
}
