// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What the server writes into a CustomResourceDefinition (`kubernetes:apiextensions-apiserver/pkg/controller/status`).
enum DefinitionStatus {
    /// The defaults of the spec.
    static func filled(_ definition: Object) -> Object {
        var result = definition
        let kind = definition["spec", "names", "kind"]?.string ?? ""
        if definition["spec", "names", "singular"] == nil {
            result["spec", "names", "singular"] = .string(kind.lowercased())
        }
        if definition["spec", "names", "listKind"] == nil {
            result["spec", "names", "listKind"] = .string(kind + "List")
        }
        if definition["spec", "conversion"] == nil { result["spec", "conversion"] = ["strategy": "None"] }
        return result
    }

    /// `definition` with accepted names, the stored versions and the two conditions that clients wait for.
    static func established(_ definition: Object, at now: Timestamp) -> Object {
        var result = definition
        result["status", "acceptedNames"] = definition["spec", "names"] ?? .emptyObject
        let storage = (definition["spec", "versions"]?.array ?? []).first { $0["storage"]?.bool == true }?["name"]
        var versions = definition["status", "storedVersions"]?.array ?? []
        if let storage, !versions.contains(storage) { versions.append(storage) }
        result["status", "storedVersions"] = .array(versions)
        guard definition["status", "conditions"] == nil else { return result }
        func condition(_ type: String, _ reason: String, _ message: String) -> Value {
            [
                "type": .string(type), "status": "True", "reason": .string(reason), "message": .string(message),
                "lastTransitionTime": .string(now.description),
            ]
        }
        result["status", "conditions"] = [
            condition("NamesAccepted", "NoConflicts", "no conflicts found"),
            condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
        ]
        return result
    }

    /// What is wrong with the definition's own fields.
    static func causes(_ definition: Object) -> [APIError.Cause] {
        var causes: [APIError.Cause] = []
        let plural = definition["spec", "names", "plural"]?.string ?? ""
        let group = definition["spec", "group"]?.string ?? ""
        if definition.name != "\(plural).\(group)" {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \"\(definition.name)\": must be spec.names.plural+\".\"+spec.group",
                    field: "metadata.name"
                )
            )
        }
        let versions = definition["spec", "versions"]?.array ?? []
        if versions.filter({ $0["storage"]?.bool == true }).count != 1 {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: must have exactly one version marked as storage version",
                    field: "spec.versions"
                )
            )
        }
        return causes
    }
}
