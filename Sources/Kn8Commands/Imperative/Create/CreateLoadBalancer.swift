// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct CreateLoadBalancer: Generator {
    static let configuration = CommandConfiguration(
        commandName: "loadbalancer",
        abstract: "Create a Service that a load balancer leads to",
        discussion: "Example: 'kn8 create service loadbalancer web --tcp=80:8080'."
    )
    static let words = "service loadbalancer"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var ports: ServicePorts

    var failure: String? { "failed to create LoadBalancer service: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        try ports.service(name, "LoadBalancer")
    }
}
