// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of claims for volumes.
enum ClaimRules {
    static let accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
    static let volumeModes = ["Block", "Filesystem"]

    /// The rules of a PersistentVolumeClaim.
    static func check(claim: ValueMap, _ rules: inout FieldRules) {
        rules.at("spec") { rules in check(spec: claim.map("spec") ?? [:], &rules) }
    }

    /// The rules of a template for a claim.
    static func check(template: ValueMap, _ rules: inout FieldRules) {
        rules.inside(template, "metadata") { rules, metadata in
            LabelRules.checkAnnotations(metadata, &rules)
            LabelRules.check(metadata, "labels", &rules)
            for entry in metadata
            where entry.key != "labels" && entry.key != "annotations" && entry.value != .null && entry.value != "" {
                rules.forbidden(FieldRules.Field(entry.key), "cannot be set")
            }
        }
        check(claim: template, &rules)
    }

    /// The rules of a claim's spec.
    static func check(spec: ValueMap, _ rules: inout FieldRules) {
        if spec.isMissing("accessModes") { rules.required("accessModes", "at least 1 access mode is required") }
        LabelRules.checkSelector(spec, "selector", &rules)
        checkAccessModes(spec, &rules)
        checkSize(spec, &rules)
        rules.shape(spec, "storageClassName", .subdomain)
        rules.choice(spec, "volumeMode", volumeModes)
        for field in ["dataSource", "dataSourceRef"] {
            rules.inside(spec, field) { rules, source in checkSource(source, &rules) }
        }
        if let source = spec.map("dataSource"), let reference = spec.map("dataSourceRef") {
            if !reference.text("namespace").isEmpty {
                rules.invalid(
                    .here,
                    "spec.dataSource",
                    "may not be specified when dataSourceRef.namespace is specified"
                )
            } else if ["apiGroup", "kind", "name"].contains(where: { source[$0] != reference[$0] }) {
                rules.invalid(.here, "spec.dataSource", "must match dataSourceRef")
            }
        }
        rules.shape(spec, "volumeAttributesClassName", .subdomain)
    }

    /// The access modes of a claim or volume; the server leaves out which one it is.
    static func checkAccessModes(_ spec: ValueMap, _ rules: inout FieldRules) {
        let modes = spec.texts("accessModes")
        for (index, mode) in modes.enumerated() where !accessModes.contains(mode) {
            rules.unsupported("accessModes", .string(mode), accessModes, seenAt: .item("accessModes", index))
        }
        let others = modes.filter { $0 != "ReadWriteOncePod" && accessModes.contains($0) }
        if modes.contains("ReadWriteOncePod"), !others.isEmpty {
            rules.forbidden("accessModes", "may not use ReadWriteOncePod with other access modes")
        }
    }

    private static func checkSize(_ spec: ValueMap, _ rules: inout FieldRules) {
        let requests = spec.map("resources")?.map("requests") ?? [:]
        let place = FieldRules.Field.entry("resources", "storage")
        let seen = FieldRules.Field(steps: [.key("resources"), .key("requests"), .key("storage")])
        guard requests.has("storage") else { return rules.required(place, seenAt: seen) }
        guard let size = requests.quantity("storage"), size <= Quantity(0) else { return }
        rules.invalid(place, .string(size.description), "must be greater than zero", seenAt: seen)
    }

    private static func checkSource(_ source: ValueMap, _ rules: inout FieldRules) {
        rules.require(source, "name")
        rules.require(source, "kind")
        let (group, kind) = (source.text("apiGroup"), source.text("kind"))
        if group.isEmpty, kind != "PersistentVolumeClaim" {
            let words = "must be 'PersistentVolumeClaim' when referencing the default apiGroup"
            rules.invalid(.here, .string(kind), words)
        }
        rules.shape(source, "apiGroup", .subdomain)
        rules.shape(source, "namespace", .label)
    }
}
