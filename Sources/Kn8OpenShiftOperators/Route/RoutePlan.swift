// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What a Route's fields default to, and what the router says of it (`library-go:pkg/route`, `router:pkg/router`).
struct RoutePlan {
    /// Where generated hosts end.
    static let suffix = "router.default.svc.cluster.local"
    static let router = "default"

    let route: Object
    /// The other Routes of the same host.
    let rivals: [Object]
    let now: Timestamp

    /// `route` with what the API server would have filled in.
    static func withDefaults(_ route: Object) -> Object {
        var result = route
        if isEmpty(route["spec", "wildcardPolicy"]) { result["spec", "wildcardPolicy"] = "None" }
        if isEmpty(route["spec", "to", "kind"]) { result["spec", "to", "kind"] = "Service" }
        if isEmpty(route["spec", "to", "weight"]) { result["spec", "to", "weight"] = 100 }
        if let backends = route["spec", "alternateBackends"]?.array, !backends.isEmpty {
            result["spec", "alternateBackends"] = .array(
                backends.map { backend in
                    var backend = backend
                    if isEmpty(backend["kind"]) { backend["kind"] = "Service" }
                    if isEmpty(backend["weight"]) { backend["weight"] = 100 }
                    return backend
                }
            )
        }
        if let tls = route["spec", "tls"], tls.object != nil {
            let termination = tls["termination"]?.string ?? ""
            if termination.isEmpty {
                if isEmpty(tls["destinationCACertificate"]) { result["spec", "tls", "termination"] = "edge" }
            } else if termination != termination.lowercased() {
                result["spec", "tls", "termination"] = .string(termination.lowercased())
            }
        }
        if isEmpty(route["spec", "host"]), isEmpty(route["spec", "subdomain"]),
            route["spec", "wildcardPolicy"]?.string != "Subdomain"
        {
            let name = String(route.name.map { $0 == "." ? "-" : $0 })
            result["spec", "host"] = .string("\(name)-\(route.namespace).\(suffix)")
            var annotations = route.annotations
            annotations["openshift.io/host.generated"] = "true"
            result.annotations = annotations
        }
        return result
    }

    private static func isEmpty(_ value: Value?) -> Bool {
        switch value {
        case nil, .null, .string(""): true
        default: false
        }
    }

    var status: Value {
        var condition: Value = ["type": "Admitted", "status": .string(refusal == nil ? "True" : "False")]
        if let refusal {
            condition["reason"] = .string(refusal.reason)
            condition["message"] = .string(refusal.message)
        }
        let old = route["status", "ingress"]?[0]?["conditions"]?[0]
        let isSame = ["status", "reason", "message"].allSatisfy { old?[$0] == condition[$0] }
        let since = isSame ? old?["lastTransitionTime"] : nil
        condition["lastTransitionTime"] = since ?? .string(now.description)
        var ingress: Value = [
            "routerName": .string(Self.router), "routerCanonicalHostname": .string(Self.suffix),
            "wildcardPolicy": route["spec", "wildcardPolicy"] ?? "None", "conditions": [condition],
        ]
        if !host.isEmpty { ingress["host"] = .string(host) }
        return ["ingress": [ingress]]
    }

    private var host: String { route["spec", "host"]?.string ?? "" }
    private var path: String { route["spec", "path"]?.string ?? "" }

    /// Why the router does not admit the Route; nil when it does.
    private var refusal: (reason: String, message: String)? {
        guard !host.isEmpty else { return ("NoHostValue", "no host value was defined for the route") }
        if let fault = Self.fault(ofHost: host) { return ("InvalidHost", fault) }
        if let fault = tlsFault { return ("ExtendedValidationFailed", fault) }
        for rival in rivals where Self.isOlder(rival, route) {
            if rival.namespace != route.namespace {
                let message = "a route in another namespace holds \(host) and is older than \(route.name)"
                return ("HostAlreadyClaimed", message)
            }
            if rival["spec", "path"]?.string ?? "" == path {
                return ("HostAlreadyClaimed", "route \(rival.name) already exposes \(host) and is older")
            }
        }
        return nil
    }

    private static func fault(ofHost host: String) -> String? {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isSound = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-")
                && label.utf8.last != UInt8(ascii: "-")
                && label.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }
        return isSound ? nil : "host name validation errors: host must conform to DNS 952 subdomain conventions"
    }

    /// What the router has against the TLS part. Certificates are looked at for their frame, not parsed.
    private var tlsFault: String? {
        guard let tls = route["spec", "tls"], tls.object != nil else { return nil }
        let fields = [
            ("certificate", "CERTIFICATE"), ("caCertificate", "CERTIFICATE"), ("key", "PRIVATE KEY"),
            ("destinationCACertificate", "CERTIFICATE"),
        ]
        for (field, word) in fields {
            guard let text = tls[field]?.string, !text.isEmpty else { continue }
            guard tls["termination"]?.string != "passthrough" else {
                return "spec.tls.\(field): Invalid value: \"redacted\": passthrough termination does not support "
                    + "certificates"
            }
            guard text.contains("-----BEGIN "), text.contains("\(word)-----") else {
                return "spec.tls.\(field): Invalid value: \"redacted\": no PEM data found"
            }
        }
        let isEncrypted = tls["termination"]?.string == "reencrypt"
        if !isEncrypted, tls["destinationCACertificate"]?.string?.isEmpty == false {
            return
                "spec.tls.destinationCACertificate: Invalid value: \"redacted\": only reencrypt termination supports "
                + "a destination CA certificate"
        }
        if tls["termination"]?.string == "passthrough", tls["insecureEdgeTerminationPolicy"]?.string == "Allow" {
            return "spec.tls.insecureEdgeTerminationPolicy: Invalid value: \"Allow\": invalid value for "
                + "InsecureEdgeTerminationPolicy option, acceptable values are None, Redirect, or empty"
        }
        return nil
    }

    /// Whether `left` has the older claim; of two that were made in one second, the one admitted already, then the first
    /// by key.
    static func isOlder(_ left: Object, _ right: Object) -> Bool {
        let first = left.creationTimestamp?.seconds ?? .max
        let second = right.creationTimestamp?.seconds ?? .max
        guard first == second else { return first < second }
        let claims = [left, right].map(isAdmitted)
        return claims[0] == claims[1] ? left.key < right.key : claims[0]
    }

    static func isAdmitted(_ route: Object) -> Bool {
        route["status", "ingress"]?[0]?["conditions"]?[0]?["status"]?.string == "True"
    }
}
