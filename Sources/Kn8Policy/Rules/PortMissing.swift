// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let portMissing = PolicyRule(
        id: "contour/port-missing",
        severity: .error,
        summary: "the Services of IngressRoutes and HTTPProxies have the ports asked for",
        remedy: "name a port that the Service has"
    ) { set in
        RoutingObject.all(in: set).flatMap { routing in
            routing.services.compactMap { service -> Breach? in
                guard let port = service.port,
                    let target = set.member("Service", in: "", service.namespace, service.name)
                else { return nil }
                let ports = target.value.elements("spec", "ports").compactMap { $0.value["port"]?.int }
                guard !ports.contains(port.number) else { return nil }
                let known = ports.isEmpty ? "none" : ports.map(String.init).joined(separator: ", ")
                return Breach(
                    object: routing.member.index,
                    message: "Service '\(service.name)' has no port \(port.number) (it has \(known))",
                    path: port.path
                )
            }
        }
    }
}
