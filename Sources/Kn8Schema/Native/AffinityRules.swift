// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of which nodes pods go to and which pods they keep near.
enum AffinityRules {
    private static let must = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let should = "preferredDuringSchedulingIgnoredDuringExecution"

    static func check(_ affinity: ValueMap, _ rules: inout FieldRules) {
        rules.inside(affinity, "nodeAffinity") { rules, node in
            rules.inside(node, must) { rules, selector in check(nodeSelector: selector, &rules) }
            rules.each(node, should) { rules, term, _ in
                checkWeight(term, &rules)
                rules.inside(term, "preference") { rules, preference in
                    check(term: preference, judgesValues: false, &rules)
                }
            }
        }
        for kind in ["podAffinity", "podAntiAffinity"] {
            rules.inside(affinity, kind) { rules, pods in
                rules.each(pods, must) { rules, term, _ in check(podTerm: term, &rules) }
                rules.each(pods, should) { rules, weighted, _ in
                    checkWeight(weighted, &rules)
                    rules.inside(weighted, "podAffinityTerm") { rules, term in check(podTerm: term, &rules) }
                }
            }
        }
    }

    private static func checkWeight(_ term: ValueMap, _ rules: inout FieldRules) {
        if !(1...100).contains(term.number("weight") ?? 0) {
            rules.invalid("weight", .int(term.number("weight") ?? 0), "must be in the range 1-100")
        }
    }

    /// The terms of a `NodeSelector`.
    static func check(nodeSelector selector: ValueMap, _ rules: inout FieldRules) {
        if selector.isMissing("nodeSelectorTerms") {
            rules.required("nodeSelectorTerms", "must have at least one node selector term")
        }
        rules.each(selector, "nodeSelectorTerms") { rules, term, _ in check(term: term, judgesValues: true, &rules) }
    }

    private static func check(term: ValueMap, judgesValues: Bool, _ rules: inout FieldRules) {
        rules.each(term, "matchExpressions") { rules, expression, _ in
            let values = expression.list("values")
            switch expression.text("operator") {
            case "In", "NotIn":
                if values.isEmpty { rules.required("values", "must be specified when `operator` is 'In' or 'NotIn'") }
            case "Exists", "DoesNotExist":
                if !values.isEmpty {
                    rules.forbidden("values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
                }
            case "Gt", "Lt":
                if values.count != 1 {
                    rules.required("values", "must be specified single value when `operator` is 'Lt' or 'Gt'")
                }
            case let other: rules.invalid("operator", .string(other), "not a valid selector operator")
            }
            rules.shape(expression, "key", .qualified, isRequired: true)
            guard judgesValues else { return }
            for (index, value) in values.enumerated() {
                for words in NameShape.labelValue.faults(in: value.string ?? "") {
                    rules.invalid(.item("values", index), value, words)
                }
            }
        }
        rules.each(term, "matchFields") { rules, expression, _ in
            switch expression.text("operator") {
            case "In", "NotIn":
                if expression.list("values").count != 1 {
                    rules.required(
                        "values",
                        "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
                    )
                }
            case let other: rules.invalid("operator", .string(other), "not a valid selector operator")
            }
            guard expression.text("key") == "metadata.name" else {
                return rules.invalid("key", .string(expression.text("key")), "not a valid field selector key")
            }
            for (index, value) in expression.list("values").enumerated() {
                for words in NameShape.subdomain.faults(in: value.string ?? "") {
                    rules.invalid(.item("values", index), value, words)
                }
            }
        }
    }

    private static func check(podTerm term: ValueMap, _ rules: inout FieldRules) {
        LabelRules.checkSelector(term, "labelSelector", &rules)
        LabelRules.checkSelector(term, "namespaceSelector", &rules)
        for (index, name) in term.list("namespaces").enumerated() {
            for words in NameShape.label.faults(in: name.string ?? "") {
                rules.invalid("namespace", name, words, seenAt: .item("namespaces", index))
            }
        }
        let mismatched = term.list("mismatchLabelKeys")
        for field in ["matchLabelKeys", "mismatchLabelKeys"] {
            let keys = term.list(field)
            guard !keys.isEmpty else { continue }
            guard term.has("labelSelector") else {
                rules.forbidden(FieldRules.Field(field), "must not be specified when labelSelector is not set")
                continue
            }
            for (index, key) in keys.enumerated() {
                for words in NameShape.qualified.faults(in: key.string ?? "") {
                    rules.invalid(.item(field, index), key, words)
                }
            }
        }
        for (index, key) in term.list("matchLabelKeys").enumerated() where mismatched.contains(key) {
            let words = "exists in both matchLabelKeys and mismatchLabelKeys"
            rules.invalid(.item("matchLabelKeys", index), key, words)
        }
        if term.isMissing("topologyKey") { rules.required("topologyKey", "can not be empty") }
        rules.shape(term, "topologyKey", .qualified, isRequired: true)
    }
}
