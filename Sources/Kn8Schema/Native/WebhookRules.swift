// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of webhooks and admission policies (`kubernetes:pkg/apis/admissionregistration/validation/validation.go`).
/// Expressions are not compiled.
enum WebhookRules {
    private static let failurePolicies = ["Fail", "Ignore"]
    private static let matchPolicies = ["Equivalent", "Exact"]
    private static let operations = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]
    private static let reviewVersions = ["v1", "v1beta1"]

    /// The rules of a Validating- or MutatingWebhookConfiguration.
    static func check(configuration: ValueMap, _ rules: inout FieldRules) {
        var names: Set<String> = []
        rules.each(configuration, "webhooks") { rules, hook, _ in
            check(hook: hook, &rules)
            checkVersions(hook, &rules)
            let name = hook.text("name")
            if !name.isEmpty, !names.insert(name).inserted { rules.duplicate("name", .string(name)) }
        }
    }

    private static func check(hook: ValueMap, _ rules: inout FieldRules) {
        checkName(hook, &rules)
        rules.each(hook, "rules") { rules, rule, _ in check(rule: rule, &rules) }
        rules.choice(hook, "failurePolicy", failurePolicies)
        rules.choice(hook, "matchPolicy", matchPolicies)
        if hook.has("sideEffects") {
            rules.choice(hook, "sideEffects", ["None", "NoneOnDryRun"])
        } else {
            rules.required("sideEffects", "must specify one of None, NoneOnDryRun")
        }
        if let seconds = hook.number("timeoutSeconds"), !(1...30).contains(seconds) {
            rules.invalid("timeoutSeconds", .int(seconds), "the timeout value must be between 1 and 30 seconds")
        }
        LabelRules.checkSelector(hook, "namespaceSelector", &rules)
        LabelRules.checkSelector(hook, "objectSelector", &rules)
        rules.choice(hook, "reinvocationPolicy", ["IfNeeded", "Never"])
        let client = hook.map("clientConfig") ?? [:]
        if client.has("url") == client.has("service") {
            rules.required("clientConfig", "exactly one of url or service is required")
        } else {
            rules.inside(hook, "clientConfig") { rules, client in
                checkAddress(client, &rules)
                rules.inside(client, "service") { check(service: $1, &$0) }
            }
        }
        checkConditions(hook, &rules)
    }

    private static func checkName(_ hook: ValueMap, _ rules: inout FieldRules) {
        let name = hook.text("name")
        guard !hook.isMissing("name") else { return rules.required("name") }
        let faults = NameShape.subdomain.faults(in: name)
        guard faults.isEmpty else { return rules.invalid("name", .string(name), faults.joined(separator: ",")) }
        if name.split(separator: ".", omittingEmptySubsequences: false).count < 3 {
            rules.invalid("name", .string(name), "should be a domain with at least three segments separated by dots")
        }
    }

    private static func checkVersions(_ hook: ValueMap, _ rules: inout FieldRules) {
        let versions = hook.texts("admissionReviewVersions")
        let known = reviewVersions.joined(separator: ", ")
        guard !hook.isMissing("admissionReviewVersions") else {
            return rules.required("admissionReviewVersions", "must specify one of \(known)")
        }
        for (index, version) in versions.enumerated() {
            let field = FieldRules.Field.item("admissionReviewVersions", index)
            if versions[..<index].contains(version) {
                rules.invalid(field, .string(version), "duplicate version")
                continue
            }
            for words in NameShape.label1035.faults(in: version) { rules.invalid(field, .string(version), words) }
        }
        if !versions.contains(where: reviewVersions.contains) {
            let shown = hook.shown("admissionReviewVersions")
            rules.invalid("admissionReviewVersions", shown, "must include at least one of \(known)")
        }
    }

    private static func checkAddress(_ client: ValueMap, _ rules: inout FieldRules) {
        guard let address = client.optionalText("url") else { return }
        let form = "; desired format: https://host[/path]"
        let parts = address.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let scheme = parts.count == 2 && parts[1].hasPrefix("//") ? String(parts[0]) : ""
        if scheme != "https" {
            rules.invalid("url", .string(scheme), "'https' is the only allowed URL scheme\(form)")
        }
        let rest = scheme.isEmpty ? "" : String(parts[1].dropFirst(2))
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.isEmpty { rules.invalid("url", "", "host must be specified\(form)") }
        if authority.contains("@") {
            let user = String(authority.prefix { $0 != "@" })
            rules.invalid("url", .string(user), "user information is not permitted in the URL")
        }
        let beforeFragment = address.prefix { $0 != "#" }
        if beforeFragment.count < address.count - 1 {
            let fragment = String(address.dropFirst(beforeFragment.count + 1))
            rules.invalid("url", .string(fragment), "fragments are not permitted in the URL")
        }
        let beforeQuery = beforeFragment.prefix { $0 != "?" }
        if beforeQuery.count < beforeFragment.count - 1 {
            let query = String(beforeFragment.dropFirst(beforeQuery.count + 1))
            rules.invalid("url", .string(query), "query parameters are not permitted in the URL")
        }
    }

    private static func check(service: ValueMap, _ rules: inout FieldRules) {
        rules.require(service, "name", "service name is required")
        rules.require(service, "namespace", "service namespace is required")
        if let port = service.number("port"), !(1...65_535).contains(port) {
            rules.invalid("port", .int(port), "port is not valid: must be between 1 and 65535, inclusive")
        }
        guard let path = service.optionalText("path"), !path.isEmpty, path != "/" else { return }
        if path == "//" { return rules.invalid("path", .string(path), "segment[0] may not be empty") }
        if !path.hasPrefix("/") { rules.invalid("path", .string(path), "must start with a '/'") }
        var steps = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if path.hasSuffix("/") { steps.removeLast() }
        for (index, step) in steps.enumerated() {
            if step.isEmpty {
                rules.invalid("path", .string(path), "segment[\(index)] may not be empty")
                continue
            }
            for words in NameShape.subdomain.faults(in: String(step)) {
                rules.invalid("path", .string(path), "segment[\(index)]: \(words)")
            }
        }
    }

    private static func check(rule: ValueMap, _ rules: inout FieldRules) {
        let asked = rule.texts("operations")
        if asked.isEmpty { rules.required("operations") }
        if asked.count > 1, asked.contains("*") {
            let words = "if '*' is present, must not specify other operations"
            rules.invalid("operations", rule.shown("operations"), words)
        }
        for (index, operation) in asked.enumerated() where !operations.contains(operation) {
            rules.unsupported(.item("operations", index), .string(operation), operations)
        }
        for (field, name) in [("apiGroups", "API groups"), ("apiVersions", "API versions")] {
            let items = rule.texts(field)
            if items.isEmpty { rules.required(FieldRules.Field(field)) }
            if items.count > 1, items.contains("*") {
                let words = "if '*' is present, must not specify other \(name)"
                rules.invalid(FieldRules.Field(field), rule.shown(field), words)
            }
        }
        for (index, version) in rule.texts("apiVersions").enumerated() where version.isEmpty {
            rules.required(.item("apiVersions", index))
        }
        checkResources(rule, &rules)
        rules.choice(rule, "scope", ["*", "Cluster", "Namespaced"])
    }

    private static func checkResources(_ rule: ValueMap, _ rules: inout FieldRules) {
        let resources = rule.texts("resources")
        if resources.isEmpty { rules.required("resources") }
        var (allParts, allOwners): (Set<String>, Set<String>) = ([], [])
        var hasPlain = false
        for (index, resource) in resources.enumerated() {
            let field = FieldRules.Field.item("resources", index)
            let parts = resource.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if resource.isEmpty {
                rules.required(field)
            } else if parts.count == 1 {
                hasPlain = resource != "*"
            } else {
                let (owner, part) = (parts[0], parts[1])
                if allParts.contains(owner) {
                    let words = "if '\(owner)/*' is present, must not specify \(resource)"
                    rules.invalid(field, .string(resource), words)
                }
                if allOwners.contains(part) {
                    let words = "if '*/\(part)' is present, must not specify \(resource)"
                    rules.invalid(field, .string(resource), words)
                }
                if part == "*" { allParts.insert(owner) }
                if owner == "*" { allOwners.insert(part) }
            }
        }
        let shown = rule.shown("resources")
        if resources.count > 1, resources.contains("*/*") {
            rules.invalid("resources", shown, "if '*/*' is present, must not specify other resources")
        }
        if resources.contains("*"), hasPlain {
            let words = "if '*' is present, must not specify other resources without subresources"
            rules.invalid("resources", shown, words)
        }
    }

    private static func checkConditions(_ parent: ValueMap, _ rules: inout FieldRules) {
        let count = parent.list("matchConditions").count
        if count > 64 { rules.tooMany("matchConditions", count, 64) }
        var names: Set<String> = []
        rules.each(parent, "matchConditions") { rules, condition, _ in
            if condition.text("expression").allSatisfy(\.isWhitespace) { rules.required("expression") }
            rules.requireShape(condition, "name", .qualified)
            let name = condition.text("name")
            if !name.isEmpty, !names.insert(name).inserted { rules.duplicate("name", .string(name)) }
        }
    }

    // MARK: Policies

    /// The rules of a Validating- or MutatingAdmissionPolicy.
    static func check(policy: ValueMap, _ rules: inout FieldRules) {
        rules.inside(policy, "spec") { rules, spec in
            rules.choice(spec, "failurePolicy", failurePolicies)
            rules.inside(spec, "paramKind") { rules, kind in
                rules.require(kind, "apiVersion")
                rules.require(kind, "kind")
            }
            if spec.has("matchConstraints") {
                rules.inside(spec, "matchConstraints") { rules, match in
                    check(match: match, &rules)
                    if match.isMissing("resourceRules") { rules.required("resourceRules") }
                }
            } else {
                rules.required("matchConstraints")
            }
            checkConditions(spec, &rules)
            rules.each(spec, "variables") { rules, variable, _ in
                for field in ["name", "expression"] {
                    rules.require(variable, field, "\(field) is not specified")
                }
            }
            guard policy.text("kind") == "ValidatingAdmissionPolicy" else { return }
            checkValidations(spec, &rules)
        }
    }

    private static func checkValidations(_ spec: ValueMap, _ rules: inout FieldRules) {
        if spec.isMissing("validations"), spec.isMissing("auditAnnotations") {
            for field in ["validations", "auditAnnotations"] {
                let words = "validations or auditAnnotations must contain at least one item"
                rules.required(FieldRules.Field(field), words)
            }
        }
        rules.each(spec, "validations") { rules, validation, _ in
            let blank = { (text: String) in text.allSatisfy(\.isWhitespace) }
            if blank(validation.text("expression")) { rules.required("expression", "expression is not specified") }
            let (message, expression) = (validation.text("message"), validation.text("messageExpression"))
            if !expression.isEmpty, blank(expression) {
                rules.invalid("messageExpression", .string(expression), "must be non-empty if specified")
            }
            if !message.isEmpty, blank(message) {
                rules.invalid("message", .string(message), "message must be non-empty if specified")
            } else if message.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).contains(
                where: \.isNewline
            ) {
                rules.invalid("message", .string(message), "message must not contain line breaks")
            }
            rules.choice(validation, "reason", ["Forbidden", "Invalid", "RequestEntityTooLarge"])
        }
        let notes = spec.list("auditAnnotations")
        if notes.count > 20 {
            rules.invalid("auditAnnotations", .array(notes), "must not have more than 20 auditAnnotations")
        }
        var keys: Set<String> = []
        rules.each(spec, "auditAnnotations") { rules, note, _ in
            let key = note.text("key")
            if !keys.insert(key).inserted { rules.duplicate("key", .string(key)) }
        }
    }

    private static func check(match: ValueMap, _ rules: inout FieldRules) {
        rules.choice(match, "matchPolicy", matchPolicies)
        LabelRules.checkSelector(match, "namespaceSelector", &rules)
        LabelRules.checkSelector(match, "objectSelector", &rules)
        for field in ["resourceRules", "excludeResourceRules"] {
            rules.each(match, field) { rules, rule, _ in
                let names = rule.texts("resourceNames")
                for (index, name) in names.enumerated() {
                    let place = FieldRules.Field.item("resourceNames", index)
                    for words in NameShape.pathSegment.faults(in: name) { rules.invalid(place, .string(name), words) }
                    if names[..<index].contains(name) { rules.duplicate(place, .string(name)) }
                }
                check(rule: rule, &rules)
            }
        }
    }

    /// The rules of a Validating- or MutatingAdmissionPolicyBinding.
    static func check(binding: ValueMap, _ rules: inout FieldRules) {
        rules.inside(binding, "spec") { rules, spec in
            rules.requireShape(spec, "policyName", .subdomain)
            rules.inside(spec, "paramRef") { rules, reference in
                let (name, hasSelector) = (reference.text("name"), reference.has("selector"))
                if !name.isEmpty, hasSelector {
                    rules.forbidden("name", "name and selector are mutually exclusive")
                }
                if name.isEmpty, !hasSelector { rules.required(.here, "one of name or selector must be specified") }
                rules.shape(reference, "name", .subdomain)
                rules.choice(reference, "parameterNotFoundAction", ["Allow", "Deny"])
            }
            rules.inside(spec, "matchResources") { check(match: $1, &$0) }
            guard binding.text("kind") == "ValidatingAdmissionPolicyBinding" else { return }
            checkActions(spec, &rules)
        }
    }

    private static func checkActions(_ spec: ValueMap, _ rules: inout FieldRules) {
        let actions = spec.texts("validationActions")
        for (index, action) in actions.enumerated() {
            let place = FieldRules.Field.item("validationActions", index)
            if !["Audit", "Deny", "Warn"].contains(action) {
                rules.unsupported(place, .string(action), ["Audit", "Deny", "Warn"])
            }
            if actions[..<index].contains(action) { rules.duplicate(place, .string(action)) }
        }
        if actions.contains("Deny"), actions.contains("Warn") {
            rules.invalid(
                "validationActions",
                spec.shown("validationActions"),
                "must not contain both Deny and Warn (repeating the same validation failure information in the API "
                    + "response and headers serves no purpose)"
            )
        }
        if spec.isMissing("validationActions") {
            rules.required("validationActions", "at least one validation action is required")
        }
    }
}
