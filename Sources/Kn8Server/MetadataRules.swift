// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What every object's metadata must be like (`kubernetes:apimachinery/pkg/api/validation/objectmeta.go`).
enum MetadataRules {
    static func causes(_ object: Object, _ kind: ServedKind, old: Object?) -> [APIError.Cause] {
        var causes: [APIError.Cause] = []
        func invalid(_ field: String, _ value: String, _ reason: String) {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \"\(value)\": \(reason)",
                    field: field
                )
            )
        }
        let name = object.name
        if name.isEmpty {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueRequired",
                    message: "Required value: name or generateName is required",
                    field: "metadata.name"
                )
            )
        } else if old == nil, let fault = fault(ofName: name, kind) {
            invalid("metadata.name", name, fault)
        }
        for entry in object["metadata", "labels"]?.object ?? [:] {
            if let fault = LabelSyntax.faultOfKey(entry.key) { invalid("metadata.labels", entry.key, fault) }
            if let value = entry.value.string, let fault = LabelSyntax.faultOfValue(value) {
                invalid("metadata.labels", value, fault)
            }
        }
        var size = 0
        for entry in object["metadata", "annotations"]?.object ?? [:] {
            size += entry.key.utf8.count + (entry.value.string?.utf8.count ?? 0)
            if let fault = LabelSyntax.faultOfKey(entry.key.lowercased()) {
                invalid("metadata.annotations", entry.key, fault)
            }
        }
        if size > 262_144 {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueTooLong",
                    message: "Too long: may not be more than 262144 bytes",
                    field: "metadata.annotations"
                )
            )
        }
        for (index, finalizer) in object.finalizers.enumerated() {
            let standard = ["orphan", "foregroundDeletion", "kubernetes"].contains(finalizer)
            if !standard, !finalizer.contains("/") {
                invalid(
                    "metadata.finalizers[\(index)]",
                    finalizer,
                    "name is neither a standard finalizer name nor is it fully qualified"
                )
            }
        }
        if let old, old.isBeingDeleted {
            let added = object.finalizers.filter { !old.finalizers.contains($0) }
            if !added.isEmpty {
                let list = added.map { "\"\($0)\"" }.joined(separator: ", ")
                causes.append(
                    APIError.Cause(
                        reason: "FieldValueForbidden",
                        message: "Forbidden: no new finalizers can be added if the object is being deleted, found new "
                            + "finalizers []string{\(list)}",
                        field: "metadata.finalizers"
                    )
                )
            }
        }
        return causes + ownerCauses(object)
    }

    private static func ownerCauses(_ object: Object) -> [APIError.Cause] {
        var causes: [APIError.Cause] = []
        let references = object["metadata", "ownerReferences"]?.array ?? []
        for reference in references {
            for field in ["apiVersion", "kind", "name", "uid"] where (reference[field]?.string ?? "").isEmpty {
                let reason = field == "apiVersion" ? "version must not be empty" : "must not be empty"
                causes.append(
                    APIError.Cause(
                        reason: "FieldValueInvalid",
                        message: "Invalid value: \"\": \(reason)",
                        field: "metadata.ownerReferences.\(field)"
                    )
                )
            }
        }
        let controllers = references.filter { $0["controller"]?.bool == true }
        if controllers.count > 1 {
            let names = controllers.map { "\($0["kind"]?.string ?? "")/\($0["name"]?.string ?? "")" }
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: Only one reference can have Controller set to true. Found \"true\" in "
                        + "references for \(names.joined(separator: " and "))",
                    field: "metadata.ownerReferences"
                )
            )
        }
        return causes
    }

    private static func fault(ofName name: String, _ kind: ServedKind) -> String? {
        let gvk = kind.resource.gvk
        if gvk.group == "rbac.authorization.k8s.io" { return LabelSyntax.faultOfPathSegment(name) }
        if kind.isCustom { return LabelSyntax.faultOfSubdomain(name) }
        switch gvk.kind {
        case "Event": return LabelSyntax.faultOfPathSegment(name)
        case "Namespace", "Service", "StatefulSet": return LabelSyntax.faultOfDNSLabel(name)
        case "CronJob" where name.utf8.count > 52: return "must be no more than 52 characters"
        default: return LabelSyntax.faultOfSubdomain(name)
        }
    }
}
