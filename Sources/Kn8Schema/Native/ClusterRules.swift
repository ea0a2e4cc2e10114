// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of small kinds: disruption budgets, priorities, runtimes, leases, served APIs, events and nodes.
enum ClusterRules {
    /// `kubernetes:pkg/apis/policy/validation/validation.go`.
    static func check(budget: ValueMap, _ rules: inout FieldRules) {
        let spec = budget.map("spec") ?? [:]
        if spec.has("minAvailable"), spec.has("maxUnavailable") {
            let shown = GoText([
                "MinAvailable": spec.shown("minAvailable"), "MaxUnavailable": spec.shown("maxUnavailable"),
                "Selector": spec.shown("selector"),
                "UnhealthyPodEvictionPolicy": spec.shown("unhealthyPodEvictionPolicy"),
            ])
            rules.invalid("spec", shown, "minAvailable and maxUnavailable cannot be both set")
        }
        rules.inside(budget, "spec") { rules, spec in
            for field in ["minAvailable", "maxUnavailable"] {
                rules.intOrPercent(spec, field)
                rules.atMostAll(spec, field)
            }
            LabelRules.checkSelector(spec, "selector", &rules)
            rules.choice(spec, "unhealthyPodEvictionPolicy", ["AlwaysAllow", "IfHealthyBudget"])
        }
    }

    /// `kubernetes:pkg/apis/scheduling/validation/validation.go`.
    static func check(priority: ValueMap, _ rules: inout FieldRules) {
        let name = priority.map("metadata")?.text("name") ?? ""
        let value = priority.number("value") ?? 0
        if name.hasPrefix("system-") {
            let known = ["system-node-critical": Int64(2_000_001_000), "system-cluster-critical": 2_000_000_000]
            let fault: String? =
                switch known[name] {
                case nil: "\(name) is not a known system priority class"
                case value?:
                    priority.flag("globalDefault") == true
                        ? "globalDefault of \(name) PriorityClass must be false" : nil
                case let wanted?: "value of \(name) PriorityClass must be \(wanted)"
                }
            if let fault {
                rules.forbidden(
                    ["metadata", "name"],
                    "priority class names with 'system-' prefix are reserved for system use only. error: \(fault)"
                )
            }
        } else if value > 1_000_000_000 {
            rules.forbidden("value", "maximum allowed value of a user defined priority is 1000000000")
        }
        rules.choice(priority, "preemptionPolicy", ["Never", "PreemptLowerPriority"])
    }

    /// `kubernetes:pkg/apis/node/validation/validation.go`.
    static func check(runtime: ValueMap, _ rules: inout FieldRules) {
        rules.shape(runtime, "handler", .label, isRequired: true)
        rules.inside(runtime, "overhead") { rules, overhead in
            rules.inside(overhead, "podFixed") { ResourceRules.check(overhead: $1, &$0) }
        }
        rules.inside(runtime, "scheduling") { rules, scheduling in
            LabelRules.check(scheduling, "nodeSelector", &rules)
            SchedulingRules.checkTolerations(scheduling, &rules)
        }
    }

    /// `kubernetes:pkg/apis/coordination/validation/validation.go`.
    static func check(lease: ValueMap, _ rules: inout FieldRules) {
        rules.inside(lease, "spec") { rules, spec in
            if let seconds = spec.number("leaseDurationSeconds"), seconds <= 0 {
                rules.invalid("leaseDurationSeconds", .int(seconds), "must be greater than 0")
            }
            rules.notNegative(spec, "leaseTransitions")
            if spec.optionalText("holderIdentity") == "" {
                rules.invalid("holderIdentity", "", "must not be empty")
            }
        }
    }

    /// `kubernetes:staging/src/k8s.io/kube-aggregator/pkg/apis/apiregistration/validation/validation.go`.
    static func check(service: ValueMap, _ rules: inout FieldRules) {
        let spec = service.map("spec") ?? [:]
        let name = service.map("metadata")?.text("name") ?? ""
        let wanted = "\(spec.text("version")).\(spec.text("group"))"
        if !name.isEmpty, NameShape.pathSegment.holds(name), name != wanted {
            rules.invalid(
                ["metadata", "name"],
                .string(name),
                "must be `spec.version+\".\"+spec.group`: \(Value.string(wanted).shown)"
            )
        }
        rules.at("spec") { rules in
            rules.shape(spec, "group", .subdomain)
            rules.shape(spec, "version", .label1035, isRequired: true)
            for (field, most) in [("groupPriorityMinimum", Int64(20_000)), ("versionPriority", 1_000)] {
                let number = spec.number(field) ?? 0
                guard !(1...most).contains(number) else { continue }
                rules.invalid(FieldRules.Field(field), .int(number), "must be positive and less than \(most)")
            }
            let isUnverified = spec.flag("insecureSkipTLSVerify") == true
            guard let backend = spec.map("service") else {
                if isUnverified {
                    let words = "local APIServices may not have insecureSkipTLSVerify"
                    rules.invalid("insecureSkipTLSVerify", true, words)
                }
                return
            }
            rules.at("service") { rules in
                rules.require(backend, "namespace")
                rules.require(backend, "name")
                rules.within(backend, "port", 1...65_535)
            }
            if isUnverified, !spec.isMissing("caBundle") {
                rules.invalid("insecureSkipTLSVerify", true, "may not be true if caBundle is present")
            }
        }
    }

    /// `kubernetes:pkg/apis/core/validation/events.go`.
    static func check(event: ValueMap, _ rules: inout FieldRules) {
        let namespace = event.map("metadata")?.text("namespace") ?? ""
        let key = event.has("regarding") ? "regarding" : "involvedObject"
        let about = event.map(key)?.text("namespace") ?? ""
        let matches =
            about.isEmpty ? namespace.isEmpty || namespace == "default" : about == namespace || namespace.isEmpty
        guard !matches else { return }
        rules.invalid(
            ["involvedObject", "namespace"],
            .string(about),
            "does not match event.namespace",
            seenAt: [key, "namespace"]
        )
    }

    /// A node, of which people write little more than taints.
    static func check(node: ValueMap, _ rules: inout FieldRules) {
        rules.inside(node, "spec") { rules, spec in
            SchedulingRules.checkTaints(spec, &rules)
            let ranges = spec.texts("podCIDRs")
            for (index, range) in ranges.enumerated() { rules.prefix(.item("podCIDRs", index), range) }
            if ranges.count > 2 {
                rules.invalid(
                    "podCIDRs",
                    .array(spec.list("podCIDRs")),
                    "may specify no more than one CIDR for each IP family"
                )
            }
        }
    }

    /// `kubernetes:pkg/apis/certificates/validation/validation.go`.
    static func check(request: ValueMap, _ rules: inout FieldRules) {
        let spec = request.map("spec") ?? [:]
        rules.at("spec") { rules in
            if spec.isMissing("usages") { rules.required("usages") }
            let usages = spec.texts("usages")
            for (index, usage) in usages.enumerated() where usages[..<index].contains(usage) {
                rules.duplicate(.item("usages", index), .string(usage))
            }
            CertificateRules.checkSigner(spec, &rules)
            if spec.text("signerName") == "kubernetes.io/legacy-unknown" {
                let words = "the legacy signerName is not allowed via this API version"
                rules.invalid("signerName", spec.shown("signerName"), words)
            }
            if let seconds = spec.number("expirationSeconds"), seconds < 600 {
                let words = "may not specify a duration less than 600 seconds (10 minutes)"
                rules.invalid("expirationSeconds", .int(seconds), words)
            }
        }
    }
}
