// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of quotas and limit ranges (`kubernetes:pkg/apis/core/validation/validation.go`).
enum LimitRules {
    private static let scopes: Set<String> = [
        "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity",
        "VolumeAttributesClass",
    ]
    private static let compute: Set<String> = [
        "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory",
    ]
    private static let existing: Set<String> = [
        "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "CrossNamespacePodAffinity",
    ]

    static func check(quota: ValueMap, _ rules: inout FieldRules) {
        rules.inside(quota, "spec") { rules, spec in
            ResourceRules.check(spec, "hard", use: .quota, &rules)
            checkScopes(spec, &rules)
            rules.inside(spec, "scopeSelector") { checkSelector($1, &$0) }
        }
    }

    private static func checkScopes(_ spec: ValueMap, _ rules: inout FieldRules) {
        let names = spec.texts("scopes")
        let shown = spec.shown("scopes")
        let limits = Set((spec.map("hard") ?? [:]).map(\.key))
        for (index, name) in names.enumerated() {
            let place = FieldRules.Field.item("scopes", index)
            if !scopes.contains(name) { rules.invalid("scopes", shown, "unsupported scope", seenAt: place) }
            // A pod that asks for nothing has nothing to count but itself.
            if name == "BestEffort", limits.contains(where: compute.contains) {
                rules.invalid("scopes", shown, "unsupported scope applied to resource", seenAt: place)
            }
        }
        for pair in [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
        where pair.allSatisfy(names.contains) {
            rules.invalid("scopes", shown, "conflicting scopes")
        }
    }

    private static func checkSelector(_ selector: ValueMap, _ rules: inout FieldRules) {
        // The server does not say which of the expressions it means.
        for (index, expression) in selector.list("matchExpressions").enumerated() {
            guard case .object(let expression) = expression else { continue }
            let (scope, operation) = (expression.text("scopeName"), expression.text("operator"))
            func field(_ key: String) -> FieldRules.Field { ["matchExpressions", key] }
            func seen(_ key: String) -> FieldRules.Field {
                FieldRules.Field(steps: [.key("matchExpressions"), .index(index), .key(key)])
            }
            if !scopes.contains(scope) {
                rules.invalid(field("scopeName"), .string(scope), "unsupported scope", seenAt: seen("scopeName"))
            }
            if existing.contains(scope), operation != "Exists" {
                rules.invalid(
                    field("operator"),
                    .string(operation),
                    "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, "
                        + "ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, "
                        + "ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity",
                    seenAt: seen("operator")
                )
            }
            let values = expression.list("values")
            switch operation {
            case "In", "NotIn":
                if values.isEmpty {
                    let words = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
                    rules.required(field("values"), words, seenAt: seen("values"))
                }
            case "Exists", "DoesNotExist":
                if !values.isEmpty {
                    let words = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"
                    rules.invalid(field("values"), .array(values), words, seenAt: seen("values"))
                }
            default:
                let words = "not a valid selector operator"
                rules.invalid(field("operator"), .string(operation), words, seenAt: seen("operator"))
            }
        }
    }

    static func check(limitRange: ValueMap, _ rules: inout FieldRules) {
        rules.inside(limitRange, "spec") { rules, spec in
            var types: Set<String> = []
            rules.each(spec, "limits") { rules, limit, _ in
                let type = limit.text("type")
                checkType(type, limit, &rules)
                if !types.insert(type).inserted { rules.duplicate("type", .string(type)) }
                checkLimit(limit, type, &rules)
            }
        }
    }

    private static func checkType(_ type: String, _ limit: ValueMap, _ rules: inout FieldRules) {
        for words in NameShape.qualified.faults(in: type) { rules.invalid("type", .string(type), words) }
        if NameShape.qualified.holds(type), !type.contains("/"),
            !["Pod", "Container", "PersistentVolumeClaim"].contains(type)
        {
            rules.invalid("type", .string(type), "must be a standard limit type or fully qualified")
        }
    }

    private static func checkLimit(_ limit: ValueMap, _ type: String, _ rules: inout FieldRules) {
        let use: ResourceRules.Use = type == "Pod" || type == "Container" ? .container : .storage
        func checkNames(_ field: String) {
            for entry in limit.map(field) ?? [:] {
                ResourceRules.checkName(entry.key, at: .entry(field, entry.key), use: use, &rules)
            }
        }
        checkNames("max")
        checkNames("min")
        for field in ["default", "defaultRequest"] {
            if type != "Pod" {
                checkNames(field)
            } else if !(limit.map(field) ?? [:]).isEmpty {
                rules.forbidden(FieldRules.Field(field), "may not be specified when `type` is 'Pod'")
            }
        }
        if type == "PersistentVolumeClaim", limit.map("min")?["storage"] == nil, limit.map("max")?["storage"] == nil {
            let words = "either minimum or maximum storage value is required, but neither was provided"
            rules.required("limits", words, seenAt: .here)
        }
        checkNames("maxLimitRequestRatio")
        var names: Set<String> = []
        for field in ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] {
            for entry in limit.map(field) ?? [:] { names.insert(entry.key) }
        }
        for name in names.sorted() { checkAmounts(limit, name, &rules) }
    }

    private static func checkAmounts(_ limit: ValueMap, _ name: String, _ rules: inout FieldRules) {
        func amount(_ field: String) -> Quantity? { limit.map(field)?.quantity(name) }
        func report(_ field: String, _ shown: Quantity, _ words: String) {
            rules.invalid(.entry(field, name), .string(shown.description), words)
        }
        let (least, most) = (amount("min"), amount("max"))
        let (standard, asked) = (amount("default"), amount("defaultRequest"))
        if let least, let most, most < least {
            report("min", least, "min value \(least) is greater than max value \(most)")
        }
        if let asked {
            if let least, asked < least {
                report("defaultRequest", asked, "min value \(least) is greater than default request value \(asked)")
            }
            if let most, most < asked {
                report("defaultRequest", asked, "default request value \(asked) is greater than max value \(most)")
            }
            if let standard, standard < asked {
                let words = "default request value \(asked) is greater than default limit value \(standard)"
                report("defaultRequest", asked, words)
            }
        }
        if let standard {
            if let least, standard < least {
                report("default", least, "min value \(least) is greater than default value \(standard)")
            }
            if let most, most < standard {
                report("default", most, "default value \(standard) is greater than max value \(most)")
            }
        }
        if let ratio = amount("maxLimitRequestRatio"), ratio < Quantity(1) {
            report("maxLimitRequestRatio", ratio, "ratio \(ratio) is less than 1")
        }
        if let standard, let asked, standard != asked, !ResourceRules.isOvercommittable(name) {
            let words = "default value \(standard) must equal to defaultRequest value \(asked) in \(name)"
            report("defaultRequest", asked, words)
        }
    }
}
