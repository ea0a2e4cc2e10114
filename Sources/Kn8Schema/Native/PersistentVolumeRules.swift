// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of volumes of the cluster, and of their attachment to nodes.
enum PersistentVolumeRules {
    private static let policies = ["Delete", "Recycle", "Retain"]

    static func check(volume: ValueMap, _ rules: inout FieldRules) {
        rules.at("spec") { rules in check(spec: volume.map("spec") ?? [:], isInline: false, &rules) }
    }

    static func check(attachment: ValueMap, _ rules: inout FieldRules) {
        let spec = attachment.map("spec") ?? [:]
        rules.at("spec") { rules in
            if spec.isMissing("attacher") { rules.required("attacher") }
            let source = spec.map("source") ?? [:]
            let words = "must specify exactly one of inlineVolumeSpec and persistentVolumeName"
            switch (source.map("inlineVolumeSpec"), source.optionalText("persistentVolumeName")) {
            case (nil, nil): rules.required("source", words)
            case (.some, .some): rules.forbidden("source", words)
            case (nil, let name?):
                if name.isEmpty {
                    let words = "must specify non empty persistentVolumeName"
                    rules.required(["source", "persistentVolumeName"], words)
                }
                rules.inside(spec, "source") { $0.shape($1, "persistentVolumeName", .subdomain) }
            case (let inline?, nil):
                rules.at("source") { rules in
                    rules.at("inlineVolumeSpec") { rules in check(spec: inline, isInline: true, &rules) }
                }
            }
            rules.shape(spec, "nodeName", .subdomain, isRequired: true)
            if !spec.isMissing("attacher") { VolumeSourceRules.checkDriver(spec, "attacher", &rules) }
        }
    }

    private static func check(spec: ValueMap, isInline: Bool, _ rules: inout FieldRules) {
        if isInline {
            for field in ["claimRef", "capacity", "persistentVolumeReclaimPolicy", "storageClassName"]
            where !spec.isMissing(field) {
                rules.forbidden(FieldRules.Field(field), "may not be specified in the context of inline volumes")
            }
            if !spec.has("csi") {
                rules.required("csi", "has to be specified in the context of inline volumes")
            }
        }
        if spec.isMissing("accessModes") { rules.required("accessModes") }
        ClaimRules.checkAccessModes(spec, &rules)
        if !isInline { checkCapacity(spec, &rules) }
        if spec.has("nodeAffinity") { checkAffinity(spec, &rules) }
        checkSource(spec, &rules)
        if !isInline {
            if spec.map("hostPath")?.text("path") == "/", spec.text("persistentVolumeReclaimPolicy") == "Recycle" {
                let words = "may not be 'recycle' for a hostPath mount of '/'"
                rules.forbidden("persistentVolumeReclaimPolicy", words)
            }
            rules.shape(spec, "storageClassName", .subdomain)
        }
        rules.choice(spec, "volumeMode", ClaimRules.volumeModes)
        if spec.optionalText("volumeAttributesClassName") == "" {
            rules.required("volumeAttributesClassName", "an empty string is disallowed")
        }
        rules.shape(spec, "volumeAttributesClassName", .subdomain)
    }

    private static func checkCapacity(_ spec: ValueMap, _ rules: inout FieldRules) {
        let capacity = spec.map("capacity") ?? [:]
        if spec.isMissing("capacity") || capacity.isEmpty {
            rules.required("capacity")
        } else if capacity["storage"] == nil || capacity.count > 1 {
            rules.unsupported("capacity", .object(capacity), ["storage"])
        }
        rules.choice(spec, "persistentVolumeReclaimPolicy", policies)
        for entry in capacity {
            guard let amount = Quantity(field: entry.value), amount <= Quantity(0) else { continue }
            rules.invalid(
                .entry("capacity", entry.key),
                .string(amount.description),
                "must be greater than zero"
            )
        }
    }

    private static func checkAffinity(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.inside(spec, "nodeAffinity") { rules, affinity in
            guard affinity.has("required") else {
                return rules.required("required", "must specify required node constraints")
            }
            rules.inside(affinity, "required") { AffinityRules.check(nodeSelector: $1, &$0) }
        }
    }

    private static func checkSource(_ spec: ValueMap, _ rules: inout FieldRules) {
        let sources = VolumeRules.present(spec, among: VolumeRules.persistentSources)
        for extra in sources.dropFirst() {
            rules.forbidden(FieldRules.Field(extra), "may not specify more than 1 volume type")
        }
        guard let kind = sources.first else { return rules.required(.here, "must specify a volume type") }
        rules.inside(spec, kind) { VolumeSourceRules.check(kind, $1, ofPersistentVolume: true, &$0) }
        if kind == "local", !spec.has("nodeAffinity") {
            rules.required("nodeAffinity", "Local volume requires node affinity")
        }
    }
}
