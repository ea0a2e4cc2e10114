// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What the server asks of built-in kinds beyond their types, in its words
/// (`kubernetes:pkg/apis/*/validation/validation.go`). The commonest mistakes; not yet all.
struct NativeRules {
    private var violations: [Violation] = []

    static func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        var rules = NativeRules()
        let spec = object["spec"] ?? .null
        let path = FieldPath(keys: "spec")
        let template = spec["template"] ?? .null
        let templatePath = path.key("template")
        switch (entry.group, entry.kind) {
        case ("", "Pod"): rules.checkPod(spec, path)
        case ("", "Service"): rules.checkService(spec, path)
        case ("apps", _) where template != .null:
            rules.checkReplicas(spec, path)
            rules.checkSelector(spec, template, path, kind: entry.kind)
            let claims = (spec["volumeClaimTemplates"]?.array ?? []).compactMap {
                $0[path: ["metadata", "name"]]?.string
            }
            rules.checkPod(template["spec"] ?? .null, templatePath.key("spec"), claims: Set(claims))
            if let policy = template["spec"]?["restartPolicy"]?.string, policy != "Always", !policy.isEmpty {
                rules.add(
                    "Unsupported value: \(Value.string(policy).shown): supported values: \"Always\"",
                    templatePath.key("spec").key("restartPolicy")
                )
            }
        case ("batch", "Job"): rules.checkJob(template, templatePath)
        case ("batch", "CronJob"):
            let inner = path.key("jobTemplate").key("spec").key("template")
            rules.checkJob(object.value(at: inner) ?? .null, inner)
        default: break
        }
        return rules.violations
    }

    mutating func add(_ message: String, _ path: FieldPath, rule: String = "native/value", remedy: String? = nil) {
        violations.append(Violation(rule: rule, message: message, path: path, remedy: remedy))
    }

    mutating func require(_ field: String, in path: FieldPath, rule: String, _ detail: String = "") {
        add(
            "\(path.key(field)): Required value\(detail.isEmpty ? "" : ": \(detail)")",
            path,
            rule: rule,
            remedy: "add '\(field)'"
        )
    }

    private mutating func checkReplicas(_ spec: Value, _ path: FieldPath) {
        guard let replicas = spec["replicas"]?.int, replicas < 0 else { return }
        add("Invalid value: \(replicas): must be greater than or equal to 0", path.key("replicas"))
    }

    private mutating func checkSelector(_ spec: Value, _ template: Value, _ path: FieldPath, kind: String) {
        guard let selector = spec["selector"]?.object else { return }
        let wanted = selector["matchLabels"]?.object ?? ValueMap()
        let labels = template[path: ["metadata", "labels"]]?.object ?? ValueMap()
        if wanted.isEmpty, (selector["matchExpressions"]?.array ?? []).isEmpty {
            if spec["template"]?["spec"] != nil {
                add(
                    "Invalid value: {}: empty selector is invalid for \(kind.lowercased())",
                    path.key("selector"),
                    rule: "native/selector"
                )
            }
        } else if wanted.contains(where: { labels[$0.key] != $0.value }) {
            add(
                "Invalid value: \(Value.object(labels).shown): `selector` does not match template `labels`",
                path.key("template").key("metadata").key("labels"),
                rule: "native/selector",
                remedy: "give the template the labels of spec.selector.matchLabels"
            )
        }
    }

    private mutating func checkJob(_ template: Value, _ path: FieldPath) {
        guard let spec = template["spec"] else { return }
        checkPod(spec, path.key("spec"))
        switch spec["restartPolicy"]?.string {
        case "OnFailure"?, "Never"?: break
        case nil:
            require("restartPolicy", in: path.key("spec"), rule: "native/job", "valid values: \"OnFailure\", \"Never\"")
        case let policy?:
            add(
                "Unsupported value: \(Value.string(policy).shown): supported values: \"OnFailure\", \"Never\"",
                path.key("spec").key("restartPolicy"),
                rule: "native/job"
            )
        }
    }
}
