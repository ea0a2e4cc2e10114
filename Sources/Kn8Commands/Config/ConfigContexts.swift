// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigUseContext: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "use-context",
        abstract: "Choose the context to work on",
        discussion: """
            Writes current-context as kubectl does, and remembers beside the state that kn8 may work on that cluster. \
            'kn8 config use-context local' goes back to the embedded server and leaves the kubeconfig alone.
            """,
        aliases: ["use"]
    )

    @Argument(help: "The context")
    var name: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        if name == ContextChoice.localName, !kubeconfig.isNamed {
            try kubeconfig.remembered(in: session).forget()
        } else {
            guard !name.isEmpty else { throw CommandError("empty context names are not allowed") }
            guard try kubeconfig.merged(in: session).entry(.contexts, name) != nil else {
                throw CommandError("no context exists with the name: \"\(name)\"")
            }
            try kubeconfig.editor(in: session).setCurrentContext(name)
            if !kubeconfig.isNamed { try kubeconfig.remembered(in: session).choose(name) }
        }
        session.console.print("Switched to context \"\(name)\".")
        return .success
    }
}

struct ConfigSetContext: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set-context",
        abstract: "Make a context, or change what it says"
    )

    @Argument(help: "The context")
    var name: String?

    @Flag(help: "Change the current context")
    var current = false

    @Option(help: "Its cluster")
    var cluster: String?

    @Option(help: "Its user")
    var user: String?

    @Option(name: .shortAndLong, help: "Its namespace")
    var namespace: String?

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard current || name?.isEmpty == false else {
            throw CommandError("you must specify a non-empty context name or --current")
        }
        guard !current || name == nil else {
            throw CommandError("you cannot specify both a context name and --current")
        }
        let editor = kubeconfig.editor(in: session)
        var context = name ?? ""
        if current {
            let remembered = !kubeconfig.isNamed ? try kubeconfig.remembered(in: session).name : nil
            context = try remembered ?? kubeconfig.merged(in: session).currentContext
            guard !context.isEmpty else { throw CommandError("no current context is set") }
        }
        let existed = try editor.edit(try editor.file(of: .contexts, context)) { file throws(KubeconfigError) in
            let old = file[.contexts, context]
            var content = old ?? ["cluster": "", "user": ""]
            if let cluster { content["cluster"] = .string(cluster) }
            if let user { content["user"] = .string(user) }
            if let namespace { content["namespace"] = .string(namespace) }
            file[.contexts, context] = content
            return old != nil
        }
        session.console.print("Context \"\(context)\" \(existed ? "modified" : "created").")
        return .success
    }
}

struct ConfigRenameContext: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "rename-context", abstract: "Rename a context")

    @Argument(help: "The context")
    var name: String

    @Argument(help: "Its new name")
    var newName: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let editor = kubeconfig.editor(in: session)
        let config = try kubeconfig.merged(in: session)
        guard !newName.isEmpty else { throw CommandError("You must specify a new non-empty context name") }
        guard let entry = config.entry(.contexts, name) else {
            throw CommandError("cannot rename the context \"\(name)\", it's not in \(try editor.fileForNewEntries())")
        }
        guard config.entry(.contexts, newName) == nil else {
            throw CommandError(
                "cannot rename the context \"\(name)\", the context \"\(newName)\" already exists in \(entry.file)"
            )
        }
        try editor.edit(entry.file) { file throws(KubeconfigError) in
            file[.contexts, newName] = file[.contexts, name]
            file[.contexts, name] = nil
        }
        // The current context may be named in another file than the one that has it.
        if config.currentContext == name { try editor.setCurrentContext(newName) }
        let remembered = try kubeconfig.remembered(in: session)
        if !kubeconfig.isNamed, remembered.name == name { try remembered.choose(newName) }
        session.console.print("Context \"\(name)\" renamed to \"\(newName)\".")
        return .success
    }
}
