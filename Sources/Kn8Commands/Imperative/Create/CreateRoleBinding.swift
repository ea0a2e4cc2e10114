// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct CreateRoleBinding: Generator {
    static let configuration = CommandConfiguration(
        commandName: "rolebinding",
        abstract: "Create a RoleBinding to a Role or a ClusterRole",
        discussion: "Example: 'kn8 create rolebinding readers --role=reader --user=ann --serviceaccount=shop:robot'."
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var subjects: RoleSubjects

    @Option(help: "The Role it gives")
    var role = ""

    @Option(help: "The ClusterRole it gives")
    var clusterrole = ""

    var failure: String? { "failed to create rolebinding: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard role.isEmpty != clusterrole.isEmpty else {
            throw CommandError("exactly one of clusterrole or role must be specified")
        }
        return role.isEmpty
            ? try subjects.binding("RoleBinding", name, to: "ClusterRole", clusterrole)
            : try subjects.binding("RoleBinding", name, to: "Role", role)
    }
}
