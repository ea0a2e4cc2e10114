// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What may not change in a service: the addresses it was given.
enum ServiceChanges {
    private static let once = "may not change once set"

    static func check(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let before = old.map("spec") ?? [:]
        rules.inside(new, "spec") { rules, spec in
            guard spec.text("type") != "ExternalName", before.text("type") != "ExternalName" else { return }
            checkAddresses(before, spec, &rules)
            checkFamilies(before, spec, &rules)
            if before.text("type") == "LoadBalancer", spec.text("type") == "LoadBalancer" {
                rules.unchanged(before, spec, "loadBalancerClass")
            }
            let isLocal = { (spec: ValueMap) in
                spec.text("type") == "LoadBalancer" && spec.text("externalTrafficPolicy") == "Local"
            }
            if isLocal(before), isLocal(spec), before.has("healthCheckNodePort") {
                rules.unchanged(before, spec, "healthCheckNodePort")
            }
        }
    }

    private static func addresses(_ spec: ValueMap) -> [String] {
        let all = spec.texts("clusterIPs")
        return all.isEmpty ? [spec.text("clusterIP")].filter { !$0.isEmpty } : all
    }

    private static func checkAddresses(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let (before, after) = (addresses(old), addresses(new))
        let shown = Value.array(after.map(Value.string))
        guard let first = before.first else { return }
        guard !after.isEmpty else {
            return rules.invalid(.item("clusterIPs", 0), .null, "primary clusterIP can not be unset")
        }
        let compared = before.count == after.count ? before.count : 1
        for index in 0..<compared where before[index] != after[index] {
            let isWritten = index < new.list("clusterIPs").count
            rules.invalid(.item("clusterIPs", index), shown, once, seenAt: isWritten ? nil : "clusterIP")
        }
        if before.count == 2, after.count == 1, first != "None", new.text("ipFamilyPolicy") != "SingleStack" {
            rules.invalid(
                "ipFamilyPolicy",
                new.shown("ipFamilyPolicy"),
                "must be set to 'SingleStack' when releasing the secondary clusterIP"
            )
        }
    }

    private static func checkFamilies(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let (before, after) = (old.texts("ipFamilies"), new.texts("ipFamilies"))
        let isHeadless = { (spec: ValueMap) in addresses(spec).first == "None" }
        guard let first = before.first, !after.isEmpty, !(isHeadless(old) && isHeadless(new)), first != after[0] else {
            return
        }
        rules.invalid(.item("ipFamilies", 0), .array(new.list("ipFamilies")), once)
    }
}
