// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    // A namespace owns the hosts it claims first, and in it a path goes to one Route
    // (openshift/router:pkg/router/controller/unique_host.go).
    static let routeClash = PolicyRule(
        id: "openshift/route-clash",
        severity: .error,
        summary: "one Route a host and path, and one namespace a host",
        remedy: "give one of the two another host, or in one namespace another path"
    ) { set in
        var claims: [String: [Claim]] = [:]
        return set.members("Route", in: "route.openshift.io").compactMap { route in
            let spec = route.value["spec"]
            guard let host = spec?["host"]?.string?.lowercased(), !host.isEmpty else { return nil }
            let claim = Claim(
                route: route,
                path: spec?["path"]?.string ?? "",
                isWildcard: spec?["wildcardPolicy"] == "Subdomain"
            )
            let clash = claims[host, default: []].first { $0.clashes(with: claim) }
            guard let clash else {
                claims[host, default: []].append(claim)
                return nil
            }
            let place = claim.path.isEmpty || clash.path != claim.path ? "" : " with path '\(claim.path)'"
            return Breach(
                object: route.index,
                message: "host '\(host)'\(place) is claimed by \(clash.route.title) already; the router rejects the "
                    + "younger one",
                path: FieldPath(keys: "spec", "host")
            )
        }
    }

    /// What a Route asks of a host.
    private struct Claim {
        let route: ObjectSet.Member
        let path: String
        let isWildcard: Bool

        func clashes(with other: Claim) -> Bool {
            route.namespace != other.route.namespace || (path == other.path && isWildcard == other.isWildcard)
        }
    }
}
