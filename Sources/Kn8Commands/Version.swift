// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct Version: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print kn8's version, and that of another server",
        discussion: "Asks no server unless one is named: 'kn8 --context prod version'."
    )

    @Flag(name: .customLong("client"), help: "Print kn8's version alone")
    var isClientOnly = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        session.console.print("kn8 \(Kn8.version)")
        session.console.print("Kubernetes API: v1.36")
        guard !isClientOnly, case .remote = try ContextChoice(target, in: session) else { return .success }
        session.console.flush()  // the server may be long in answering
        let answer = try await session.cluster(at: target).remote?.raw("GET", "/version") ?? []
        let version = (try? Value(json: answer))?["gitVersion"]?.string
        session.console.print("Server: \(version ?? "unknown")")
        return .success
    }
}
