// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct CreateNodePort: Generator {
    static let configuration = CommandConfiguration(
        commandName: "nodeport",
        abstract: "Create a Service that is reached at a port of every node",
        discussion: "Example: 'kn8 create service nodeport web --tcp=80:8080 --node-port=30080'."
    )
    static let words = "service nodeport"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var ports: ServicePorts

    @Option(name: .customLong("node-port"), help: "The port of the nodes; 0 lets the server choose")
    var nodePort: Int64 = 0

    var failure: String? { "failed to create NodePort service: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        try ports.service(name, "NodePort", nodePort: nodePort)
    }
}
