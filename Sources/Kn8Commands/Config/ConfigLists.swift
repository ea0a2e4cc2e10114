// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Printers
internal import Kn8Remote
internal import Kn8Value
internal import Kn8YAML

struct ConfigGetContexts: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "get-contexts",
        abstract: "List the contexts, and mark the one that is worked on"
    )

    @Argument(help: "Only these contexts")
    var name: [String] = []

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Option(name: .shortAndLong, help: "How to print: name", completion: .list(["name"]))
    var output: String?

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard [nil, "", "name"].contains(output) else {
            throw CommandError("--output \(output ?? "") is not available in kn8 config get-contexts")
        }
        let config = try kubeconfig.merged(in: session)
        let current = try kubeconfig.currentContext(in: session)
        let own = kubeconfig.kubeconfig == nil ? [[ContextChoice.localName, "", "", ""]] : []
        let others = config.entries(.contexts).filter {
            kubeconfig.kubeconfig != nil || $0.name != ContextChoice.localName
        }
        let rows =
            own
            + others.map { entry in
                [entry.name] + ["cluster", "user", "namespace"].map { entry.value[$0]?.string ?? "" }
            }
        let wanted = rows.filter { name.isEmpty || name.contains($0[0]) }
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
        missing.forEach { session.console.say("error: context \($0) not found") }
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
        session.console.print("NAME")
        try kubeconfig.merged(in: session).entries(.clusters).forEach { session.console.print($0.name) }
        return .success
    }
}

struct ConfigGetUsers: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "get-users", abstract: "List the users")

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        session.console.print("NAME")
        try kubeconfig.merged(in: session).entries(.users).forEach { session.console.print($0.name) }
        return .success
    }
}

struct ConfigView: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Print the kubeconfig, without what lets somebody in"
    )

    @Flag(help: "Print certificates, keys, tokens and passwords as they are")
    var raw = false

    @Flag(help: "Leave out what the current context does not use")
    var minify = false

    @Flag(help: "Put the content of files in the place of their paths")
    var flatten = false

    @Option(help: ArgumentHelp("With --minify: keep this context", valueName: "name"))
    var context: String?

    @Option(name: .shortAndLong, help: "How to print: yaml or json", completion: .list(["yaml", "json"]))
    var output = "yaml"

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard ["yaml", "json"].contains(output) else {
            throw CommandError(
                "unable to match a printer suitable for the output format \"\(output)\", allowed formats are: json,yaml"
            )
        }
        let config = try kubeconfig.merged(in: session)
        var view = try KubeconfigView(config, only: minify ? context ?? config.currentContext : nil)
        if flatten { view = try view.flattened() }
        let value = raw ? view.raw : view.redacted
        session.console.write(output == "json" ? value.json(.indented(4)) + "\n" : value.yaml())
        return .success
    }
}
