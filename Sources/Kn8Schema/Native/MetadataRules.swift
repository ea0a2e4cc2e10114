// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of what every object has (`kubernetes:apimachinery/pkg/api/validation/objectmeta.go`).
enum MetadataRules {
    private static let standardFinalizers: Set<String> = ["orphan", "foregroundDeletion", "kubernetes"]

    static func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        // Reviews and bindings are only ever created, and need no name.
        let isNamed = entry.verbs != ["create"]
        guard case .object(let metadata)? = object["metadata"] else { return isNamed ? [nameRequired] : [] }
        var rules = FieldRules(object, at: FieldPath(keys: "metadata"))
        let shape = NameShape.of(entry)
        checkName(metadata, entry, shape, isNamed: isNamed, &rules)
        if entry.namespaced {
            rules.shape(metadata, "namespace", .label)
        }
        rules.notNegative(metadata, "generation")
        LabelRules.check(metadata, "labels", &rules)
        LabelRules.checkAnnotations(metadata, &rules)
        if metadata.has("ownerReferences") { checkOwners(metadata, &rules) }
        if metadata.has("finalizers") { checkFinalizers(metadata, &rules) }
        return rules.violations.map { violation in
            var violation = violation
            violation.rule = rule(for: violation)
            return violation
        }
    }

    private static func checkName(
        _ metadata: ValueMap,
        _ entry: KindEntry,
        _ shape: NameShape,
        isNamed: Bool,
        _ rules: inout FieldRules
    ) {
        if let prefix = metadata.optionalText("generateName"), !prefix.isEmpty {
            // The dash at the end is followed by more.
            let example = prefix.hasSuffix("-") && prefix.count > 1 ? "\(prefix.dropLast())a" : prefix
            for words in shape.faults(in: example) { rules.invalid("generateName", .string(prefix), words) }
        }
        guard case .string(let name)? = metadata["name"], !name.isEmpty else {
            // A name of another type is the schema's business.
            let isMissing = metadata.isMissing("name") && metadata.isMissing("generateName")
            if isNamed, isMissing { rules.required("name", "name or generateName is required") }
            return
        }
        if !shape.holds(name) {
            for words in shape.faults(in: name) { rules.invalid("name", .string(name), words) }
        }
        if entry.group == "batch", entry.kind == "CronJob", name.utf8.count > 52 {
            rules.invalid("name", .string(name), "must be no more than 52 characters")
        }
    }

    private static func checkOwners(_ metadata: ValueMap, _ rules: inout FieldRules) {
        var controller: String?
        rules.each(metadata, "ownerReferences") { rules, owner, _ in
            let (version, kind) = (owner.text("apiVersion"), owner.text("kind"))
            for field in ["apiVersion", "kind", "name", "uid"] where owner.isMissing(field) {
                let words = field == "apiVersion" ? "version must not be empty" : "must not be empty"
                // The server leaves out which reference it is.
                rules.invalid(.above(field), "", words, seenAt: FieldRules.Field(field))
            }
            if version == "v1", kind == "Event" {
                rules.invalid(
                    .above(),
                    .object(owner),
                    "/v1, Kind=Event is disallowed from being an owner",
                    seenAt: .here
                )
            }
            guard owner.flag("controller") ?? false else { return }
            let name = "\(kind)/\(owner.text("name"))"
            if let first = controller {
                let words =
                    "Only one reference can have Controller set to true. Found \"true\" in references for \(first) and "
                    + name
                rules.invalid(.above(), metadata.shown("ownerReferences"), words, seenAt: "controller")
            }
            controller = controller ?? name
        }
    }

    private static func checkFinalizers(_ metadata: ValueMap, _ rules: inout FieldRules) {
        let finalizers = metadata.texts("finalizers")
        for (index, finalizer) in finalizers.enumerated() {
            for words in NameShape.qualified.faults(in: finalizer) {
                rules.invalid("finalizers", .string(finalizer), words, seenAt: .item("finalizers", index))
            }
        }
        if finalizers.contains("orphan"), finalizers.contains("foregroundDeletion") {
            let words = "finalizer orphan and foregroundDeletion cannot be both set"
            rules.invalid("finalizers", metadata.shown("finalizers"), words)
        }
        for (index, finalizer) in finalizers.enumerated()
        where !finalizer.contains("/") && !standardFinalizers.contains(finalizer) {
            rules.invalid(
                .item("finalizers", index),
                .string(finalizer),
                "name is neither a standard finalizer name nor is it fully qualified"
            )
        }
    }

    private static func rule(for violation: Violation) -> String {
        guard violation.path.steps.count > 1, case .key(let key) = violation.path.steps[1] else {
            return "metadata/name"
        }
        return switch key {
        case "labels": "metadata/label"
        case "annotations": "metadata/annotation"
        case "ownerReferences": "metadata/owner"
        case "finalizers": "metadata/finalizer"
        case "namespace": "metadata/namespace"
        default: "metadata/name"
        }
    }

    private static let nameRequired = Violation(
        rule: "metadata/name",
        message: "metadata.name: Required value: name or generateName is required",
        path: FieldPath(keys: "metadata"),
        remedy: "add 'name'"
    )
}
