// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateNamespace: Generator {
    static let configuration = CommandConfiguration(
        commandName: "namespace",
        abstract: "Create a Namespace",
        discussion: "Example: 'kn8 create namespace shop'.",
        aliases: ["ns"]
    )
    static let isNamespaced = false

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    var failure: String? { nil }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        Object("v1", "Namespace", name, ["spec": [:], "status": [:]])
    }
}
