// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of taints, spreading, scheduling gates and name resolution.
enum SchedulingRules {
    static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]
    private static let actions = ["DoNotSchedule", "ScheduleAnyway"]
    private static let inclusions = ["Honor", "Ignore"]

    /// The tolerations of a pod's spec, or of a runtime class.
    static func checkTolerations(_ parent: ValueMap, _ rules: inout FieldRules) {
        rules.each(parent, "tolerations") { rules, toleration, _ in
            let (key, operation) = (toleration.text("key"), toleration.text("operator"))
            rules.shape(toleration, "key", .qualified)
            if key.isEmpty, operation != "Exists" {
                rules.invalid(
                    "operator",
                    .string(operation),
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\""
                )
            }
            if toleration.has("tolerationSeconds"), toleration.text("effect") != "NoExecute" {
                rules.invalid(
                    "effect",
                    .string(toleration.text("effect")),
                    "effect must be 'NoExecute' when `tolerationSeconds` is set"
                )
            }
            let value = toleration.text("value")
            switch operation {
            case "", "Equal":
                let faults = NameShape.labelValue.faults(in: value)
                if !faults.isEmpty {
                    let words = faults.joined(separator: ";")
                    rules.invalid("operator", .string(value), words, seenAt: "value")
                }
            case "Exists":
                if !value.isEmpty {
                    let words = "value must be empty when `operator` is 'Exists'"
                    rules.invalid("operator", .string(value), words, seenAt: "value")
                }
            default: rules.unsupported("operator", .string(operation), ["Equal", "Exists"])
            }
            rules.choice(toleration, "effect", effects)
        }
    }

    static func checkGates(_ spec: ValueMap, _ rules: inout FieldRules) {
        var names: Set<String> = []
        rules.each(spec, "schedulingGates") { rules, gate, _ in
            let name = gate.text("name")
            for words in NameShape.qualified.faults(in: name) {
                rules.invalid(.here, .string(name), words, seenAt: "name")
            }
            if !names.insert(name).inserted { rules.duplicate(.here, .string(name)) }
        }
    }

    static func checkSpread(_ spec: ValueMap, _ rules: inout FieldRules) {
        let all = spec.list("topologySpreadConstraints")
        rules.each(spec, "topologySpreadConstraints") { rules, constraint, index in
            if let skew = constraint.number("maxSkew") ?? (constraint.has("maxSkew") ? nil : 0), skew <= 0 {
                rules.invalid("maxSkew", .int(skew), "must be greater than zero")
            }
            rules.require(constraint, "topologyKey", "can not be empty")
            let (key, action) = (constraint.text("topologyKey"), constraint.text("whenUnsatisfiable"))
            if !actions.contains(action) { rules.unsupported("whenUnsatisfiable", .string(action), actions) }
            let isRepeated = all.dropFirst(index + 1).contains {
                $0["topologyKey"]?.string == key && $0["whenUnsatisfiable"]?.string == action
            }
            if isRepeated { rules.duplicate(.odd("{topologyKey, whenUnsatisfiable}"), .string("{\(key), \(action)}")) }
            if let domains = constraint.number("minDomains") {
                if domains <= 0 { rules.invalid("minDomains", .int(domains), "must be greater than zero") }
                if action != "DoNotSchedule" {
                    let words = "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not \(action)"
                    rules.invalid("minDomains", .int(domains), words)
                }
            }
            rules.choice(constraint, "nodeAffinityPolicy", inclusions)
            rules.choice(constraint, "nodeTaintsPolicy", inclusions)
            checkLabelKeys(constraint, &rules)
            LabelRules.checkSelector(constraint, "labelSelector", &rules)
        }
    }

    private static func checkLabelKeys(_ constraint: ValueMap, _ rules: inout FieldRules) {
        let keys = constraint.list("matchLabelKeys")
        guard !keys.isEmpty else { return }
        let selector = constraint.map("labelSelector")
        if selector == nil {
            rules.forbidden("matchLabelKeys", "must not be specified when labelSelector is not set")
        }
        let selected = selector?.list("matchExpressions").compactMap { $0["key"]?.string } ?? []
        for (index, key) in keys.enumerated() {
            let text = key.string ?? ""
            for words in NameShape.qualified.faults(in: text) {
                rules.invalid(.item("matchLabelKeys", index), key, words)
            }
            if selected.contains(text) || selector?.map("matchLabels")?[text] != nil {
                rules.invalid(
                    .item("matchLabelKeys", index),
                    key,
                    "exists in both matchLabelKeys and labelSelector"
                )
            }
        }
    }

    static func checkDNS(_ spec: ValueMap, _ rules: inout FieldRules) {
        let config = spec.map("dnsConfig")
        if spec.text("dnsPolicy") == "None" {
            guard let config else {
                return rules.required("dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None")
            }
            if config.isMissing("nameservers") {
                return rules.required(
                    ["dnsConfig", "nameservers"],
                    "must provide at least one DNS nameserver when `dnsPolicy` is None"
                )
            }
        }
        rules.inside(spec, "dnsConfig") { rules, config in
            let servers = config.list("nameservers")
            if servers.count > 3 {
                rules.invalid("nameservers", .array(servers), "must not have more than 3 nameservers")
            }
            for (index, server) in servers.enumerated() { rules.address(.item("nameservers", index), server) }
            let searches = config.list("searches")
            if searches.count > 32 {
                rules.invalid("searches", .array(searches), "must not have more than 32 search paths")
            }
            if searches.reduce(-1, { $0 + 1 + ($1.string ?? "").utf8.count }) > 2_048 {
                rules.invalid(
                    "searches",
                    .array(searches),
                    "must not have more than 2048 characters (including spaces) in the search list"
                )
            }
            for (index, search) in searches.enumerated() {
                guard var text = search.string, text != "." else { continue }
                if text.hasSuffix(".") { text.removeLast() }
                for words in NameShape.subdomainWithUnderscore.faults(in: text) {
                    rules.invalid(.item("searches", index), .string(text), words)
                }
            }
            rules.each(config, "options") { rules, option, _ in
                if option.isMissing("name") { rules.required(.here, "must not be empty") }
            }
        }
    }

    /// The taints of a node.
    static func checkTaints(_ spec: ValueMap, _ rules: inout FieldRules) {
        var seen: Set<String> = []
        rules.each(spec, "taints") { rules, taint, _ in
            rules.shape(taint, "key", .qualified, isRequired: true)
            let faults = NameShape.labelValue.faults(in: taint.text("value"))
            if !faults.isEmpty { rules.invalid("value", taint.shown("value"), faults.joined(separator: ";")) }
            rules.requireChoice(taint, "effect", effects)
            if !seen.insert("\(taint.text("effect"))/\(taint.text("key"))").inserted {
                let shown = GoText([
                    "Key": taint.shown("key"), "Value": .string(taint.text("value")), "Effect": taint.shown("effect"),
                    "TimeAdded": taint.shown("timeAdded"),
                ])
                rules.add(
                    "duplicate",
                    .here,
                    "Duplicate value: \(shown.text): taints must be unique by key and effect pair"
                )
            }
        }
    }
}
