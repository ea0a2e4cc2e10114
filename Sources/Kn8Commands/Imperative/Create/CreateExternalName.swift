// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateExternalName: Generator {
    static let configuration = CommandConfiguration(
        commandName: "externalname",
        abstract: "Create a Service that stands for a name outside the cluster",
        discussion: "Example: 'kn8 create service externalname db --external-name=db.example.com'."
    )
    static let words = "service externalname"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var ports: ServicePorts

    @Option(name: .customLong("external-name"), help: "The name it stands for")
    var externalName: String?

    var failure: String? { "failed to create ExternalName service: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard let externalName else { throw CommandError("required flag(s) \"external-name\" not set") }
        guard LabelSyntax.faultOfSubdomain(externalName) == nil else {
            throw CommandError("invalid service external name \(externalName)")
        }
        return try ports.service(
            name,
            "ExternalName",
            needsPorts: false,
            ["externalName": .string(externalName)]
        )
    }
}
