// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of DeploymentConfigs, in the words of OpenShift's server
/// (`openshift-apiserver:pkg/apps/apis/apps/validation/validation.go`).
enum DeploymentConfigRules {
    static func check(_ config: ValueMap, _ rules: inout FieldRules) {
        let spec = config.map("spec") ?? [:]
        rules.at("spec") { rules in
            rules.each(spec, "triggers") { rules, trigger, _ in check(trigger: trigger, &rules) }
            let template = spec.map("template")
            rules.inside(spec, "strategy") { rules, strategy in
                check(strategy: strategy, containers: containers(template), &rules)
            }
            rules.notNegative(spec, "revisionHistoryLimit")
            checkTimes(spec, &rules)
            checkTemplate(spec, &rules)
            if let replicas = spec.number("replicas"), replicas < 0 {
                rules.invalid("replicas", .int(replicas), "replicas cannot be negative")
            }
            // An empty selector is filled in with the labels of the template.
            let labels = template?.map("metadata")?.map("labels") ?? [:]
            if spec.map("selector")?.isEmpty ?? true, labels.isEmpty {
                rules.invalid("selector", spec["selector"] ?? .null, "selector cannot be empty")
            }
        }
    }

    private static func containers(_ template: ValueMap?) -> [String] {
        let pod = template?.map("spec") ?? [:]
        return (pod.list("containers") + pod.list("initContainers")).compactMap { $0["name"]?.string }
    }

    // MARK: The template

    private static func checkTemplate(_ spec: ValueMap, _ rules: inout FieldRules) {
        guard let template = spec.map("template") else { return rules.required("template") }
        // What a trigger will give an image needs none yet.
        let images = Set(
            spec.list("triggers").filter { $0["type"] == "ImageChange" }
                .flatMap { $0[path: ["imageChangeParams", "containerNames"]]?.array ?? [] }.compactMap(\.string)
        )
        var filled = Value.object(template)
        for field in ["containers", "initContainers"] {
            filled.update(["spec"]) { pod in
                pod.updateElements(field) { container in
                    if images.contains(container["name"]?.string ?? ""), container["image"]?.string?.isEmpty ?? true {
                        container["image"] = "unset"
                    }
                }
            }
        }
        let selector = spec.map("selector") ?? [:]
        let labels = template.map("metadata")?.map("labels") ?? [:]
        rules.at("template") { rules in
            if !selector.isEmpty, selector.contains(where: { labels[$0.key] != $0.value }) {
                rules.invalid(
                    ["metadata", "labels"],
                    .object(labels),
                    "`selector` does not match template `labels`"
                )
            }
            guard let map = filled.object else { return }
            PodRules.check(template: map, &rules)
            PodRules.checkAlwaysRestarts(map, kind: "ReplicationController", &rules)
        }
    }

    // MARK: Triggers

    private static func check(trigger: ValueMap, _ rules: inout FieldRules) {
        rules.require(trigger, "type")
        guard trigger.text("type") == "ImageChange" else { return }
        guard trigger.map("imageChangeParams") != nil else { return rules.required("imageChangeParams") }
        rules.inside(trigger, "imageChangeParams") { rules, parameters in
            let from = parameters.map("from") ?? [:]
            if from.isMissing("name") {
                rules.required("from")
            } else {
                let kind = from.text("kind", or: "ImageStreamTag")
                if kind != "ImageStreamTag" {
                    rules.invalid(["from", "kind"], .string(kind), "kind must be an ImageStreamTag")
                }
                let name = from.text("name")
                let pieces = name.split(separator: ":", omittingEmptySubsequences: false)
                if pieces.count != 2 || pieces.contains("") {
                    rules.invalid(["from", "name"], .string(name), "must be in the form of <name>:<tag>")
                }
            }
            if parameters.list("containerNames").isEmpty { rules.required("containerNames") }
        }
    }

    // MARK: The strategy

    private static func check(strategy: ValueMap, containers: [String], _ rules: inout FieldRules) {
        if strategy.text("type") == "Custom", strategy.map("customParams") == nil { rules.required("customParams") }
        rules.inside(strategy, "customParams") { rules, parameters in
            checkVariables(parameters, "environment", &rules)
        }
        if strategy.text("type", or: "Rolling") != "Recreate" {
            rules.inside(strategy, "rollingParams") { rules, parameters in
                for field in ["intervalSeconds", "updatePeriodSeconds", "timeoutSeconds"] {
                    positive(parameters, field, &rules)
                }
                rules.intOrPercent(parameters, "maxUnavailable")
                rules.intOrPercent(parameters, "maxSurge")
                if let unavailable = parameters["maxUnavailable"], let surge = parameters["maxSurge"],
                    IntOrPercent.amount(unavailable) == 0, IntOrPercent.amount(surge) == 0
                {
                    rules.invalid("maxUnavailable", unavailable, "cannot be 0 when maxSurge is 0 as well")
                }
                rules.atMostAll(parameters, "maxUnavailable")
                for hook in ["pre", "post"] { check(parameters, hook: hook, containers, &rules) }
            }
        }
        if strategy.text("type", or: "Rolling") != "Rolling" {
            rules.inside(strategy, "recreateParams") { rules, parameters in
                positive(parameters, "timeoutSeconds", &rules)
                for hook in ["pre", "mid", "post"] { check(parameters, hook: hook, containers, &rules) }
            }
        }
        LabelRules.check(strategy, "labels", &rules)
        rules.notNegative(strategy, "activeDeadlineSeconds")
    }

    private static func positive(_ map: ValueMap, _ field: String, _ rules: inout FieldRules) {
        guard let number = map.number(field), number < 1 else { return }
        rules.invalid(.init(field), .int(number), "must be >0")
    }

    /// What must be longer than what.
    private static func checkTimes(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.notNegative(spec, "minReadySeconds")
        let strategy = spec.map("strategy") ?? [:]
        let parameters = strategy.map("rollingParams") ?? strategy.map("recreateParams") ?? [:]
        let timeout = parameters.number("timeoutSeconds") ?? 600
        if let ready = spec.number("minReadySeconds"), timeout > 0, ready >= timeout {
            rules.invalid("minReadySeconds", .int(ready), "must be less than the deployment timeout (\(timeout)s)")
        }
        if let deadline = strategy.number("activeDeadlineSeconds"), deadline >= 0, deadline <= timeout {
            rules.invalid(
                ["strategy", "activeDeadlineSeconds"],
                .int(deadline),
                "activeDeadlineSeconds must be greater than timeoutSeconds"
            )
        }
    }

    private static func check(
        _ parent: ValueMap,
        hook name: String,
        _ containers: [String],
        _ rules: inout FieldRules
    ) {
        rules.inside(parent, name) { rules, hook in
            rules.require(hook, "failurePolicy")
            let tags = hook.list("tagImages")
            guard hook.map("execNewPod") != nil || !tags.isEmpty else {
                return rules.invalid(.here, "<empty>", "One of execNewPod or tagImages must be specified")
            }
            guard hook.map("execNewPod") == nil || tags.isEmpty else {
                return rules.invalid(.here, "<hook>", "only one of 'execNewPod' or 'tagImages' may be specified")
            }
            rules.inside(hook, "execNewPod") { rules, pod in
                if pod.list("command").isEmpty { rules.required("command") }
                if pod.isMissing("containerName"), containers.count != 1 { rules.required("containerName") }
                checkVariables(pod, "env", &rules)
                for (index, volume) in pod.list("volumes").enumerated() where volume == "" {
                    rules.invalid(.item("volumes", index), "", "must not be empty")
                }
            }
            rules.each(hook, "tagImages") { rules, tag, _ in
                let container = tag.text("containerName")
                if container.isEmpty {
                    rules.required("containerName", "a containerName is required")
                } else if !containers.contains(container) {
                    rules.invalid("containerName", .string(container), "no container found with name \(container)")
                }
                let to = tag.map("to") ?? [:]
                if to.text("kind") != "ImageStreamTag" {
                    rules.invalid(["to", "kind"], .string(to.text("kind")), "Must be 'ImageStreamTag'")
                }
                if to.isMissing("name") { rules.required(["to", "name"], "a destination tag name is required") }
            }
        }
    }

    private static func checkVariables(_ parent: ValueMap, _ field: String, _ rules: inout FieldRules) {
        rules.each(parent, field) { rules, variable, _ in rules.require(variable, "name") }
    }
}
