// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateRole: Generator {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Create a Role with one rule for each API group",
        discussion: "Example: 'kn8 create role reader --verb=get,list --resource=pods,deployments.apps'."
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var rule: RoleRule

    var failure: String? { nil }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        try rule.checkVerbs(session)
        guard !rule.resources.isEmpty else { throw CommandError("at least one resource must be specified") }
        return Object(
            "rbac.authorization.k8s.io/v1",
            "Role",
            name,
            ["rules": .array(try await rule.rules(client))]
        )
    }
}
