// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Remote
internal import Kn8Value

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
        if case .remote(let connection) = try ContextChoice(target, in: session) {
            return try await tell(connection, in: session)
        }
        if token { throw CommandError("no token is currently in use for this session") }
        guard !context, !server else {
            session.console.print(LocalSession.server)
            return .success
        }
        let state = try StatePath.resolved(option: target.state, environment: session.environment)
        session.console.print(LocalSession.user(in: session, state: state))
        return .success
    }

    private func tell(_ connection: ServerConnection, in session: Session) async throws -> ExitStatus {
        if token { throw CommandError("kn8 prints no tokens: see 'kn8 config view --raw'") }
        guard !context, !server else {
            session.console.print(context ? connection.context : connection.server)
            return .success
        }
        let gvk = GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "SelfSubjectReview")
        let client = try session.cluster(at: target).client
        guard let resource = try await client.resource(for: gvk) else {
            throw CommandError("the server does not say who asks it: it serves no selfsubjectreviews")
        }
        let review = try await client.create(Object(gvk, name: ""), of: resource, options: WriteOptions())
        session.console.print(review["status", "userInfo", "username"]?.string ?? "system:anonymous")
        return .success
    }
}
