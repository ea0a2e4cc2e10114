// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct Expose: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "expose",
        abstract: "Make a Service reachable from outside with a Route",
        discussion: "Examples: 'kn8 expose service/web', 'kn8 expose svc web --hostname=web.example.com'."
    )

    @Argument(help: ArgumentHelp("service/NAME or service NAME", valueName: "resource"))
    var resource: [String] = []

    @Option(help: "The Route's name (default: the Service's)")
    var name: String?

    @Option(help: "The host (default: made from name and namespace)")
    var hostname: String?

    @Option(help: "The path")
    var path: String?

    @Option(help: "The port of the pods, by name or number (default: the Service's first)")
    var port: String?

    @Option(name: [.customShort("l"), .long], help: "The Route's labels (default: the Service's)")
    var labels: String?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let cluster = try session.cluster(at: target)
        let selection = try Selection(resource, in: ResourceCatalog(resources: try await cluster.client.resources()))
        guard let part = selection.parts.first, selection.parts.count == 1, let serviceName = part.names.first,
            part.names.count == 1
        else { throw CommandError("you must specify one service") }
        guard part.resource.gvk == GroupVersionKind(group: "", version: "v1", kind: "Service") else {
            throw CommandError("cannot expose a \(part.resource.printedName)")
        }
        let namespace = target.namespace(in: session)
        guard
            let service = try await cluster.client.object(
                ObjectKey(namespace: namespace, name: serviceName),
                of: part.resource
            )
        else { throw APIError.notFound(part.resource, name: serviceName) }
        let route = try route(to: service)
        guard let routes = try await cluster.client.resource(for: route.gvk) else { return .failure }
        _ = try await cluster.client.create(route, of: routes, options: WriteOptions())
        try await cluster.settle(session)
        session.console.print("\(routes.printedName)/\(route.name) exposed")
        return .success
    }

    private func route(to service: Object) throws(CommandError) -> Object {
        let ports = (service["spec", "ports"]?.array ?? []).filter { ($0["protocol"]?.string ?? "TCP") == "TCP" }
        guard let first = ports.first else { throw CommandError("service \"\(service.name)\" doesn't support TCP") }
        var route = Object(
            GroupVersionKind(group: "route.openshift.io", version: "v1", kind: "Route"),
            namespace: service.namespace,
            name: name ?? service.name
        )
        route.labels = try labels.map { text throws(CommandError) in try LabelList(text).pairs } ?? service.labels
        route["spec"] = ["to": ["kind": "Service", "name": .string(service.name)]]
        if let hostname { route["spec", "host"] = .string(hostname) }
        if let path { route["spec", "path"] = .string(path) }
        let named = first["name"]?.string.flatMap { $0.isEmpty ? nil : Value.string($0) }
        let given = port.map { Int64($0).map(Value.int) ?? .string($0) }
        route["spec", "port", "targetPort"] = given ?? named ?? first["targetPort"] ?? first["port"]
        return route
    }
}
