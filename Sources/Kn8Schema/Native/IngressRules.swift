// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of Ingresses and their classes (`kubernetes:pkg/apis/networking/validation/validation.go`).
enum IngressRules {
    private static let pathTypes = ["Exact", "ImplementationSpecific", "Prefix"]
    private static let scopes = ["Cluster", "Namespace"]

    static func check(ingress: ValueMap, _ rules: inout FieldRules) {
        let spec = ingress.map("spec") ?? [:]
        rules.at("spec") { rules in
            if spec.isMissing("rules"), !spec.has("defaultBackend") {
                rules.invalid(.here, .null, "either `defaultBackend` or `rules` must be specified")
            }
            rules.inside(spec, "defaultBackend") { rules, backend in checkBackend(backend, &rules) }
            rules.each(spec, "rules") { rules, rule, _ in checkRule(rule, &rules) }
            rules.each(spec, "tls") { rules, tls, _ in
                for (index, host) in tls.list("hosts").enumerated() {
                    let name = host.string ?? ""
                    let shape: NameShape = name.contains("*") ? .wildcard : .subdomain
                    for words in shape.faults(in: name) { rules.invalid(.item("hosts", index), host, words) }
                }
                rules.shape(tls, "secretName", .subdomain)
            }
            rules.shape(spec, "ingressClassName", .subdomain)
        }
        let note = "kubernetes.io/ingress.class"
        guard let old = ingress.map("metadata")?.map("annotations")?.optionalText(note),
            let new = spec.optionalText("ingressClassName"), old != new
        else { return }
        rules.invalid(
            .entry("annotations", note),
            .string(old),
            "must match `ingressClassName` when both are specified",
            seenAt: FieldRules.Field(steps: [.key("metadata"), .key("annotations")], entry: note)
        )
    }

    private static func checkRule(_ rule: ValueMap, _ rules: inout FieldRules) {
        let host = rule.text("host")
        if !host.isEmpty {
            if NetworkAddress(host) != nil {
                rules.invalid("host", .string(host), "must be a DNS name, not an IP address")
            }
            rules.shape(rule, "host", host.contains("*") ? .wildcard : .subdomain)
        }
        rules.inside(rule, "http") { rules, http in
            rules.require(http, "paths")
            rules.each(http, "paths") { rules, path, _ in checkPath(path, &rules) }
        }
    }

    private static func checkPath(_ path: ValueMap, _ rules: inout FieldRules) {
        guard !path.isMissing("pathType") else {
            return rules.required("pathType", "pathType must be specified")
        }
        let text = path.text("path")
        let type = path.text("pathType")
        switch type {
        case "Exact", "Prefix":
            if !text.hasPrefix("/") { rules.invalid("path", .string(text), "must be an absolute path") }
            for sequence in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(sequence) {
                rules.invalid("path", .string(text), "must not contain '\(sequence)'")
            }
            for suffix in ["/..", "/."] where text.hasSuffix(suffix) {
                rules.invalid("path", .string(text), "cannot end with '\(suffix)'")
            }
        case "ImplementationSpecific":
            if !text.isEmpty, !text.hasPrefix("/") {
                rules.invalid("path", .string(text), "must be an absolute path")
            }
        default: rules.unsupported("pathType", .string(type), pathTypes)
        }
        rules.at("backend") { rules in checkBackend(path.map("backend") ?? [:], &rules) }
    }

    private static func checkBackend(_ backend: ValueMap, _ rules: inout FieldRules) {
        let resource = backend.map("resource")
        guard let service = backend.map("service") else {
            guard resource != nil else {
                if !backend.has("resource"), !backend.has("service") {
                    rules.invalid(.here, "", "resource or service backend is required")
                }
                return
            }
            return rules.inside(backend, "resource") { rules, reference in checkReference(reference, &rules) }
        }
        guard resource == nil else {
            return rules.invalid(.here, "", "cannot set both resource and service backends")
        }
        rules.at("service") { rules in rules.requireShape(service, "name", .label) }
        let port = service.map("port") ?? [:]
        let hasNumber = port.has("number") && port["number"] != 0
        if !port.text("name").isEmpty, hasNumber {
            rules.invalid(.here, "", "cannot set both port name & port number")
        } else if !port.text("name").isEmpty || hasNumber {
            rules.at("service") { rules in
                rules.at("port") { rules in
                    rules.shape(port, "name", .portName)
                    if hasNumber { rules.within(port, "number", 1...65_535) }
                }
            }
        } else {
            rules.required(.here, "port name or number is required")
        }
    }

    private static func checkReference(_ reference: ValueMap, _ rules: inout FieldRules) {
        if reference.has("apiGroup") { rules.shape(reference, "apiGroup", .subdomain, isRequired: true) }
        rules.requireShape(reference, "kind", .pathSegment)
        rules.requireShape(reference, "name", .pathSegment)
    }

    static func check(ingressClass: ValueMap, _ rules: inout FieldRules) {
        let spec = ingressClass.map("spec") ?? [:]
        rules.at("spec") { rules in
            if spec.isMissing("controller") {
                rules.required("controller")
            } else {
                if spec.text("controller").utf8.count > 250 { rules.tooLong("controller", 250) }
                rules.domainPrefixedPath(spec, "controller")
            }
            rules.inside(spec, "parameters") { rules, parameters in
                checkReference(parameters, &rules)
                rules.choice(parameters, "scope", scopes)
                switch parameters.text("scope", or: "Cluster") {
                case "Namespace":
                    if parameters.has("namespace") {
                        rules.shape(parameters, "namespace", .label, isRequired: true)
                    } else {
                        rules.required("namespace", "`parameters.scope` is set to 'Namespace'")
                    }
                case "Cluster":
                    if parameters.has("namespace") {
                        rules.forbidden("namespace", "`parameters.scope` is set to 'Cluster'")
                    }
                default: break
                }
            }
        }
    }
}
