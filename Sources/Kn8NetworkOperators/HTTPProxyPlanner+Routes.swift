// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

// The rules of a route; one that breaks them costs the proxy all its routes.
extension HTTPProxyPlanner {
    func isUsable(_ route: Value, of proxy: HTTPProxy, chain: [MatchCondition], _ verdict: inout ProxyVerdict) -> Bool {
        let services = route["services"]?.array ?? []
        if let issue = Self.fault(of: route, services: services, chain: chain) {
            verdict.add(issue.type, issue.reason, issue.message)
            return false
        }
        let strategy = route["loadBalancerPolicy"]?["strategy"]?.string ?? ""
        if strategy == "RequestHash" { Self.checkHashes(route["loadBalancerPolicy"], &verdict) }
        var hasMirror = false
        for service in services {
            let number = service["port"]?.int ?? 0
            if !(1...65535).contains(number) {
                let name = (service["name"]?.string ?? "").goQuoted
                verdict.add("ServiceError", "ServicePortInvalid", "service \(name): port must be in the range 1-65535")
                return false
            }
            if let fault = fault(ofReference: service, in: proxy.key.namespace) {
                let message = "Spec.Routes unresolved service reference: \(fault)"
                verdict.add("ServiceError", "ServiceUnresolvedReference", message)
                continue
            }
            if let issue = fault(of: service, strategy: strategy, in: proxy.key.namespace) {
                verdict.add(issue.type, issue.reason, issue.message)
                return false
            }
            guard service["mirror"]?.bool == true else { continue }
            if hasMirror {
                let message = "only one service per route may be nominated as mirror"
                verdict.add("ServiceError", "OnlyOneMirror", message)
                return false
            }
            hasMirror = true
        }
        let policy = route["jwtVerificationPolicy"]
        if policy?["require"]?.string?.isEmpty == false, policy?["disabled"]?.bool == true {
            let message = "route's JWT verification policy cannot specify both require and disabled"
            verdict.add("JWTVerificationError", "InvalidJWTVerificationPolicy", message)
            return false
        }
        if route["ipAllowPolicy"]?.array?.isEmpty == false, route["ipDenyPolicy"]?.array?.isEmpty == false {
            let message = "cannot specify both `ipAllowPolicy` and `ipDenyPolicy`"
            verdict.add("IPFilterError", "IncompatibleIPAddressFilters", message)
            return false
        }
        return true
    }

    private static func fault(of route: Value, services: [Value], chain: [MatchCondition]) -> ProxyVerdict.Issue? {
        func issue(_ reason: String, _ message: String, type: String = "RouteError") -> ProxyVerdict.Issue {
            ProxyVerdict.Issue(type: type, reason: reason, message: message)
        }
        let redirect = HTTPProxy.mapping(route["requestRedirectPolicy"])
        let actions = [!services.isEmpty, redirect != nil, route["directResponsePolicy"]?.object != nil]
        if actions.filter({ $0 }).count != 1 {
            let message =
                "must set exactly one of route.services or route.requestRedirectPolicy or "
                + "route.directResponsePolicy"
            return issue("RouteActionCountNotValid", message)
        }
        let own = MatchCondition.list(route["conditions"])
        if let fault = MatchCondition.pathFault(own) { return issue("PathMatchConditionsNotValid", "route: \(fault)") }
        if let fault = MatchCondition.headerFault(chain + own) { return issue("HeaderMatchConditionsNotValid", fault) }
        if let fault = MatchCondition.queryFault(chain + own) {
            return issue("QueryParameterMatchConditionsNotValid", fault)
        }
        if let fault = HeaderPolicy.fault(route["requestHeadersPolicy"], mayRewriteHost: true) {
            return issue("RequestHeadersPolicyInvalid", "\(fault) on request headers")
        }
        if let fault = HeaderPolicy.fault(route["responseHeadersPolicy"], mayRewriteHost: false) {
            return issue("ResponseHeaderPolicyInvalid", "\(fault) on response headers")
        }
        if let fault = cookieFault(route["cookieRewritePolicies"], of: "route") {
            return issue("CookieRewritePoliciesInvalid", fault)
        }
        for (field, word) in [("response", "response"), ("idle", "idle"), ("idleConnection", "idle connection")] {
            guard let fault = GoDuration.timeoutFault(route["timeoutPolicy"]?[field]?.string ?? "") else { continue }
            let message = "route.timeoutPolicy failed to parse: error parsing \(word) timeout: \(fault)"
            return issue("TimeoutPolicyNotValid", message)
        }
        if let redirect, redirect["path"]?.string?.isEmpty == false, redirect["prefix"]?.string?.isEmpty == false {
            let message =
                "route.requestRedirectPolicy is invalid: cannot specify both redirect path and redirect prefix"
            return issue("RequestRedirectPolicy", message)
        }
        if let found = replacementFault(route["pathRewritePolicy"]?["replacePrefix"]?.array ?? [], conditions: own) {
            return issue(found.reason, found.message, type: "PrefixReplaceError")
        }
        for range in route["healthCheckPolicy"]?["expectedStatuses"]?.array ?? [] {
            if !(100...599).contains(range["start"]?.int ?? 0) {
                let message = "invalid expected status range: start must be in the range [100, 599]"
                return issue("HealthCheckPolicyInvalid", message)
            }
            if !(101...600).contains(range["end"]?.int ?? 0) {
                let message = "invalid expected status range: end must be in the range [101, 600]"
                return issue("HealthCheckPolicyInvalid", message)
            }
        }
        return nil
    }

    private static func replacementFault(
        _ replacements: [Value],
        conditions: [MatchCondition]
    ) -> (reason: String, message: String)? {
        guard !replacements.isEmpty else { return nil }
        // The last condition decides what kind of path the route has; any regex makes it one.
        if conditions.contains(where: { !$0.regex.isEmpty }) || conditions.last?.exact.isEmpty == false {
            return ("MustHavePrefix", "cannot specify prefix replacements without a prefix condition")
        }
        var seen: Set<String> = []
        for prefix in replacements.map({ $0["prefix"]?.string ?? "" }) where !seen.insert(prefix).inserted {
            return prefix.isEmpty
                ? ("AmbiguousReplacement", "ambiguous prefix replacement")
                : ("DuplicateReplacement", "duplicate replacement prefix '\(prefix)'")
        }
        return nil
    }

    static func cookieFault(_ policies: Value?, of owner: String) -> String? {
        var names: Set<String> = []
        for policy in policies?.array ?? [] {
            let name = policy["name"]?.string ?? ""
            if !names.insert(name).inserted {
                return "duplicate cookie rewrite rule for cookie \(name.goQuoted) on \(owner) cookie rewrite rules"
            }
            if !["pathRewrite", "domainRewrite", "secure", "sameSite"].contains(where: { policy[$0] != nil }) {
                return "no attributes rewritten for cookie \(name.goQuoted) on \(owner) cookie rewrite rules"
            }
        }
        return nil
    }

    private static func checkHashes(_ policy: Value?, _ verdict: inout ProxyVerdict) {
        let usable = (policy?["requestHashPolicies"]?.array ?? []).contains { hash in
            let header = hash["headerHashOptions"]?["headerName"]?.string?.isEmpty == false
            let parameter = hash["queryParameterHashOptions"]?["parameterName"]?.string?.isEmpty == false
            return [header, parameter, hash["hashSourceIP"]?.bool == true].filter { $0 }.count == 1
        }
        guard !usable else { return }
        let message =
            "ignoring invalid request hash policy options, setting load balancer strategy to default RoundRobin"
        verdict.warn("SpecError", "IgnoredField", message)
    }

    private func fault(of service: Value, strategy: String, in namespace: String) -> ProxyVerdict.Issue? {
        func issue(_ reason: String, _ message: String, type: String = "ServiceError") -> ProxyVerdict.Issue {
            ProxyVerdict.Issue(type: type, reason: reason, message: message)
        }
        let name = service["name"]?.string ?? ""
        let number = service["port"]?.int ?? 0
        let declared = service["protocol"]?.string
        if let declared, !["h2", "h2c", "tls"].contains(declared) {
            return issue("UnsupportedProtocol", "unsupported protocol: \(declared)")
        }
        let stored = inventory.service(ObjectKey(namespace: namespace, name: name))
        let spoken =
            declared
            ?? stored?.port(number).flatMap {
                stored?.upstreamProtocol(of: $0, prefixes: ["projectcontour.io"], readsAppProtocol: true)
            }
        if spoken == "tls" || spoken == "h2", let validation = HTTPProxy.mapping(service["validation"]) {
            let secret = validation["caSecret"]?.string ?? ""
            let key = inventory.secretKey(secret, in: namespace)
            if !inventory.permits(key, in: namespace) {
                let message =
                    "service.UpstreamValidation.CACertificate Secret \(secret.goQuoted) is not configured for "
                    + "certificate delegation"
                return issue("CACertificateNotDelegated", message, type: "TLSError")
            }
            if let fault = validationFault(validation, secret: key) {
                let message = "Service [\(name):\(number)] TLS upstream validation policy error: \(fault)"
                return issue("TLSUpstreamValidation", message)
            }
        }
        if let fault = HeaderPolicy.fault(service["requestHeadersPolicy"], mayRewriteHost: true) {
            return issue("RequestHeadersPolicyInvalid", "\(fault) on request headers")
        }
        if let fault = HeaderPolicy.fault(service["responseHeadersPolicy"], mayRewriteHost: false) {
            return issue("ResponseHeadersPolicyInvalid", "\(fault) on response headers")
        }
        if let fault = Self.cookieFault(service["cookieRewritePolicies"], of: "service") {
            return issue("CookieRewritePoliciesInvalid", fault)
        }
        if let slow = HTTPProxy.mapping(service["slowStartPolicy"]) {
            if ["Random", "Cookie", "RequestHash"].contains(strategy) {
                let message =
                    "slow start is only supported with RoundRobin or WeightedLeastRequest load balancer "
                    + "strategy"
                return issue("SlowStartInvalid", message)
            }
            if let fault = GoDuration.fault(slow["window"]?.string ?? "") {
                return issue("SlowStartInvalid", "error parsing window: \(fault) on slow start")
            }
        }
        return nil
    }

    private func validationFault(_ validation: Value, secret: ObjectKey) -> String? {
        if let fault = fault(ofSecret: secret, field: "ca.crt") {
            return "invalid CA Secret \(secret.description.goQuoted): \(fault)"
        }
        let subject = validation["subjectName"]?.string ?? ""
        let subjects = (validation["subjectNames"]?.array ?? []).compactMap(\.string)
        if let first = subjects.first, first != subject {
            return "first entry of SubjectNames (\(first)) does not match SubjectName (\(subject))"
        }
        return subject.isEmpty ? "missing subject alternative name" : nil
    }
}
