// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of controllers of pods (`kubernetes:pkg/apis/apps/validation/validation.go`).
enum WorkloadRules {
    private static let doesNotMatch = "`selector` does not match template `labels`"

    static func check(deployment: ValueMap, _ rules: inout FieldRules) {
        let spec = deployment.map("spec") ?? [:]
        rules.at("spec") { rules in
            rules.notNegative(spec, "replicas")
            checkSelector(spec, kind: "deployment", &rules)
            checkTemplate(spec, kind: "ReplicaSet", &rules)
            if let strategy = spec.map("strategy") { checkStrategy(strategy, &rules) }
            rules.notNegative(spec, "minReadySeconds")
            rules.notNegative(spec, "revisionHistoryLimit")
            guard let deadline = spec.number("progressDeadlineSeconds") ?? (spec.has("minReadySeconds") ? 600 : nil)
            else { return }
            rules.notNegative(spec, "progressDeadlineSeconds")
            if deadline <= spec.number("minReadySeconds") ?? 0 {
                let words = "must be greater than minReadySeconds"
                rules.invalid("progressDeadlineSeconds", .int(deadline), words)
            }
        }
    }

    static func check(replicaSet: ValueMap, _ rules: inout FieldRules) {
        let spec = replicaSet.map("spec") ?? [:]
        rules.at("spec") { rules in
            rules.notNegative(spec, "replicas")
            rules.notNegative(spec, "minReadySeconds")
            // The server calls it a deployment here too.
            checkSelector(spec, kind: "deployment", &rules)
            checkTemplate(spec, kind: "ReplicaSet", &rules)
        }
    }

    static func check(daemonSet: ValueMap, _ rules: inout FieldRules) {
        let spec = daemonSet.map("spec") ?? [:]
        rules.at("spec") { rules in
            LabelRules.checkSelector(spec, "selector", &rules)
            checkMatch(spec, &rules)
            if let selector = spec.map("selector"), isEmpty(selector) {
                rules.invalid("selector", .object(selector), "empty selector is invalid for daemonset")
            }
            rules.inside(spec, "template") { rules, template in
                PodRules.check(template: template, &rules)
                PodRules.checkAlwaysRestarts(template, kind: "DaemonSet", &rules)
            }
            rules.notNegative(spec, "minReadySeconds")
            rules.inside(spec, "updateStrategy") { rules, strategy in checkDaemonStrategy(strategy, &rules) }
            rules.notNegative(spec, "revisionHistoryLimit")
        }
    }

    static func check(controller: ValueMap, _ rules: inout FieldRules) {
        let spec = controller.map("spec") ?? [:]
        rules.at("spec") { rules in
            rules.notNegative(spec, "minReadySeconds")
            let template = spec.map("template")
            let labels = template?.map("metadata")?.map("labels") ?? [:]
            let selector = spec.map("selector") ?? [:]
            if selector.isEmpty, labels.isEmpty { rules.required("selector") }
            rules.notNegative(spec, "replicas")
            guard let template else { return rules.required("template") }
            rules.at("template") { rules in
                if selector.contains(where: { labels[$0.key] != $0.value }) {
                    rules.invalid(
                        ["metadata", "labels"],
                        template.map("metadata")?.shown("labels") ?? .null,
                        doesNotMatch
                    )
                }
                PodRules.check(template: template, &rules)
                PodRules.checkAlwaysRestarts(template, kind: "ReplicationController", &rules)
            }
        }
    }

    static func check(podTemplate: ValueMap, _ rules: inout FieldRules) {
        rules.inside(podTemplate, "template") { rules, template in PodRules.check(template: template, &rules) }
    }

    static func check(revision: ValueMap, _ rules: inout FieldRules) {
        if !revision.has("data") { rules.required("data", "data is mandatory") }
        rules.notNegative(revision, "revision")
    }

    // MARK: Parts

    static func isEmpty(_ selector: ValueMap) -> Bool {
        (selector.map("matchLabels") ?? [:]).isEmpty && selector.list("matchExpressions").isEmpty
    }

    /// The selector that must be there and select something.
    static func checkSelector(_ spec: ValueMap, kind: String, _ rules: inout FieldRules) {
        guard let selector = spec.map("selector") else {
            if spec.isMissing("selector") { rules.required("selector") }
            return
        }
        LabelRules.checkSelector(spec, "selector", &rules)
        if isEmpty(selector) {
            rules.invalid("selector", .object(selector), "empty selector is invalid for \(kind)")
        }
    }

    /// Whether the pods of the template are selected. A missing selector selects nothing.
    static func checkMatch(_ spec: ValueMap, _ rules: inout FieldRules) {
        let labels = spec.map("template")?.map("metadata")?.map("labels")
        let matches: Bool?
        if let selector = spec.map("selector") {
            matches = LabelRules.matches(selector, labels)
        } else {
            matches = spec.isMissing("selector") ? false : nil
        }
        guard matches == false else { return }
        let shown = labels.map(Value.object) ?? .null
        rules.add(
            "invalid",
            ["template", "metadata", "labels"],
            "Invalid value: \(shown.shown): \(doesNotMatch)",
            remedy: remedy(for: labels ?? [:], under: spec)
        )
    }

    /// What the selector asks for that the template's `labels` have not.
    private static func remedy(for labels: ValueMap, under spec: ValueMap) -> String? {
        for entry in spec.map("selector")?.map("matchLabels") ?? [:] where labels[entry.key] != entry.value {
            guard let wanted = entry.value.string else { continue }
            let has = labels[entry.key]?.string.map { "has \(entry.key)=\($0)" } ?? "has no label \(entry.key)"
            return "the selector asks for \(entry.key)=\(wanted), the template \(has)"
        }
        return spec.map("selector") == nil ? nil : "give the template labels that spec.selector selects"
    }

    private static func checkTemplate(_ spec: ValueMap, kind: String, _ rules: inout FieldRules) {
        checkMatch(spec, &rules)
        rules.inside(spec, "template") { rules, template in
            PodRules.check(template: template, &rules)
            PodRules.checkAlwaysRestarts(template, kind: kind, &rules)
        }
    }

    private static func checkStrategy(_ strategy: ValueMap, _ rules: inout FieldRules) {
        let type = strategy.text("type", or: "RollingUpdate")
        guard type == "RollingUpdate" || type == "Recreate" else {
            let shown = GoText(["Type": .string(type), "RollingUpdate": strategy.shown("rollingUpdate")])
            let supported = ["Recreate", "RollingUpdate"]
            return rules.unsupported("strategy", shown, supported, of: type, seenAt: ["strategy", "type"])
        }
        rules.at("strategy") { rules in
            if type == "Recreate", strategy.has("rollingUpdate") {
                rules.forbidden("rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")
            }
            guard type == "RollingUpdate" else { return }
            rules.inside(strategy, "rollingUpdate") { rules, update in
                rules.intOrPercent(update, "maxUnavailable")
                rules.intOrPercent(update, "maxSurge")
                let unavailable = update["maxUnavailable"] ?? "25%"
                if IntOrPercent.amount(unavailable) == 0, IntOrPercent.amount(update["maxSurge"] ?? "25%") == 0 {
                    rules.invalid("maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0")
                }
                rules.atMostAll(update, "maxUnavailable")
            }
        }
    }

    private static func checkDaemonStrategy(_ strategy: ValueMap, _ rules: inout FieldRules) {
        let type = strategy.text("type", or: "RollingUpdate")
        guard type == "RollingUpdate" || type == "OnDelete" else {
            let shown = GoText(["Type": .string(type), "RollingUpdate": strategy.shown("rollingUpdate")])
            return rules.unsupported(.here, shown, ["RollingUpdate", "OnDelete"], of: type, seenAt: "type")
        }
        guard type == "RollingUpdate" else { return }
        rules.inside(strategy, "rollingUpdate") { rules, update in
            for field in ["maxUnavailable", "maxSurge"] { rules.intOrPercent(update, field) }
            for field in ["maxUnavailable", "maxSurge"] { rules.atMostAll(update, field) }
            let surge = update["maxSurge"] ?? 0
            let hasSurge = IntOrPercent.amount(surge) != 0
            let isUnavailable = IntOrPercent.amount(update["maxUnavailable"] ?? 1) != 0
            if isUnavailable, hasSurge {
                rules.invalid("maxSurge", surge, "may not be set when maxUnavailable is non-zero")
            } else if !isUnavailable, !hasSurge {
                rules.required("maxUnavailable", "cannot be 0 when maxSurge is 0")
            }
        }
    }
}
