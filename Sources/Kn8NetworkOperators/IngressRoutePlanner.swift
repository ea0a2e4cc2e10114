// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Judges all IngressRoutes of a cluster at once (`contour:internal/dag/builder.go@v1.0.0`).
///
/// Objects are visited in the order of their keys; of several verdicts about one object the first counts.
struct IngressRoutePlanner {
    private struct Visit: Hashable {
        let key: ObjectKey
        let prefix: String
    }

    /// How many delegations are followed in a row; a longer chain is left unjudged, as orphans.
    private static let longestChain = 100

    private let inventory: RoutingInventory
    private let options: IngressOptions
    private let routes: [ObjectKey: IngressRoute]
    private var verdicts: [ObjectKey: IngressRouteVerdict] = [:]
    private var referenced: Set<ObjectKey> = []
    private var visited: Set<Visit> = []

    private init(_ inventory: RoutingInventory, options: IngressOptions) {
        self.inventory = inventory
        self.options = options
        routes = Dictionary(
            inventory.routes.map { ($0.key, IngressRoute($0)) },
            uniquingKeysWith: { $1 }
        )
    }

    /// The verdict about every IngressRoute of `inventory`.
    static func plan(
        _ inventory: RoutingInventory,
        options: IngressOptions = IngressOptions()
    ) -> [ObjectKey: IngressRouteVerdict] {
        var planner = IngressRoutePlanner(inventory, options: options)
        planner.judgeAll()
        return planner.verdicts
    }

    private mutating func judgeAll() {
        let ordered = routes.values.sorted { $0.key < $1.key }
        let byHost = Dictionary(grouping: ordered.filter(\.isRoot), by: { $0.fqdn ?? "" })
        for route in ordered {
            guard let host = route.fqdn else { continue }
            let rivals = byHost[host] ?? []
            if rivals.count > 1 {
                let names = rivals.map(\.key.description).joined(separator: ", ")
                settle(
                    route.key,
                    .invalid("fqdn \(host.goQuoted) is used in multiple IngressRoutes: \(names)")
                )
            } else {
                settle(route.key, verdict(ofRoot: route, host: host))
            }
        }
        for route in ordered where verdicts[route.key] == nil {
            // A child whose every chain was cut before it was judged is still no orphan, but nothing is known of it.
            settle(route.key, referenced.contains(route.key) ? .valid : .orphaned)
        }
    }

    private mutating func settle(_ key: ObjectKey, _ verdict: IngressRouteVerdict) {
        if verdicts[key] == nil { verdicts[key] = verdict }
    }

    private mutating func verdict(ofRoot route: IngressRoute, host: String) -> IngressRouteVerdict {
        if !options.allowsRoot(in: route.key.namespace) {
            return .invalid("root IngressRoute cannot be defined in this namespace")
        }
        if host.isBlank { return .invalid("Spec.VirtualHost.Fqdn must be specified") }
        if host.contains("*") { return .invalid("Spec.VirtualHost.Fqdn \(host.goQuoted) cannot use wildcards") }
        var terminatesTLS = false
        var passthrough = false
        if let tls = route.tls {
            let key = inventory.secretKey(tls.secretName, in: route.key.namespace)
            let found = inventory.secret(key)?.isServerCertificate == true
            if found, !inventory.permits(key, in: route.key.namespace) {
                return .invalid("\(tls.secretName): certificate delegation not permitted")
            }
            terminatesTLS = found
            passthrough = tls.secretName.isBlank && tls.passthrough
            if !found, !passthrough { return .invalid("TLS Secret [\(tls.secretName)] not found or is malformed") }
        }
        var fault: IngressRouteVerdict?
        if route.hasTCPProxy, passthrough || terminatesTLS { fault = verdict(ofTCPProxy: route, path: []) }
        let verdict = verdict(ofRoutes: route, prefix: "", path: [])
        return fault ?? verdict
    }

    // The notes of v1.0.0 about TCP proxies are lost upstream, overwritten as valid; here they count as documented.
    private mutating func verdict(ofTCPProxy route: IngressRoute, path: [ObjectKey]) -> IngressRouteVerdict? {
        let path = path + [route.key]
        if !route.tcpServices.isEmpty, route.tcpDelegate != nil {
            return .invalid("tcpproxy: cannot specify services and delegate in the same tcpproxy")
        }
        for service in route.tcpServices {
            let key = ObjectKey(namespace: route.key.namespace, name: service.name)
            if inventory.service(key)?.port(service.port) == nil {
                return .invalid("tcpproxy: service \(key)/\(service.port): not found")
            }
        }
        guard route.tcpServices.isEmpty, let delegate = route.tcpDelegate, let target = routes[delegate.key],
            path.count < Self.longestChain
        else { return nil }
        if target.isRoot, target.key != route.key {
            return .invalid("root ingressroute cannot delegate to another root ingressroute")
        }
        referenced.insert(target.key)
        if path.contains(target.key) {
            return .invalid("tcpproxy creates a delegation cycle: \(Self.chain(path + [target.key]))")
        }
        settle(target.key, verdict(ofTCPProxy: target, path: path) ?? .valid)
        return nil
    }

    private mutating func verdict(
        ofRoutes route: IngressRoute,
        prefix: String,
        path: [ObjectKey]
    ) -> IngressRouteVerdict {
        let path = path + [route.key]
        for rule in route.routes {
            if !rule.services.isEmpty, rule.delegate != nil {
                return .invalid(
                    "route \(rule.match.goQuoted): cannot specify services and delegate in the same route"
                )
            }
            if rule.enableWebsockets, rule.services.count > 1 {
                return .invalid(
                    "route \(rule.match.goQuoted): cannot specify multiple services and enable websockets"
                )
            }
            if !rule.services.isEmpty {
                if let fault = fault(of: rule, prefix: prefix, in: route.key.namespace) { return .invalid(fault) }
                continue
            }
            guard let delegate = rule.delegate, let target = routes[delegate.key], path.count < Self.longestChain
            else { continue }
            if target.isRoot { return .invalid("root ingressroute cannot delegate to another root ingressroute") }
            referenced.insert(target.key)
            if path.contains(target.key) {
                return .invalid("route creates a delegation cycle: \(Self.chain(path + [target.key]))")
            }
            // The same child under the same prefix is judged alike, so once is enough.
            guard visited.insert(Visit(key: target.key, prefix: rule.match)).inserted else { continue }
            settle(target.key, verdict(ofRoutes: target, prefix: rule.match, path: path))
        }
        return .valid
    }

    private func fault(of rule: IngressRoute.Route, prefix: String, in namespace: String) -> String? {
        if !Self.matches(rule.match, prefix: prefix) {
            return "the path prefix \(rule.match.goQuoted) does not match the parent's path prefix \(prefix.goQuoted)"
        }
        for service in rule.services {
            let subject = "route \(rule.match.goQuoted): service \(service.name.goQuoted)"
            if !(1...65535).contains(service.port) { return "\(subject): port must be in the range 1-65535" }
            guard let stored = inventory.service(ObjectKey(namespace: namespace, name: service.name)),
                let port = stored.port(service.port)
            else { return "Service [\(service.name):\(service.port)] is invalid or missing" }
            let spoken = stored.upstreamProtocol(
                of: port,
                prefixes: ["contour.heptio.com", "projectcontour.io"],
                readsAppProtocol: false
            )
            guard spoken == "tls", let validation = service.validation else { continue }
            let secret = inventory.secret(inventory.secretKey(validation.caSecret, in: namespace))
            if secret?.holds("ca.crt") != true {
                return "\(subject): upstreamValidation requested but secret not found or misconfigured"
            }
            if validation.subjectName.isEmpty {
                return "\(subject): upstreamValidation requested but subject alt name not found or misconfigured"
            }
        }
        return nil
    }

    /// Whether `path` lies below `prefix`, both taken as if they ended in a slash; a root has no prefix.
    private static func matches(_ path: String, prefix: String) -> Bool {
        if prefix.isEmpty { return true }
        if path.isEmpty { return false }
        let path = path.hasSuffix("/") ? path : path + "/"
        return path.hasPrefix(prefix.hasSuffix("/") ? prefix : prefix + "/")
    }

    private static func chain(_ keys: [ObjectKey]) -> String { keys.map(\.description).joined(separator: " -> ") }
}
