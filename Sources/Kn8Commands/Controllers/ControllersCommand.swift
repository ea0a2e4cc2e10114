// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Controller
internal import Kn8Printers

struct ControllersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controllers",
        abstract: "Run the reconcilers against another cluster",
        discussion: """
            On the local context the reconcilers run by themselves, with every command that writes and in 'kn8 serve'. \
            Another cluster gets them from 'kn8 controllers run'.
            """,
        subcommands: [ControllersRun.self, ControllersList.self]
    )
}

struct ControllersList: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the reconcilers, and the kinds that they drive"
    )

    func run(in session: Session) async throws -> ExitStatus {
        let rows = Cluster.reconcilers.map { [$0.name, $0.drives.kind, $0.drives.apiVersion] }
        session.console.write(TextTable(header: ["NAME", "KIND", "APIVERSION"], rows: rows).text)
        return .success
    }
}
