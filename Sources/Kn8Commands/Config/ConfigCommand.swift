// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Look at and change kubeconfig files, and choose the context to work on",
        discussion: """
            Files count as kubectl has it: --kubeconfig alone, else those that $KUBECONFIG lists, else ~/.kube/config; of \
            entries with one name the first file's counts. A change goes to the file that has the entry, a new entry to the \
            first file that exists. Files are written whole, under kubectl's lock file, for their owner's eyes only; \
            comments are lost, as kubectl loses them.

            The context 'local' is the embedded server. kn8 works on it until 'kn8 config use-context' or an option names \
            another: a kubeconfig's current-context alone, which other programs set, does not count.
            """,
        subcommands: [
            ConfigCurrentContext.self, ConfigDeleteCluster.self, ConfigDeleteContext.self, ConfigDeleteUser.self,
            ConfigGetClusters.self, ConfigGetContexts.self, ConfigGetUsers.self, ConfigRenameContext.self,
            ConfigSet.self, ConfigSetCluster.self, ConfigSetContext.self, ConfigSetCredentials.self, ConfigUnset.self,
            ConfigUseContext.self, ConfigView.self,
        ]
    )
}
