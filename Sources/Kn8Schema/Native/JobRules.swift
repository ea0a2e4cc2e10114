// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of Jobs and CronJobs (`kubernetes:pkg/apis/batch/validation/validation.go`).
enum JobRules {
    private static let modes = ["NonIndexed", "Indexed"]
    private static let replacements = ["Failed", "TerminatingOrFailed"]
    private static let concurrency = ["Allow", "Forbid", "Replace"]
    private static let generated = [
        "batch.kubernetes.io/controller-uid", "controller-uid", "batch.kubernetes.io/job-name", "job-name",
    ]

    static func check(job: ValueMap, _ rules: inout FieldRules) {
        let spec = job.map("spec") ?? [:]
        let name = job.map("metadata")?.text("name") ?? ""
        checkGeneratedSelector(job, spec, &rules)
        rules.at("spec") { rules in
            check(spec: spec, &rules)
            if spec.flag("manualSelector") ?? false {
                if !spec.has("selector") { rules.required("selector") }
                LabelRules.checkSelector(spec, "selector", &rules)
                WorkloadRules.checkMatch(spec, &rules)
            }
        }
        if spec.text("completionMode") == "Indexed", let count = spec.number("completions"), count > 0 {
            let last = "\(name)-\(count - 1)"
            if !name.isEmpty, !NameShape.label.holds(last) {
                let words = "will not able to create pod with invalid DNS label: \(last)"
                rules.invalid(["metadata", "name"], .string(name), words)
            }
        }
    }

    // A selector that is not the user's is made by the server; one that came along was made for another Job.
    private static func checkGeneratedSelector(_ job: ValueMap, _ spec: ValueMap, _ rules: inout FieldRules) {
        guard !(spec.flag("manualSelector") ?? false), let selector = spec.map("selector") else { return }
        let metadata = job.map("metadata") ?? [:]
        let identity = metadata.text("uid")
        var wanted = ValueMap()
        for label in generated {
            wanted[label] = .string(label.hasSuffix("uid") ? identity : metadata.text("name"))
        }
        guard identity.isEmpty || LabelRules.matches(selector, wanted) == false else { return }
        rules.invalid(["spec", "selector"], .object(selector), "`selector` not auto-generated")
    }

    static func check(cronJob: ValueMap, _ rules: inout FieldRules) {
        let spec = cronJob.map("spec") ?? [:]
        rules.at("spec") { rules in
            if let schedule = spec.optionalText("schedule"), !schedule.isEmpty {
                if let fault = CronSchedule.fault(in: schedule) { rules.invalid("schedule", .string(schedule), fault) }
                if schedule.contains("TZ") {
                    let words = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"
                    rules.invalid("schedule", .string(schedule), words)
                }
            } else {
                rules.require(spec, "schedule")
            }
            rules.notNegative(spec, "startingDeadlineSeconds")
            checkTimeZone(spec, &rules)
            rules.choice(spec, "concurrencyPolicy", concurrency)
            rules.inside(spec, "jobTemplate") { rules, template in
                let job = template.map("spec") ?? [:]
                rules.at("spec") { rules in
                    check(spec: job, &rules)
                    if let selector = job.map("selector") {
                        rules.invalid("selector", .object(selector), "`selector` will be auto-generated")
                    }
                    if job.flag("manualSelector") ?? false {
                        rules.unsupported("manualSelector", true, ["nil", "false"])
                    }
                }
            }
            rules.notNegative(spec, "successfulJobsHistoryLimit")
            rules.notNegative(spec, "failedJobsHistoryLimit")
        }
    }

    private static func checkTimeZone(_ spec: ValueMap, _ rules: inout FieldRules) {
        guard let zone = spec.optionalText("timeZone") else { return }
        guard !zone.isEmpty else { return rules.invalid("timeZone", "", "timeZone must be nil or non-empty string") }
        let parts = zone.split(separator: "/", omittingEmptySubsequences: false)
        let isSpelled = parts.allSatisfy { part in
            (1...14).contains(part.utf8.count) && part != "." && part != ".." && !part.hasPrefix("-")
                && part.utf8.allSatisfy { $0.isWordPart || $0 == UInt8(ascii: "+") }
        }
        guard isSpelled else { return rules.invalid("timeZone", .string(zone), "unknown time zone \(zone)") }
        if zone.lowercased() == "local" {
            let words = "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"
            rules.invalid("timeZone", .string(zone), words)
        } else if !TimeZoneAreas.mayHold(zone) {
            rules.invalid("timeZone", .string(zone), "unknown time zone \(zone)")
        }
    }

    private static func check(spec: ValueMap, _ rules: inout FieldRules) {
        for field in [
            "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
            "backoffLimitPerIndex", "maxFailedIndexes",
        ] { rules.notNegative(spec, field) }
        if spec.has("maxFailedIndexes"), !spec.has("backoffLimitPerIndex") {
            rules.required("backoffLimitPerIndex", "when maxFailedIndexes is specified")
        }
        if spec.has("managedBy") {
            rules.domainPrefixedPath(spec, "managedBy")
            if spec.text("managedBy").utf8.count > 63 { rules.tooLong("managedBy", 63) }
        }
        rules.choice(spec, "completionMode", modes)
        let isIndexed = spec.text("completionMode") == "Indexed"
        if isIndexed { checkIndexed(spec, &rules) }
        if spec.text("completionMode", or: "NonIndexed") == "NonIndexed" {
            for field in ["backoffLimitPerIndex", "maxFailedIndexes"] {
                guard let number = spec.number(field) else { continue }
                rules.invalid(FieldRules.Field(field), .int(number), "requires indexed completion mode")
            }
        }
        rules.inside(spec, "podFailurePolicy") { rules, policy in JobPolicyRules.checkFailure(policy, of: spec, &rules)
        }
        if let policy = spec.map("successPolicy") {
            if isIndexed {
                rules.at("successPolicy") { rules in JobPolicyRules.checkSuccess(policy, of: spec, &rules) }
            } else {
                let shown = GoText(["Rules": policy.shown("rules")])
                rules.invalid("successPolicy", shown, "requires indexed completion mode")
            }
        }
        let replacement = spec.text("podReplacementPolicy")
        if spec.has("podFailurePolicy") {
            if !replacement.isEmpty, replacement != "Failed" {
                rules.unsupported("podReplacementPolicy", .string(replacement), ["Failed"])
            }
        } else {
            rules.choice(spec, "podReplacementPolicy", replacements)
        }
        rules.inside(spec, "template") { rules, template in
            PodRules.check(template: template, &rules)
            checkRestarts(template, hasPolicy: spec.has("podFailurePolicy"), &rules)
        }
    }

    private static func checkRestarts(_ template: ValueMap, hasPolicy: Bool, _ rules: inout FieldRules) {
        let pods = template.map("spec") ?? [:]
        let place: FieldRules.Field = ["spec", "restartPolicy"]
        switch pods.text("restartPolicy") {
        case "", "Always":
            if pods["restartPolicy"] == "Always" || pods.isMissing("restartPolicy") {
                rules.required(place, "valid values: \"OnFailure\", \"Never\"")
            }
        case "OnFailure" where hasPolicy:
            rules.invalid(place, "OnFailure", "only \"Never\" is supported when podFailurePolicy is specified")
        case "OnFailure", "Never": break
        case let other: rules.unsupported(place, .string(other), ["OnFailure", "Never"])
        }
    }

    private static func checkIndexed(_ spec: ValueMap, _ rules: inout FieldRules) {
        let (completions, parallelism) = (spec.number("completions"), spec.number("parallelism"))
        let failures = spec.number("maxFailedIndexes")
        if !spec.has("completions") { rules.required("completions", "when completion mode is Indexed") }
        if let parallelism, parallelism > 100_000 {
            let words = "must be less than or equal to 100000 when completion mode is Indexed"
            rules.invalid("parallelism", .int(parallelism), words)
        }
        if let completions, let failures, failures > completions {
            rules.invalid("maxFailedIndexes", .int(failures), "must be less than or equal to completions")
        }
        if let failures, failures > 100_000 {
            rules.invalid("maxFailedIndexes", .int(failures), "must be less than or equal to 100000")
        }
        guard let completions, completions > 100_000, spec.has("backoffLimitPerIndex") else { return }
        if failures == nil {
            rules.required("maxFailedIndexes", "must be specified when completions is above 100000")
        }
        let words =
            "must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index"
        if let parallelism, parallelism > 10_000 { rules.invalid("parallelism", .int(parallelism), words) }
        if let failures, failures > 10_000 { rules.invalid("maxFailedIndexes", .int(failures), words) }
    }
}
