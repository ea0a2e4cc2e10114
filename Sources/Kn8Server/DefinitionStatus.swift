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

    /// Whether objects of `definition` have been served already.
    static func isEstablished(_ definition: Object) -> Bool {
        definition["status", "conditions"]?.array?.contains { $0["type"] == "Established" && $0["status"] == "True" }
            ?? false
    }

    /// `definition` with what came of it: accepted names, stored versions and the two conditions that clients wait for.
    static func settled(_ definition: Object, _ grant: KindRegistry.Grant, at now: Timestamp) -> Object {
        var result = definition
        var names = definition["spec", "names"] ?? .emptyObject
        if grant.conflict != nil {
            for (field, name) in [
                ("plural", grant.names.plural), ("singular", grant.names.singular), ("kind", grant.names.kind),
                ("listKind", grant.names.listKind),
            ] {
                names[field] = .string(name)
            }
            names["shortNames"] =
                grant.names.shortNames.isEmpty ? nil : .array(grant.names.shortNames.map(Value.string))
        }
        result["status", "acceptedNames"] = names
        let storage = (definition["spec", "versions"]?.array ?? []).first { $0["storage"]?.bool == true }?["name"]
        var versions = definition["status", "storedVersions"]?.array ?? []
        if let storage, !versions.contains(storage) { versions.append(storage) }
        result["status", "storedVersions"] = .array(versions)
        var conditions = definition["status", "conditions"]?.array ?? []
        func state(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String) {
            let status: Value = isTrue ? "True" : "False"
            let place = conditions.firstIndex { $0["type"]?.string == type } ?? conditions.endIndex
            var condition = place < conditions.endIndex ? conditions[place] : ["type": .string(type)]
            if condition["status"] != status { condition["lastTransitionTime"] = .string(now.description) }
            condition["status"] = status
            condition["reason"] = .string(reason)
            condition["message"] = .string(message)
            conditions.replaceSubrange(place..<min(place + 1, conditions.endIndex), with: [condition])
        }
        if let conflict = grant.conflict {
            state("NamesAccepted", false, conflict.reason, conflict.message)
        } else {
            state("NamesAccepted", true, "NoConflicts", "no conflicts found")
        }
        if grant.isEstablished {
            state("Established", true, "InitialNamesAccepted", "the initial names have been accepted")
        } else {
            state("Established", false, "NotAccepted", "not all names are accepted")
        }
        result["status", "conditions"] = .array(conditions)
        return result
    }
}
