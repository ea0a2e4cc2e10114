// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct NewProject: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "new-project",
        abstract: "Request a project, and work in it from now on",
        discussion: """
            A project is a namespace with a display name, service accounts and role bindings. The commands that follow use \
            it unless -n names another. Example: 'kn8 new-project shop --display-name=Bookshop'.
            """
    )

    @Argument(help: "The project's name")
    var name: [String] = []

    @Option(name: .customLong("display-name"), help: "What people call it")
    var displayName = ""

    @Option(help: "What it is for")
    var description = ""

    @Flag(name: .customLong("skip-config-write"), help: "Go on working in the project that is in use")
    var keepsProject = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let name = name.first, self.name.count == 1 else { throw CommandError("must have exactly one argument") }
        try target.requireLocal(
            for: "new-project",
            instead: "make one on another server by 'kn8 create namespace \(name)'",
            in: session
        )
        let cluster = try session.cluster(at: target)
        var request = Object(OpenShiftView.projectRequest.gvk, name: name)
        if !displayName.isEmpty { request["displayName"] = .string(displayName) }
        if !description.isEmpty { request["description"] = .string(description) }
        _ = try await cluster.client.create(request, of: OpenShiftView.projectRequest, options: WriteOptions())
        try await cluster.settle(session)
        let server = LocalSession.server
        if keepsProject {
            session.console.print(
                "Project \"\(name)\" created on server \"\(server)\".\n\n"
                    + "To switch to this project and start adding applications, use:\n\n    kn8 project \(name)"
            )
            return .success
        }
        try target.remembered(.project, in: session).choose(name)
        session.console.print(
            """
            Now using project "\(name)" on server "\(server)".

            You can add applications to this project with the 'new-app' command. For example, try:

                kn8 new-app -f template.yml

            to create the objects of an OpenShift template. Or apply plain manifests:

                kn8 apply -f manifests

            """
        )
        return .success
    }
}
