// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of StatefulSets (`kubernetes:pkg/apis/apps/validation/validation.go`).
enum StatefulSetRules {
    private static let retention = ["Retain", "Delete"]

    static func check(_ object: ValueMap, _ rules: inout FieldRules) {
        let spec = object.map("spec") ?? [:]
        rules.at("spec") { rules in
            let management = spec.text("podManagementPolicy", or: "OrderedReady")
            if management != "OrderedReady", management != "Parallel" {
                rules.invalid("podManagementPolicy", .string(management), "must be 'OrderedReady' or 'Parallel'")
            }
            checkStrategy(spec, &rules)
            rules.inside(spec, "persistentVolumeClaimRetentionPolicy") { rules, policy in
                rules.choice(policy, "whenDeleted", retention)
                rules.choice(policy, "whenScaled", retention)
            }
            rules.notNegative(spec, "replicas")
            rules.notNegative(spec, "minReadySeconds")
            if let start = spec.map("ordinals")?.number("start"), start < 0 {
                rules.invalid(
                    .odd("ordinals.start"),
                    .int(start),
                    "must be greater than or equal to 0",
                    seenAt: ["ordinals", "start"]
                )
            }
            WorkloadRules.checkSelector(spec, kind: "statefulset", &rules)
            WorkloadRules.checkMatch(spec, &rules)
            rules.inside(spec, "template") { rules, template in
                PodRules.checkAlwaysRestarts(template, kind: "StatefulSet", &rules)
            }
            checkPods(spec, &rules)
        }
    }

    private static func checkStrategy(_ spec: ValueMap, _ rules: inout FieldRules) {
        guard let strategy = spec.map("updateStrategy") else { return }
        let update = strategy.shown("rollingUpdate")
        switch strategy.text("type", or: "RollingUpdate") {
        case "RollingUpdate":
            rules.at("updateStrategy") { rules in
                rules.inside(strategy, "rollingUpdate") { rules, update in
                    rules.notNegative(update, "partition")
                    guard update.has("maxUnavailable") else { return }
                    rules.intOrPercent(update, "maxUnavailable")
                    if IntOrPercent.amount(update["maxUnavailable"]) == 0 {
                        rules.invalid("maxUnavailable", update.shown("maxUnavailable"), "cannot be 0")
                    }
                    rules.atMostAll(update, "maxUnavailable")
                }
            }
        case "OnDelete":
            if update != .null {
                let words = "only allowed for updateStrategy 'RollingUpdate'"
                rules.invalid(["updateStrategy", "rollingUpdate"], update, words)
            }
        case let other:
            let shown = GoText(["Type": .string(other), "RollingUpdate": update])
            let words = "must be 'RollingUpdate' or 'OnDelete'"
            rules.invalid("updateStrategy", shown, words, seenAt: ["updateStrategy", "type"])
        }
    }

    // The server takes any template here; its pods and claims are refused later, when they are made.
    private static func checkPods(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.asWarnings { rules in
            rules.shape(spec, "serviceName", .label)
            var claims: Set<String> = []
            rules.each(spec, "volumeClaimTemplates") { rules, claim, _ in
                let metadata = claim.map("metadata") ?? [:]
                rules.at("metadata") { rules in rules.requireShape(metadata, "name", .subdomain) }
                if !claims.insert(metadata.text("name")).inserted {
                    rules.duplicate(["metadata", "name"], metadata.shown("name"))
                }
                ClaimRules.check(claim: claim, &rules)
            }
            rules.inside(spec, "template") { rules, template in
                PodRules.check(template: template, addedVolumes: claims, &rules)
            }
        }
    }
}
