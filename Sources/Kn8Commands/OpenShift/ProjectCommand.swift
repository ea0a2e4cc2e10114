// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct ProjectCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Tell or choose the project to work in",
        discussion: "Examples: 'kn8 project', 'kn8 project shop'."
    )

    @Argument(help: "The project to work in from now on")
    var name: String?

    @Flag(name: .shortAndLong, help: "Print the name alone")
    var quiet = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        try target.requireLocal(
            for: "project",
            instead: "choose a namespace there by 'kn8 config set-context --current --namespace NAME'",
            in: session
        )
        let server = LocalSession.server
        let current = target.namespace(in: session)
        guard let name else {
            session.console.print(quiet ? current : "Using project \"\(current)\" on server \"\(server)\".")
            return .success
        }
        let list = try await ProjectList(client: session.cluster(at: target).client, current: current)
        guard list.projects.contains(where: { $0.name == name }) else {
            let titles = list.projects.map { project in
                let display = project.annotations[Project.displayName] ?? ""
                return display.isEmpty ? "* \(project.name)" : "* \(display) (\(project.name))"
            }
            let known =
                titles.count == 1
                ? "You have one project on this server: \(list.projects[0].name)"
                : "Your projects are:\n\(titles.joined(separator: "\n"))"
            throw CommandError("A project named \"\(name)\" does not exist on \"\(server)\".\n\(known)")
        }
        try target.remembered(.project, in: session).choose(name)
        let words = name == current ? "Already on" : "Now using"
        session.console.print(quiet ? name : "\(words) project \"\(name)\" on server \"\(server)\".")
        return .success
    }
}
