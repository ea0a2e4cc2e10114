// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What status says of services and the routes to them.
struct RouteLines {
    let world: ProjectWorld

    /// The lines of `service`, its name with `suffix`: its routes, else its address.
    func lines(of service: Object, suffix: String) -> [String] {
        let name = "svc/\(service.name)\(suffix)"
        let routes = world["route"].filter { Self.backends(of: $0).contains(service.name) }
            .map(Self.text).sorted(by: Self.precedes)
        guard let first = routes.first else { return [address(of: service, name)] }
        return ["\(first) (\(name))"] + routes.dropFirst()
    }

    /// The services a route leads to.
    static func backends(of route: Object) -> [String] {
        let all = [route["spec", "to"] ?? .null] + (route["spec", "alternateBackends"]?.array ?? [])
        return all.filter { ($0["kind"]?.string ?? "Service") == "Service" }.compactMap { $0["name"]?.string }
    }

    /// Whether `left` stands first: the safe ones, then the short ones.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        func rank(_ text: String) -> Int { text.hasPrefix("https://") ? 0 : text.hasPrefix("http://") ? 1 : 2 }
        return (rank(left), left.utf8.count, left) < (rank(right), right.utf8.count, right)
    }

    private static func text(_ route: Object) -> String {
        let host = route["spec", "host"]?.string ?? ""
        var port = ""
        switch route["spec", "port", "targetPort"] {
        case .string(let name)?: port = " to pod port \(name)"
        case .int(let number)?: port = " to pod port \(number)"
        default: break
        }
        let entries = route["status", "ingress"]?.array ?? []
        let conditions = entries.compactMap { entry in
            entry["conditions"]?.array?.first { $0["type"]?.string == "Admitted" }
        }
        let isAdmitted = conditions.contains { $0["status"]?.string == "True" }
        let refused = conditions.first { $0["status"]?.string == "False" }
        if !isAdmitted, let refused {
            return "route/\(route.name) not accepted: \(refused["reason"]?.string ?? "")"
        }
        guard !host.isEmpty else { return "route/\(route.name) has no host set" }
        return url(of: route, host) + port + (refused == nil ? "" : " (!)")
    }

    private static func url(of route: Object, _ host: String) -> String {
        let path = route["spec", "path"]?.string ?? ""
        guard let tls = route["spec", "tls"], tls.object != nil else { return "http://\(host)\(path)" }
        switch tls["termination"]?.string {
        case "passthrough": return "https://\(host)\(path) (passthrough)"
        case "reencrypt": return "https://\(host)\(path) (reencrypt)"
        default:
            switch tls["insecureEdgeTerminationPolicy"]?.string {
            case "Redirect": return "https://\(host)\(path) (redirects)"
            case "Allow": return "https://\(host)\(path) (and http)"
            default: return "https://\(host)\(path)"
            }
        }
    }

    private func address(of service: Object, _ name: String) -> String {
        let type = service["spec", "type"]?.string ?? ""
        if type == "ExternalName" { return "\(name) - \(service["spec", "externalName"]?.string ?? "")" }
        let ports = service["spec", "ports"]?.array ?? []
        let address = service["spec", "clusterIP"]?.string ?? ""
        let nodePort = ports.first?["nodePort"]?.int ?? 0
        if address == "None" { return "\(name) (headless)\(Self.ports(ports))" }
        if type == "NodePort" || type == "LoadBalancer", nodePort > 0 {
            let target = ports.first.map(Self.target) ?? ""
            guard ports.count == 1 else { return "\(name) (all nodes)\(Self.ports(ports))" }
            return "\(name) (all nodes):\(nodePort)\(target.isEmpty ? "" : " -> \(target)")"
        }
        return address.isEmpty
            ? "\(name) <initializing>\(Self.ports(ports))" : "\(name) - \(address)\(Self.ports(ports))"
    }

    /// The port as the pods have it; empty when it is the same.
    private static func target(of port: Value) -> String {
        switch port["targetPort"] {
        case .string(let name)? where !name.isEmpty: name
        case .int(let number)? where number != 0 && number != port["port"]?.int: "\(number)"
        default: ""
        }
    }

    private static func ports(_ ports: [Value]) -> String {
        func number(_ port: Value) -> String { "\(port["port"]?.int ?? 0)" }
        switch ports.count {
        case 0: return " no ports"
        case 1:
            let target = target(of: ports[0])
            return ":\(number(ports[0]))" + (target.isEmpty ? "" : " -> \(target)")
        default:
            let texts = ports.map { port in
                let target = target(of: port)
                return target.isEmpty ? number(port) : "\(number(port))->\(target)"
            }
            return " ports " + texts.joined(separator: ", ")
        }
    }
}
