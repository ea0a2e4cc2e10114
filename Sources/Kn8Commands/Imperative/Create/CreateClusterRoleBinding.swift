// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct CreateClusterRoleBinding: Generator {
    static let configuration = CommandConfiguration(
        commandName: "clusterrolebinding",
        abstract: "Create a ClusterRoleBinding",
        discussion: "Example: 'kn8 create clusterrolebinding admins --clusterrole=cluster-admin --group=operators'."
    )
    static let isNamespaced = false

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var subjects: RoleSubjects

    @Option(help: "The ClusterRole it gives")
    var clusterrole = ""

    var failure: String? { "failed to create clusterrolebinding: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard !clusterrole.isEmpty else { throw CommandError("required flag(s) \"clusterrole\" not set") }
        return try subjects.binding("ClusterRoleBinding", name, to: "ClusterRole", clusterrole)
    }
}
