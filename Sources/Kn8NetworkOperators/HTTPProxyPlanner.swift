// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Judges all HTTPProxies of a cluster at once (`contour:internal/dag/httpproxy_processor.go@v1.33.6`).
///
/// Roots are visited in the order of their keys; of several verdicts about one child the last counts, but a valid one
/// never replaces one with errors.
struct HTTPProxyPlanner {
    private struct Visit: Hashable {
        let key: ObjectKey
        let chain: [MatchCondition]
    }

    /// How many includes are followed in a row.
    static let longestChain = 100

    let inventory: RoutingInventory
    let options: IngressOptions
    let proxies: [ObjectKey: HTTPProxy]
    private(set) var verdicts: [ObjectKey: ProxyVerdict] = [:]
    private var referenced: Set<ObjectKey> = []
    private var done: [Visit: [String]] = [:]

    private init(_ inventory: RoutingInventory, options: IngressOptions) {
        self.inventory = inventory
        self.options = options
        proxies = Dictionary(inventory.routes.map { ($0.key, HTTPProxy($0)) }, uniquingKeysWith: { $1 })
    }

    /// The verdict about every HTTPProxy of `inventory`.
    static func plan(
        _ inventory: RoutingInventory,
        options: IngressOptions = IngressOptions()
    ) -> [ObjectKey: ProxyVerdict] {
        var planner = HTTPProxyPlanner(inventory, options: options)
        planner.judgeAll()
        return planner.verdicts
    }

    private mutating func judgeAll() {
        let ordered = proxies.values.sorted { $0.key < $1.key }
        let byHost = Dictionary(grouping: ordered.filter(\.isRoot), by: \.fqdn)
        for proxy in ordered {
            guard let host = proxy.host else { continue }
            var verdict = ProxyVerdict()
            let rivals = byHost[proxy.fqdn] ?? []
            if rivals.count > 1 {
                let names = rivals.map(\.key.description).joined(separator: ", ")
                let message = "fqdn \(proxy.fqdn.goQuoted) is used in multiple HTTPProxies: \(names)"
                verdict.add("VirtualHostError", "DuplicateVhost", message)
            } else {
                judge(proxy, host: host, &verdict)
            }
            commit(verdict, of: proxy.key)
        }
        for proxy in ordered where verdicts[proxy.key] == nil {
            var verdict = ProxyVerdict()
            if !referenced.contains(proxy.key) {
                let message = "this HTTPProxy is not part of a delegation chain from a root HTTPProxy"
                verdict.add("Orphaned", "Orphaned", message)
            }
            commit(verdict, of: proxy.key)
        }
    }

    mutating func commit(_ verdict: ProxyVerdict, of key: ObjectKey) {
        if verdict.errors.isEmpty, verdicts[key]?.errors.isEmpty == false { return }
        verdicts[key] = verdict
    }

    mutating func refer(to key: ObjectKey) { referenced.insert(key) }

    private mutating func judge(_ proxy: HTTPProxy, host: Value, _ verdict: inout ProxyVerdict) {
        guard isWellFormed(proxy, host: host, &verdict) else { return }
        var tlsEnabled = false
        if let tls = HTTPProxy.mapping(host["tls"]) {
            guard isUsable(tls, host: host, in: proxy.key.namespace, &verdict) else { return }
            tlsEnabled = true
        }
        guard areUsable(providers: host["jwtProviders"]?.array ?? [], &verdict) else { return }
        if proxy.tcp != nil {
            guard tlsEnabled else {
                let message = "Spec.TCPProxy requires that either Spec.TLS.Passthrough or Spec.TLS.SecretName be set"
                verdict.add("TCPProxyError", "TLSMustBeConfigured", message)
                return
            }
            guard judgeTCP(proxy, path: [], &verdict) else { return }
        }
        let used = judgeRoutes(proxy, chain: [], path: [], &verdict)
        if let fault = Self.corsFault(host["corsPolicy"]) {
            verdict.add("CORSError", "PolicyDidNotParse", "Spec.VirtualHost.CORSPolicy: \(fault)")
            return
        }
        let providers = Set((host["jwtProviders"]?.array ?? []).compactMap { $0["name"]?.string })
        for name in used where !providers.isEmpty && !providers.contains(name) {
            let message = "Route references an undefined JWT provider \(name.goQuoted)"
            verdict.add("JWTVerificationError", "JWTProviderNotDefined", message)
        }
    }

    /// Judges the routes of `proxy` under the conditions of the includes that led to it. Answers with the JWT providers
    /// they name, none when the routes are dropped.
    private mutating func judgeRoutes(
        _ proxy: HTTPProxy,
        chain: [MatchCondition],
        path: [ObjectKey],
        _ verdict: inout ProxyVerdict
    ) -> [String] {
        if path.contains(proxy.key) {
            let cycle = (path + [proxy.key]).map(\.description).joined(separator: " -> ")
            verdict.add("IncludeError", "IncludeCreatesCycle", "include creates an include cycle: \(cycle)")
            return []
        }
        let path = path + [proxy.key]
        var used: [String] = []
        var earlier: Set<Set<MatchCondition>> = []
        for include in proxy.includes {
            guard isUsable(include, earlier: &earlier, chain: chain, &verdict) else { continue }
            guard let child = proxies[include.target] else {
                verdict.add("IncludeError", "IncludeNotFound", "include \(include.target) not found")
                continue
            }
            if child.isRoot {
                let message = "root httpproxy cannot include another root httpproxy (\(child.key))"
                verdict.add("IncludeError", "RootIncludesRoot", message)
                continue
            }
            referenced.insert(child.key)
            guard path.count < Self.longestChain else { continue }
            used += judgeChild(child, chain: chain + include.conditions, path: path)
        }
        for route in proxy.routes {
            guard isUsable(route, of: proxy, chain: chain, &verdict) else { return [] }
            if let name = route["jwtVerificationPolicy"]?["require"]?.string, !name.isEmpty { used.append(name) }
        }
        return used
    }

    private mutating func judgeChild(_ child: HTTPProxy, chain: [MatchCondition], path: [ObjectKey]) -> [String] {
        // Prefixes of includes change no verdict below them, so equal headers and parameters are judged once.
        let visit = Visit(key: child.key, chain: chain.filter { $0.header != nil || $0.query != nil })
        if let known = done[visit], !path.contains(child.key) { return known }
        var verdict = ProxyVerdict()
        let used = judgeRoutes(child, chain: visit.chain, path: path, &verdict)
        if !path.contains(child.key) { done[visit] = used }
        commit(verdict, of: child.key)
        return used
    }

    private func isUsable(
        _ include: HTTPProxy.Include,
        earlier: inout Set<Set<MatchCondition>>,
        chain: [MatchCondition],
        _ verdict: inout ProxyVerdict
    ) -> Bool {
        let conditions = include.conditions
        if let fault = MatchCondition.includePathFault(conditions) {
            verdict.add("IncludeError", "PathMatchConditionsNotValid", "include: \(fault)")
            return false
        }
        if let fault = MatchCondition.headerFault(conditions) {
            verdict.add("RouteError", "HeaderMatchConditionsNotValid", fault)
            return false
        }
        if let fault = MatchCondition.queryFault(conditions) {
            verdict.add("RouteError", "QueryParameterMatchConditionsNotValid", fault)
            return false
        }
        let matchesAll = conditions.allSatisfy {
            ($0.prefix.isEmpty || $0.prefix == "/") && $0.header == nil && $0.query == nil
        }
        if !matchesAll, !earlier.insert(Set(conditions)).inserted {
            verdict.add("IncludeError", "DuplicateMatchConditions", "duplicate conditions defined on an include")
            return false
        }
        return true
    }

    private static func corsFault(_ policy: Value?) -> String? {
        guard let age = policy?["maxAge"]?.string, !age.isEmpty, age != "0" else { return nil }
        return GoDuration.fault(age) != nil || age.hasPrefix("-") ? "invalid max age value \(age.goQuoted)" : nil
    }
}
