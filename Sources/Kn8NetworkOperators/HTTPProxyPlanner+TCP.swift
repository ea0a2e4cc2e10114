// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension HTTPProxyPlanner {
    /// Judges the TCP proxy of `proxy` and of what it includes; whether the root's routes may be looked at.
    mutating func judgeTCP(_ proxy: HTTPProxy, path: [ObjectKey], _ verdict: inout ProxyVerdict) -> Bool {
        guard let tcp = proxy.tcp else { return true }
        let path = path + [proxy.key]
        let services = tcp["services"]?.array ?? []
        if !services.isEmpty, proxy.tcpInclude != nil {
            let message = "cannot specify services and include in the same httpproxy"
            verdict.add("TCPProxyError", "NoServicesAndInclude", message)
            return false
        }
        if let strategy = tcp["loadBalancerPolicy"]?["strategy"]?.string, ["Cookie", "RequestHash"].contains(strategy) {
            let message =
                "ignoring field \"Spec.TCPProxy.LoadBalancerPolicy\"; \(strategy) load balancer policy is not "
                + "supported for TCPProxies"
            verdict.warn("TCPProxyError", "IgnoredField", message)
        }
        for service in services {
            if let fault = fault(ofReference: service, in: proxy.key.namespace) {
                let message = "Spec.TCPProxy unresolved service reference: \(fault)"
                verdict.add("TCPProxyError", "ServiceUnresolvedReference", message)
                return false
            }
        }
        if !services.isEmpty { return true }
        guard let include = proxy.tcpInclude else {
            verdict.add("TCPProxyError", "NothingDefined", "either services or inclusion must be specified")
            return false
        }
        return judgeTCP(include.target, path: path, &verdict)
    }

    private mutating func judgeTCP(_ key: ObjectKey, path: [ObjectKey], _ verdict: inout ProxyVerdict) -> Bool {
        guard let child = proxies[key] else {
            verdict.add("TCPProxyIncludeError", "IncludeNotFound", "include \(key) not found")
            return false
        }
        if child.isRoot {
            let message = "root httpproxy cannot include another root httpproxy (\(key))"
            verdict.add("TCPProxyIncludeError", "RootIncludesRoot", message)
            return false
        }
        refer(to: key)
        if path.contains(key) {
            let cycle = (path + [key]).map(\.description).joined(separator: " -> ")
            verdict.add("TCPProxyIncludeError", "IncludeCreatesCycle", "include creates a cycle: \(cycle)")
            return false
        }
        guard path.count < Self.longestChain else { return false }
        var below = ProxyVerdict()
        let usable = judgeTCP(child, path: path, &below)
        commit(below, of: key)
        return usable
    }

    /// Why the Service and port that `reference` names cannot be used; nil when they can.
    func fault(ofReference reference: Value, in namespace: String) -> String? {
        let key = ObjectKey(namespace: namespace, name: reference["name"]?.string ?? "")
        guard let service = inventory.service(key) else {
            return "service \(key.description.goQuoted) not found"
        }
        for field in ["port", "healthPort"] {
            guard let number = reference[field]?.int, field == "port" || number != 0 else { continue }
            guard let port = service.port(number) else {
                return "port \(String(number).goQuoted) on service \(key.description.goQuoted) not matched"
            }
            if port.transport != "TCP" { return "unsupported service protocol \(port.transport.goQuoted)" }
        }
        guard let external = service.externalName else { return nil }
        if ["localhost", "localhost.localdomain", "local.projectcontour.io"].contains(external) {
            return "\(key) is an ExternalName service that points to localhost, this is not allowed"
        }
        return "\(key) is an ExternalName service, these are not currently enabled. See the "
            + "config.enableExternalNameService config file setting"
    }
}
