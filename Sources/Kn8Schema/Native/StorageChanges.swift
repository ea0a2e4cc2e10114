// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What may not change in claims, volumes and their classes.
enum StorageChanges {
    static func claim(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let (before, after) = (old.map("spec") ?? [:], new.map("spec") ?? [:])
        let isBound = old.map("status")?.text("phase") == "Bound"
        // A claim without a class may be given the cluster's own later, and a binder names the volume.
        var changing: Set<String> = ["resources", "volumeAttributesClassName"]
        for field in ["volumeName", "storageClassName"] where before.isMissing(field) { changing.insert(field) }
        let (asked, asks) = (before.map("resources") ?? [:], after.map("resources") ?? [:])
        let sizesAreKept = isBound ? asked.same(asks, besides: ["requests"]) : asked.same(asks, besides: [])
        let classIsKept = isBound || before.same(after, "volumeAttributesClassName")
        if !before.same(after, besides: changing) || !sizesAreKept || !classIsKept {
            rules.forbidden(
                "spec",
                "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound "
                    + "claims"
            )
        }
        guard let size = asked.map("requests")?.quantity("storage"),
            let wanted = asks.map("requests")?.quantity("storage"), wanted < size
        else { return }
        let capacity = old.map("status")?.map("capacity")?.quantity("storage")
        // A resize that failed may be taken back, down to what there is.
        guard capacity.map({ wanted < $0 || wanted == $0 }) ?? true else { return }
        rules.at("spec") { rules in
            rules.forbidden(["resources", "requests", "storage"], "field can not be less than status.capacity")
        }
    }

    static func volume(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let (before, after) = (old.map("spec") ?? [:], new.map("spec") ?? [:])
        for kind in VolumeRules.persistentSources where !before.same(after, kind) {
            rules.forbidden(
                .odd("spec.persistentvolumesource"),
                "spec.persistentvolumesource is immutable after creation",
                seenAt: after.has(kind) ? ["spec", kind] : "spec"
            )
            break
        }
        rules.inside(new, "spec") { rules, spec in
            rules.unchanged(before, spec, "volumeMode")
            if before.has("nodeAffinity") { rules.unchanged(before, spec, "nodeAffinity") }
        }
    }

    static func storageClass(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        for field in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"] {
            rules.unchanged(old, new, field)
        }
    }
}
