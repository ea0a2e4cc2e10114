// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What may not change in a pod: nearly everything.
enum PodChanges {
    private static let fields =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"
    private static let changing: Set<String> = [
        "containers", "initContainers", "activeDeadlineSeconds", "tolerations",
        "terminationGracePeriodSeconds", "schedulingGates",
    ]

    static func check(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let before = old.map("spec") ?? [:]
        rules.inside(new, "spec") { rules, spec in
            for list in ["containers", "initContainers"] where before.list(list).count != spec.list(list).count {
                rules.forbidden(FieldRules.Field(list), "pod updates may not add or remove containers")
                return
            }
            checkDeadline(before, spec, &rules)
            checkTolerations(before, spec, &rules)
            checkGates(before, spec, &rules)
            // A pod that waits at a gate may be sent elsewhere.
            let isGated = !before.isMissing("schedulingGates")
            var others = isGated ? changing.union(["nodeSelector", "affinity"]) : changing
            // A scheduler names the node, if elsewhere by a request of its own.
            if before.isMissing("nodeName") { others.insert("nodeName") }
            let images = ["containers", "initContainers"].allSatisfy { sameButImages(before, spec, $0) }
            if !before.same(spec, besides: others) || !images || !graceIsKept(before, spec) {
                rules.forbidden(.here, fields)
            }
        }
    }

    /// Whether `new` differs from the template `old` at most in where its pods run.
    static func isRedirected(_ old: ValueMap, _ new: ValueMap) -> Bool {
        let (before, after) = (old.map("spec") ?? [:], new.map("spec") ?? [:])
        let (was, now) = (old.map("metadata") ?? [:], new.map("metadata") ?? [:])
        return was.same(now, besides: ["labels", "annotations"]) && old.same(new, besides: ["metadata", "spec"])
            && before.same(
                after,
                besides: ["nodeSelector", "affinity", "tolerations", "schedulingGates", "containers"]
            )
            && sameButResources(before, after)
    }

    private static func sameButImages(_ old: ValueMap, _ new: ValueMap, _ list: String) -> Bool {
        zip(old.list(list), new.list(list)).allSatisfy { same($0, $1, besides: ["image"]) }
    }

    private static func sameButResources(_ old: ValueMap, _ new: ValueMap) -> Bool {
        let (before, after) = (old.list("containers"), new.list("containers"))
        return before.count == after.count && zip(before, after).allSatisfy { same($0, $1, besides: ["resources"]) }
    }

    private static func same(_ one: Value, _ other: Value, besides fields: Set<String>) -> Bool {
        guard case .object(let one) = one, case .object(let other) = other else { return one == other }
        return one.same(other, besides: fields)
    }

    private static func graceIsKept(_ old: ValueMap, _ new: ValueMap) -> Bool {
        if old.same(new, "terminationGracePeriodSeconds") { return true }
        return (old.number("terminationGracePeriodSeconds") ?? 0) < 0
            && new.number("terminationGracePeriodSeconds") == 1
    }

    private static func checkDeadline(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        guard let before = old.number("activeDeadlineSeconds") else { return }
        guard let after = new.number("activeDeadlineSeconds") else {
            return rules.invalid("activeDeadlineSeconds", .null, "must not update from a positive integer to nil value")
        }
        if after > before {
            let words = "must be less than or equal to previous value"
            rules.invalid("activeDeadlineSeconds", .int(after), words)
        }
    }

    private static func checkTolerations(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let after = new.list("tolerations")
        let kept = old.list("tolerations").allSatisfy { before in
            after.contains { same(before, $0, besides: ["tolerationSeconds"]) }
        }
        if !kept {
            rules.forbidden("tolerations", "existing toleration can not be modified except its tolerationSeconds")
        }
    }

    private static func checkGates(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let before = Set(old.list("schedulingGates").compactMap { $0["name"]?.string })
        for (index, gate) in new.list("schedulingGates").enumerated() {
            guard let name = gate["name"]?.string, !before.contains(name) else { continue }
            rules.forbidden(
                .item("schedulingGates", index),
                "only deletion is allowed, but found new scheduling gate '\(name)'"
            )
        }
    }
}
