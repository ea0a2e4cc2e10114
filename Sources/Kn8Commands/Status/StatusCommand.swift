// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct StatusCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show an overview of the project: services, routes, rollouts, and what is wrong",
        discussion: "Works for plain namespaces too. Example: 'kn8 status --suggest'."
    )

    @Flag(help: "List warnings and hints, with what to do about them")
    var suggest = false

    @Flag(name: [.customShort("A"), .customLong("all-namespaces")], help: "Show all projects")
    var allProjects = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let client = try session.cluster(at: target).client
        let header: String
        var worlds: [ProjectWorld] = []
        if allProjects {
            header = "Showing all projects on server \(LocalSession.server)"
            let list = try await ProjectList(client: client, current: "")
            for project in list.projects {
                worlds.append(try await ProjectWorld(client: client, namespace: project.name))
            }
        } else {
            let name = target.namespace(in: session)
            guard let project = try await client.object(ObjectKey(namespace: "", name: name), of: OpenShiftView.project)
            else {
                throw CommandError(
                    "you do not have rights to view project \"\(name)\" specified in your config or the project doesn't "
                        + "exist"
                )
            }
            header = ProjectStatus.header(of: project)
            worlds = [try await ProjectWorld(client: client, namespace: name)]
        }
        let status = ProjectStatus(
            header: header,
            worlds: worlds,
            showsNamespaces: allProjects,
            suggests: suggest,
            now: session.time.now()
        )
        session.console.write(status.text)
        return .success
    }
}
