// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    // IngressRoutes and HTTPProxies are not compared with each other (contour:internal/dag/builder.go@v1.0.0).
    static let fqdnDuplicate = PolicyRule(
        id: "contour/fqdn-duplicate",
        severity: .error,
        summary: "one root IngressRoute or HTTPProxy a host",
        remedy: "keep one root of the host and delegate from it to the others"
    ) { set in
        RoutingObject.kinds.flatMap { kind, group in
            var first: [String: RoutingObject] = [:]
            return set.members(kind, in: group).map(RoutingObject.init).compactMap { routing -> Breach? in
                guard let fqdn = routing.fqdn?.lowercased() else { return nil }
                guard let other = first[fqdn] else {
                    first[fqdn] = routing
                    return nil
                }
                return Breach(
                    object: routing.member.index,
                    message: "fqdn '\(fqdn)' is used by \(other.member.title) already; Contour serves neither",
                    path: FieldPath(keys: "spec", "virtualhost", "fqdn")
                )
            }
        }
    }
}
