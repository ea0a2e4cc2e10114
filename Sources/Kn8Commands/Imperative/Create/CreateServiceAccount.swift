// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct CreateServiceAccount: Generator {
    static let configuration = CommandConfiguration(
        commandName: "serviceaccount",
        abstract: "Create a ServiceAccount",
        discussion: "Example: 'kn8 create serviceaccount robot'.",
        aliases: ["sa"]
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    var failure: String? { "failed to create serviceaccount: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        Object("v1", "ServiceAccount", name)
    }
}
