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

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let client = try session.cluster(at: target).client
        let name = target.namespace(in: session)
        guard let project = try await client.object(ObjectKey(namespace: "", name: name), of: OpenShiftView.project)
        else {
            throw CommandError(
                "you do not have rights to view project \"\(name)\" specified in your config or the project doesn't exist"
            )
        }
        let world = try await ProjectWorld(client: client, namespace: name)
        let status = ProjectStatus(project: project, world: world, suggests: suggest, now: session.time.now())
        session.console.write(status.text)
        return .success
    }
}
