// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What may not change in an object of a built-in kind once it is stored, in the server's words
/// (`kubernetes:pkg/apis/*/validation`).
enum ChangeRules {
    /// The rules of one kind: for the object before, and for the one after.
    typealias Check = @Sendable (ValueMap, ValueMap, inout FieldRules) -> Void

    static let unchanging = "field is immutable"

    /// What is wrong with `object` as the successor of `old`.
    static func violations(from old: Value, to object: Value, _ entry: KindEntry) -> [Violation] {
        guard case .object(let before) = old, case .object(let after) = object,
            let check = checks[NativeRules.Kind(entry.group, entry.kind)]
        else { return [] }
        var rules = FieldRules(object)
        check(before, after, &rules)
        return rules.violations
    }

    private static let checks: [NativeRules.Kind: Check] = [
        .init("", "Pod"): PodChanges.check(_:_:_:),
        .init("", "Service"): ServiceChanges.check(_:_:_:),
        .init("", "Secret"): secret,
        .init("", "ConfigMap"): { frozen($0, $1, ["data", "binaryData"], &$2) },
        .init("", "PersistentVolumeClaim"): StorageChanges.claim(_:_:_:),
        .init("", "PersistentVolume"): StorageChanges.volume(_:_:_:),
        .init("", "ResourceQuota"): { keep($0, $1, ["scopes", "scopeSelector"], &$2) },
        .init("apps", "Deployment"): { keep($0, $1, ["selector"], &$2) },
        .init("apps", "ReplicaSet"): { keep($0, $1, ["selector"], &$2) },
        .init("apps", "DaemonSet"): { keep($0, $1, ["selector"], &$2) },
        .init("apps", "StatefulSet"): statefulSet,
        .init("apps", "ControllerRevision"): { $2.unchanged($0, $1, "data") },
        .init("apiextensions.k8s.io", "CustomResourceDefinition"): definition,
        .init("batch", "Job"): job,
        .init("discovery.k8s.io", "EndpointSlice"): { $2.unchanged($0, $1, "addressType") },
        .init("networking.k8s.io", "IngressClass"): { keep($0, $1, ["controller"], &$2) },
        .init("node.k8s.io", "RuntimeClass"): { $2.unchanged($0, $1, "handler") },
        .init("rbac.authorization.k8s.io", "RoleBinding"): roleReference,
        .init("rbac.authorization.k8s.io", "ClusterRoleBinding"): roleReference,
        .init("scheduling.k8s.io", "PriorityClass"): { old, new, rules in
            if !old.same(new, "value") { rules.forbidden("value", "may not be changed in an update.") }
            rules.unchanged(old, new, "preemptionPolicy")
        },
        .init("storage.k8s.io", "StorageClass"): StorageChanges.storageClass(_:_:_:),
        .init("storage.k8s.io", "VolumeAttributesClass"): { old, new, rules in
            for field in ["driverName", "parameters"] { rules.noUpdates(old, new, field) }
        },
        .init("storage.k8s.io", "VolumeAttachment"): { $2.unchanged($0, $1, "spec") },
        .init("storage.k8s.io", "CSIStorageCapacity"): { old, new, rules in
            for field in ["nodeTopology", "storageClassName"] { rules.unchanged(old, new, field) }
        },
        .init("storage.k8s.io", "CSIDriver"): { old, new, rules in
            // The server misspells the first.
            rules.inside(new, "spec") { rules, spec in
                let before = old.map("spec") ?? [:]
                rules.unchanged(before, spec, "attachRequired", as: "attachedRequired")
                rules.unchanged(before, spec, "volumeLifecycleModes")
            }
        },
    ]

    private static func keep(_ old: ValueMap, _ new: ValueMap, _ fields: [String], _ rules: inout FieldRules) {
        let before = old.map("spec") ?? [:]
        rules.inside(new, "spec") { rules, spec in
            for field in fields { rules.unchanged(before, spec, field) }
        }
    }

    private static func secret(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        rules.unchanged(old, new, "type")
        frozen(old, new, ["data"], &rules)
    }

    private static func frozen(_ old: ValueMap, _ new: ValueMap, _ fields: [String], _ rules: inout FieldRules) {
        guard old.flag("immutable") == true else { return }
        let words = "field is immutable when `immutable` is set"
        if new.flag("immutable") != true { rules.forbidden("immutable", words) }
        for field in fields where !old.same(new, field) { rules.forbidden(FieldRules.Field(field), words) }
    }

    private static func statefulSet(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let changing: Set<String> = [
            "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
        ]
        let (before, after) = (old.map("spec") ?? [:], new.map("spec") ?? [:])
        guard !before.same(after, besides: changing) else { return }
        rules.forbidden(
            "spec",
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
        )
    }

    private static func job(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let before = old.map("spec") ?? [:]
        // One that was suspended before it ever ran may still be told where and with how much to run.
        let isWaiting = before.flag("suspend") == true && !(old.map("status")?.has("startTime") ?? false)
        rules.inside(new, "spec") { rules, spec in
            if spec.text("completionMode") != "Indexed" {
                rules.unchanged(before, spec, "completions")
            } else if !before.same(spec, "completions"), let count = spec.number("completions"),
                count != spec.number("parallelism")
            {
                rules.invalid("completions", .int(count), "can only be modified in tandem with spec.parallelism")
            }
            rules.unchanged(before, spec, "selector")
            let (was, now) = (before.map("template") ?? [:], spec.map("template") ?? [:])
            if !(isWaiting && PodChanges.isRedirected(was, now)) { rules.unchanged(before, spec, "template") }
            for field in ["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"] {
                rules.unchanged(before, spec, field)
            }
        }
    }

    private static func definition(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        let before = old.map("spec") ?? [:]
        let names = before.map("names") ?? [:]
        rules.inside(new, "spec") { rules, spec in
            rules.unchanged(before, spec, "scope")
            rules.inside(spec, "names") { $0.unchanged(names, $1, "kind") }
            rules.unchanged(before, spec, "group")
            rules.inside(spec, "names") { $0.unchanged(names, $1, "plural") }
        }
    }

    private static func roleReference(_ old: ValueMap, _ new: ValueMap, _ rules: inout FieldRules) {
        guard !old.same(new, "roleRef") else { return }
        let role = new.map("roleRef") ?? [:]
        let shown = GoText([
            "APIGroup": .string(role.text("apiGroup")), "Kind": .string(role.text("kind")),
            "Name": .string(role.text("name")),
        ])
        rules.invalid("roleRef", shown, "cannot change roleRef")
    }
}

extension FieldRules {
    /// A field is as it was.
    mutating func unchanged(_ old: ValueMap, _ new: ValueMap, _ key: String, as field: Field? = nil) {
        guard !old.same(new, key) else { return }
        invalid(field ?? Field(key), new.shown(key), ChangeRules.unchanging, seenAt: field == nil ? nil : Field(key))
    }

    /// A field of a class is as it was.
    mutating func noUpdates(_ old: ValueMap, _ new: ValueMap, _ key: String) {
        if !old.same(new, key) { forbidden(Field(key), "updates to \(key) are forbidden.") }
    }
}

extension ValueMap {
    /// Whether `key` is the same in `other`.
    func same(_ other: ValueMap, _ key: String) -> Bool { Sameness.of(self[key], other[key]) }

    /// Whether all is the same in `other` but the fields `others`.
    func same(_ other: ValueMap, besides others: Set<String>) -> Bool {
        allSatisfy { others.contains($0.key) || same(other, $0.key) }
            && other.allSatisfy { others.contains($0.key) || has($0.key) || Sameness.isNothing($0.value) }
    }
}

/// Whether two values mean the same: mappings in any order, and what is missing like what is empty.
enum Sameness {
    static func of(_ one: Value?, _ other: Value?) -> Bool { of(one ?? .null, other ?? .null, depth: 0) }

    static func isNothing(_ value: Value) -> Bool {
        switch value {
        case .null: true
        case .array(let items): items.isEmpty
        case .object(let map): map.isEmpty
        default: false
        }
    }

    private static func of(_ one: Value, _ other: Value, depth: Int) -> Bool {
        guard depth < 200 else { return one == other }
        switch (one, other) {
        case (.object(let one), .object(let other)):
            return one.allSatisfy { of($0.value, other[$0.key] ?? .null, depth: depth + 1) }
                && other.allSatisfy { one[$0.key] != nil || isNothing($0.value) }
        case (.array(let one), .array(let other)):
            return one.count == other.count && zip(one, other).allSatisfy { of($0, $1, depth: depth + 1) }
        default: return one == other || (isNothing(one) && isNothing(other))
        }
    }
}
