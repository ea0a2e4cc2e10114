// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateClusterIP: Generator {
    static let configuration = CommandConfiguration(
        commandName: "clusterip",
        abstract: "Create a Service that is reached inside the cluster",
        discussion:
            "Examples: 'kn8 create service clusterip web --tcp=80:8080', 'kn8 create service clusterip db --clusterip=None'."
    )
    static let words = "service clusterip"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var ports: ServicePorts

    @Option(help: "The address; None for a headless Service")
    var clusterip = ""

    var failure: String? { "failed to create ClusterIP service: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        let fields: Value = clusterip.isEmpty ? [:] : ["clusterIP": .string(clusterip)]
        return try ports.service(name, "ClusterIP", needsPorts: clusterip != "None", fields)
    }
}
