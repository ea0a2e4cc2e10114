// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Printers
internal import Kn8Remote
internal import Kn8Value

struct ConfigGetContexts: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "get-contexts",
        abstract: "List the contexts, and mark the one that is worked on"
    )

    @Argument(help: "Only these contexts")
    var name: [String] = []

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print: name",
        completion: .list(["name"])
    )
    var output: String?

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard [nil, "", "name"].contains(output) else {
            throw CommandError(
                "--output \(output ?? "") is not available in kn8 config get-contexts; resetting to default output format"
            )
        }
        let config = try kubeconfig.merged(in: session)
        let current = try kubeconfig.currentContext(in: session)
        let own = !kubeconfig.isNamed ? [[ContextChoice.localName, "", "", ""]] : []
        let others = config.entries(.contexts).filter {
            kubeconfig.isNamed || $0.name != ContextChoice.localName
        }
        let rows =
            own
            + others.map { entry in
                [entry.name] + ["cluster", "user", "namespace"].map { entry.value[$0]?.string ?? "" }
            }
        // One that is named twice is told of twice.
        let wanted = name.isEmpty ? rows : rows.flatMap { row in name.filter { $0 == row[0] }.map { _ in row } }
        if output == "name" {
            wanted.forEach { session.console.print($0[0]) }
        } else {
            let table = TextTable(
                header: withoutHeader ? [] : ["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"],
                rows: wanted.map { [$0[0] == current ? "*" : ""] + $0 }
            )
            session.console.write(table.text)
        }
        let missing = name.filter { name in !rows.contains { $0[0] == name } }
        let mark = missing.count == 1 ? "error: " : ""
        missing.forEach { session.console.say("\(mark)context \($0) not found") }
        return missing.isEmpty ? .success : .failure
    }
}

struct ConfigCurrentContext: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "current-context",
        abstract: "Print the context that is worked on"
    )

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let name = try kubeconfig.currentContext(in: session)
        guard !name.isEmpty else { throw CommandError("current-context is not set") }
        session.console.print(name)
        return .success
    }
}

struct ConfigGetClusters: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "get-clusters", abstract: "List the clusters")

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let names = try kubeconfig.merged(in: session).entries(.clusters).map(\.name)
        (["NAME"] + names).forEach { session.console.print($0) }
        return .success
    }
}

struct ConfigGetUsers: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "get-users", abstract: "List the users")

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let names = try kubeconfig.merged(in: session).entries(.users).map(\.name)
        (["NAME"] + names).forEach { session.console.print($0) }
        return .success
    }
}
