// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote

/// Deletes one entry of a kubeconfig.
struct ConfigDeletion {
    let section: KubeconfigFile.Section
    let name: String
    let kubeconfig: KubeconfigOptions

    func run(in session: Session) throws -> ExitStatus {
        let editor = kubeconfig.editor(in: session)
        let word = section.content
        let config = try kubeconfig.merged(in: session)
        guard let entry = config.entry(section, name) else {
            throw CommandError("cannot delete \(word) \(name), not in \(try editor.fileForNewEntries())")
        }
        if section == .contexts, config.currentContext == name {
            session.console.say(
                "warning: this removed your active context, use \"kn8 config use-context\" to select a different one"
            )
        }
        try editor.edit(entry.file) { file throws(KubeconfigError) in file[section, name] = nil }
        session.console.print("deleted \(word) \(name) from \(entry.file)")
        return .success
    }
}

struct ConfigDeleteContext: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "delete-context", abstract: "Delete a context")

    @Argument(help: "The context")
    var name: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        try ConfigDeletion(section: .contexts, name: name, kubeconfig: kubeconfig).run(in: session)
    }
}

struct ConfigDeleteCluster: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "delete-cluster", abstract: "Delete a cluster")

    @Argument(help: "The cluster")
    var name: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        try ConfigDeletion(section: .clusters, name: name, kubeconfig: kubeconfig).run(in: session)
    }
}

struct ConfigDeleteUser: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "delete-user", abstract: "Delete a user")

    @Argument(help: "The user")
    var name: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        try ConfigDeletion(section: .users, name: name, kubeconfig: kubeconfig).run(in: session)
    }
}
