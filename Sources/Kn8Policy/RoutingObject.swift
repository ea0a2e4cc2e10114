// SPDX-License-Identifier: MIT
internal import Kn8Value

/// An IngressRoute or an HTTPProxy, read for what it names.
struct RoutingObject {
    /// A name in an object and where it stands.
    struct Reference {
        var name: String
        var namespace: String
        var path: FieldPath
        /// The port asked for and its place; nil for an object that is no Service.
        var port: (number: Int64, path: FieldPath)?
    }

    static let kinds = [("IngressRoute", "contour.heptio.com"), ("HTTPProxy", "projectcontour.io")]

    let member: ObjectSet.Member

    /// All of them in `set`: IngressRoutes, then HTTPProxies.
    static func all(in set: ObjectSet) -> [RoutingObject] {
        kinds.flatMap { set.members($0.0, in: $0.1).map(RoutingObject.init) }
    }

    /// The host that makes it a root; nil for an object that waits to be delegated to.
    var fqdn: String? { member.value[path: ["spec", "virtualhost", "fqdn"]]?.string }

    /// The Services of its routes and of its TCP proxy.
    var services: [Reference] {
        var lists = member.value.elements("spec", "routes").flatMap { route in
            Self.list(route.value["services"], route.path.key("services"))
        }
        let proxies = ["tcpproxy"]
        for key in proxies {
            lists += member.value.elements("spec", key, "services")
        }
        return lists.compactMap { path, value in
            guard let name = value["name"]?.string else { return nil }
            return Reference(
                name: name,
                namespace: value["namespace"]?.string ?? member.namespace,
                path: path.key("name"),
                port: value["port"]?.int.map { ($0, path.key("port")) }
            )
        }
    }

    /// The objects it delegates to or includes.
    var delegates: [Reference] {
        var found: [(FieldPath, Value)] = []
        for route in member.value.elements("spec", "routes") {
            if let delegate = route.value["delegate"] { found.append((route.path.key("delegate"), delegate)) }
        }
        for key in ["delegate", "include", "includes"] {
            if let value = member.value[path: ["spec", "tcpproxy", key]], value.object != nil {
                found.append((FieldPath(keys: "spec", "tcpproxy", key), value))
            }
        }
        found += member.value.elements("spec", "includes").map { ($0.path, $0.value) }
        return found.compactMap { path, value in
            guard let name = value["name"]?.string else { return nil }
            return Reference(
                name: name,
                namespace: value["namespace"]?.string ?? member.namespace,
                path: path.key("name")
            )
        }
    }

    private static func list(_ value: Value?, _ path: FieldPath) -> [(path: FieldPath, value: Value)] {
        (value?.array ?? []).enumerated().map { (path.index($0.offset), $0.element) }
    }
}
