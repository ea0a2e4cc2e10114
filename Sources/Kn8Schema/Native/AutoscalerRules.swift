// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of autoscalers (`kubernetes:pkg/apis/autoscaling/validation/validation.go`).
enum AutoscalerRules {
    private static let words = "must populate information for the given metric source"
    // The kinds of metric in the order in which the server looks for them, and their fields.
    private static let sources: KeyValuePairs<String, String> = [
        "Object": "object", "External": "external", "Pods": "pods", "Resource": "resource",
        "ContainerResource": "containerResource",
    ]

    static func check(_ autoscaler: ValueMap, _ rules: inout FieldRules) {
        let spec = autoscaler.map("spec") ?? [:]
        rules.at("spec") { rules in
            let least = spec.number("minReplicas") ?? 1
            if least < 1 { rules.invalid("minReplicas", .int(least), "must be greater than or equal to 1") }
            checkMost(spec, least, &rules)
            rules.at("scaleTargetRef") { rules in
                let target = spec.map("scaleTargetRef") ?? [:]
                checkReference(target, &rules)
                if target.isMissing("apiVersion") {
                    rules.invalid("apiVersion", "", "apiVersion must specify API group", seenAt: .here)
                }
            }
            if let percent = spec.number("targetCPUUtilizationPercentage"), percent < 1 {
                let place = FieldRules.Field.odd("metrics[0].resource.target.averageUtilization")
                rules.invalid(place, .int(percent), "must be greater than 0", seenAt: "targetCPUUtilizationPercentage")
            }
            rules.each(spec, "metrics") { rules, metric, _ in check(metric: metric, &rules) }
            rules.inside(spec, "behavior") { rules, behavior in
                for direction in ["scaleUp", "scaleDown"] {
                    rules.inside(behavior, direction) { check(behavior: $1, &$0) }
                }
            }
        }
    }

    private static func checkMost(_ spec: ValueMap, _ least: Int64, _ rules: inout FieldRules) {
        let most = spec.number("maxReplicas") ?? 0
        if spec.has("maxReplicas"), spec.number("maxReplicas") == nil { return }
        if most < 1 { rules.required("maxReplicas", "must be set and greater than 0") }
        if most < least {
            rules.invalid("maxReplicas", .int(most), "must be greater than or equal to `minReplicas`")
        }
    }

    private static func checkReference(_ target: ValueMap, _ rules: inout FieldRules) {
        for field in ["kind", "name"] { rules.requireShape(target, field, .pathSegment) }
    }

    private static func check(metric: ValueMap, _ rules: inout FieldRules) {
        let type = metric.text("type")
        let kinds = sources.map(\.key).sorted()
        if type.isEmpty { rules.required("type", "must specify a metric source type") }
        if !kinds.contains(type) { rules.unsupported("type", .string(type), kinds) }
        let present = sources.map(\.value).filter(metric.has)
        if let first = present.first {
            rules.inside(metric, first) { check(first, $1, &$0) }
        }
        let wanted = sources.first { $0.key == type }?.value
        if let wanted, !metric.has(wanted) { rules.required(FieldRules.Field(wanted), words) }
        guard present.count > 1 else { return }
        for extra in present where extra != wanted {
            rules.forbidden(FieldRules.Field(extra), "must populate the given metric source only")
        }
    }

    private static func check(_ kind: String, _ source: ValueMap, _ rules: inout FieldRules) {
        let target = source.map("target") ?? [:]
        func identifier() {
            rules.at("metric") { rules in
                let metric = source.map("metric") ?? [:]
                guard !metric.isMissing("name") else { return rules.required("name", "must specify a metric name") }
                rules.shape(metric, "name", .pathSegment)
            }
        }
        func targets() { rules.at("target") { checkTarget(target, &$0) } }
        let (value, average) = (target.has("value"), target.has("averageValue"))
        switch kind {
        case "object":
            rules.at("describedObject") { checkReference(source.map("describedObject") ?? [:], &$0) }
            identifier()
            targets()
            if !value, !average {
                rules.required(["target", "averageValue"], "must set either a target value or averageValue")
            }
        case "external":
            identifier()
            targets()
            if !value, !average {
                let words = "must set either a target value for metric or a per-pod target"
                rules.required(["target", "averageValue"], words)
            }
            if value, average {
                let words = "may not set both a target value for metric and a per-pod target"
                rules.forbidden(["target", "value"], words)
            }
        case "pods":
            identifier()
            targets()
            if !average { rules.required(["target", "averageValue"], "must specify a positive target averageValue") }
        default:
            rules.require(source, "name", "must specify a resource name")
            if kind == "containerResource" {
                let name = source.text("name")
                if !name.isEmpty { ResourceRules.checkName(name, at: "name", use: .container, &rules) }
                rules.require(source, "container", "must specify a container")
                rules.shape(source, "container", .label)
            }
            targets()
            let utilization = target.has("averageUtilization")
            if !utilization, !average {
                let words = "must set either a target raw value or a target utilization"
                rules.required(["target", "averageUtilization"], words)
            }
            if utilization, average {
                let words = "may not set both a target raw value and a target utilization"
                rules.forbidden(["target", "averageValue"], words)
            }
        }
    }

    private static func checkTarget(_ target: ValueMap, _ rules: inout FieldRules) {
        let type = target.text("type")
        if type.isEmpty { rules.required("type", "must specify a metric target type") }
        if !["Utilization", "Value", "AverageValue"].contains(type) {
            rules.invalid("type", .string(type), "must be either Utilization, Value, or AverageValue")
        }
        for field in ["value", "averageValue"] {
            guard let amount = target.quantity(field), amount <= Quantity(0) else { continue }
            rules.invalid(FieldRules.Field(field), .string(amount.description), "must be positive")
        }
        if let percent = target.number("averageUtilization"), percent < 1 {
            rules.invalid("averageUtilization", .int(percent), "must be greater than 0")
        }
    }

    private static func check(behavior: ValueMap, _ rules: inout FieldRules) {
        if let seconds = behavior.number("stabilizationWindowSeconds"), !(0...3_600).contains(seconds) {
            let words = seconds < 0 ? "must be greater than or equal to zero" : "must be less than or equal to 3600"
            rules.invalid("stabilizationWindowSeconds", .int(seconds), words)
        }
        rules.choice(behavior, "selectPolicy", ["Disabled", "Max", "Min"])
        // Where there are none the server fills them in; an empty list stays.
        if behavior["policies"] == .array([]) { rules.required("policies", "must specify at least one Policy") }
        rules.each(behavior, "policies") { rules, policy, _ in
            let type = policy.text("type")
            if type != "Pods", type != "Percent" { rules.unsupported("type", .string(type), ["Percent", "Pods"]) }
            for field in ["value", "periodSeconds"] {
                let number = policy.number(field) ?? 0
                if number <= 0 { rules.invalid(FieldRules.Field(field), .int(number), "must be greater than zero") }
            }
            if let seconds = policy.number("periodSeconds"), seconds > 1_800 {
                rules.invalid("periodSeconds", .int(seconds), "must be less than or equal to 1800")
            }
        }
    }
}
