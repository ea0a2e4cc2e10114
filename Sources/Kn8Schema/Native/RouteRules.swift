// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of Routes, in the words of OpenShift's server (`library-go:pkg/route/validation/validation.go`).
enum RouteRules {
    private static let anyHost = "route.openshift.io/allow-non-dns-compliant-host"
    private static let material = [
        ("certificate", "certificate"), ("key", "key"), ("caCertificate", "ca certificate"),
        ("destinationCACertificate", "destination ca certificate"),
    ]

    static func check(_ route: ValueMap, _ rules: inout FieldRules) {
        let spec = route.map("spec") ?? [:]
        let isLenient = route.map("metadata")?.map("annotations")?.optionalText(anyHost) == "true"
        rules.at("spec") { rules in
            checkHost(spec, isLenient: isLenient, &rules)
            if spec.text("wildcardPolicy") == "Subdomain", spec.text("host").isEmpty {
                rules.invalid("wildcardPolicy", "Subdomain", "host name not specified for wildcard policy")
            }
            checkPath(spec, &rules)
            rules.at("to") { rules in checkBackend(spec.map("to") ?? [:], &rules) }
            if spec.list("alternateBackends").count > 3 {
                rules.required("alternateBackends", "cannot specify more than 3 alternate backends")
            }
            rules.each(spec, "alternateBackends") { rules, backend, _ in checkBackend(backend, &rules) }
            rules.inside(spec, "port") { rules, port in
                if port["targetPort"] == 0 || port["targetPort"] == "" { rules.required("targetPort") }
            }
            rules.inside(spec, "tls") { rules, tls in check(tls: tls, &rules) }
        }
    }

    private static func checkHost(_ spec: ValueMap, isLenient: Bool, _ rules: inout FieldRules) {
        let host = spec.text("host")
        if !host.isEmpty {
            if !NameShape.subdomain.holds(host) {
                rules.invalid("host", .string(host), "host must conform to DNS 952 subdomain conventions")
            }
            if !isLenient {
                for label in host.split(separator: ".", omittingEmptySubsequences: false) {
                    for words in NameShape.label.faults(in: String(label)) {
                        rules.invalid("host", .string(host), words)
                    }
                }
            }
        }
        let subdomain = spec.text("subdomain")
        guard !subdomain.isEmpty else { return }
        for label in subdomain.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
            let faults = NameShape.label.faults(in: label)
            if !faults.isEmpty { rules.invalid("subdomain", .string(label), faults.joined(separator: ", ")) }
        }
    }

    private static func checkPath(_ spec: ValueMap, _ rules: inout FieldRules) {
        let path = spec.text("path")
        guard !path.isEmpty else { return }
        if !path.hasPrefix("/") { rules.invalid("path", .string(path), "path must begin with /") }
        if spec.map("tls")?.text("termination") == "passthrough" {
            rules.invalid("path", .string(path), "passthrough termination does not support paths")
        }
    }

    private static func checkBackend(_ backend: ValueMap, _ rules: inout FieldRules) {
        rules.require(backend, "name")
        let kind = backend.text("kind", or: "Service")
        if kind != "Service" { rules.invalid("kind", .string(kind), "must reference a Service") }
        if let weight = backend.number("weight"), !(0...256).contains(weight) {
            rules.invalid("weight", .int(weight), "weight must be an integer between 0 and 256")
        }
    }

    private static func check(tls: ValueMap, _ rules: inout FieldRules) {
        let termination = tls.text("termination")
        for (field, words) in material where !tls.text(field).isEmpty {
            let hidden = Value.string("redacted \(words) data")
            if termination == "passthrough" {
                rules.invalid(.init(field), hidden, "passthrough termination does not support certificates")
            } else if termination == "edge", field == "destinationCACertificate" {
                rules.invalid(.init(field), hidden, "edge termination does not support destination certificates")
            }
        }
        let policy = tls.text("insecureEdgeTerminationPolicy")
        guard !policy.isEmpty else { return }
        let accepted = termination == "passthrough" ? ["None", "Redirect"] : ["None", "Allow", "Redirect"]
        guard !accepted.contains(policy), ["edge", "reencrypt", "passthrough"].contains(termination) else { return }
        rules.invalid(
            "insecureEdgeTerminationPolicy",
            .string(policy),
            "invalid value for InsecureEdgeTerminationPolicy option, acceptable values are "
                + "\(accepted.joined(separator: ", ")), or empty"
        )
    }
}
