// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of roles and their bindings (`kubernetes:pkg/apis/rbac/validation/validation.go`).
enum AccessRules {
    private static let group = "rbac.authorization.k8s.io"
    private static let subjectKinds = ["ServiceAccount", "User", "Group"]

    static func check(role: ValueMap, _ rules: inout FieldRules) { checkRules(role, isNamespaced: true, &rules) }

    static func check(clusterRole: ValueMap, _ rules: inout FieldRules) {
        checkRules(clusterRole, isNamespaced: false, &rules)
        rules.inside(clusterRole, "aggregationRule") { rules, aggregation in
            if aggregation.isMissing("clusterRoleSelectors") {
                rules.required(
                    "clusterRoleSelectors",
                    "at least one clusterRoleSelector required if aggregationRule is non-nil"
                )
            }
            for index in aggregation.list("clusterRoleSelectors").indices {
                let selectors = aggregation.list("clusterRoleSelectors")
                // A list of selectors has no key for each.
                guard case .object(let selector) = selectors[index] else { continue }
                rules.at("clusterRoleSelectors") { rules in
                    rules.at(index) { rules in LabelRules.check(selector, "matchLabels", &rules) }
                }
            }
        }
    }

    private static func checkRules(_ role: ValueMap, isNamespaced: Bool, _ rules: inout FieldRules) {
        rules.each(role, "rules") { rules, rule, _ in
            if rule.isMissing("verbs") { rules.required("verbs", "verbs must contain at least one value") }
            let addresses = rule.list("nonResourceURLs")
            if !addresses.isEmpty {
                let shown = Value.array(addresses)
                if isNamespaced {
                    let words = "namespaced rules cannot apply to non-resource URLs"
                    rules.invalid("nonResourceURLs", shown, words)
                }
                if ["apiGroups", "resources", "resourceNames"].contains(where: { !rule.list($0).isEmpty }) {
                    let words = "rules cannot apply to both regular resources and non-resource URLs"
                    rules.invalid("nonResourceURLs", shown, words)
                }
                return
            }
            if rule.isMissing("apiGroups") {
                rules.required("apiGroups", "resource rules must supply at least one api group")
            }
            if rule.isMissing("resources") {
                rules.required("resources", "resource rules must supply at least one resource")
            }
        }
    }

    static func check(roleBinding: ValueMap, _ rules: inout FieldRules) {
        checkBinding(roleBinding, kinds: ["Role", "ClusterRole"], isNamespaced: true, &rules)
    }

    static func check(clusterRoleBinding: ValueMap, _ rules: inout FieldRules) {
        checkBinding(clusterRoleBinding, kinds: ["ClusterRole"], isNamespaced: false, &rules)
    }

    private static func checkBinding(
        _ binding: ValueMap,
        kinds: [String],
        isNamespaced: Bool,
        _ rules: inout FieldRules
    ) {
        let role = binding.map("roleRef") ?? [:]
        rules.at("roleRef") { rules in
            let apiGroup = role.text("apiGroup", or: group)
            if apiGroup != group { rules.unsupported("apiGroup", .string(apiGroup), [group]) }
            if !kinds.contains(role.text("kind")) {
                rules.unsupported("kind", .string(role.text("kind")), kinds)
            }
            rules.requireShape(role, "name", .pathSegment)
        }
        rules.each(binding, "subjects") { rules, subject, _ in
            rules.require(subject, "name")
            let apiGroup = subject.text("apiGroup")
            switch subject.text("kind") {
            case "ServiceAccount":
                rules.shape(subject, "name", .subdomain)
                if !apiGroup.isEmpty { rules.unsupported("apiGroup", .string(apiGroup), [""]) }
                if !isNamespaced { rules.require(subject, "namespace") }
            case "User", "Group":
                if subject.isMissing("name") {
                    let words = "\(subject.text("kind").lowercased()) name cannot be empty"
                    rules.invalid("name", "", words)
                }
                if !apiGroup.isEmpty, apiGroup != group { rules.unsupported("apiGroup", .string(apiGroup), [group]) }
            case let other: rules.unsupported("kind", .string(other), subjectKinds)
            }
        }
    }
}
