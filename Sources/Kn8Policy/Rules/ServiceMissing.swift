// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let serviceMissing = PolicyRule(
        id: "contour/service-missing",
        severity: .error,
        summary: "the Services of IngressRoutes and HTTPProxies exist",
        remedy: "add the Service to the set, or fix the name"
    ) { set in
        let generated = set.generated
        return RoutingObject.all(in: set).flatMap { routing in
            routing.services.compactMap { service -> Breach? in
                guard set.member("Service", in: "", service.namespace, service.name) == nil,
                    !generated.services.contains("\(service.namespace)/\(service.name)")
                else { return nil }
                return Breach(
                    object: routing.member.index,
                    message: "Service '\(service.name)' not found in namespace '\(service.namespace)'",
                    path: service.path,
                    remedy: set.suggestion("Service", in: "", service.namespace, like: service.name)
                )
            }
        }
    }
}
