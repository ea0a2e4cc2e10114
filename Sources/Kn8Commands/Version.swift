// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct Version: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print kn8's version")

    func run(in session: Session) async throws -> ExitStatus {
        session.console.print("kn8 \(Kn8.version)")
        session.console.print("Kubernetes API: v1.36")
        return .success
    }
}
