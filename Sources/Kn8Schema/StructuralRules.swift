// SPDX-License-Identifier: MIT

package import Kn8Value

/// What makes a CRD acceptable to the API server, in its words (`kubernetes:apiextensions-apiserver/pkg/apis/
/// apiextensions/validation/validation.go` and `…/pkg/apiserver/schema/validation.go`).
package struct StructuralRules {
    private var violations: [Violation] = []

    /// What is wrong with `crd`; empty when the server would take it.
    package static func violations(of crd: Value) -> [Violation] {
        var rules = StructuralRules()
        rules.checkNames(crd)
        let versions = crd["spec"]?["versions"]?.array ?? []
        let path = FieldPath(keys: "spec", "versions")
        for (index, version) in versions.enumerated() {
            let place = path.index(index).key("schema")
            guard let schema = version["schema"]?["openAPIV3Schema"], schema.object != nil else {
                rules.add("\(place.key("openAPIV3Schema")): Required value", path.index(index))
                continue
            }
            let before = rules.violations.count
            rules.checkRoot(schema, place.key("openAPIV3Schema"))
            // What is no structural schema cannot be seen through by rules.
            if rules.violations.count == before {
                rules.violations += RuleDeclarations.violations(of: schema, at: place.key("openAPIV3Schema"))
            }
        }
        if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
            rules.add("must have exactly one version marked as storage version", path, part: .key)
        }
        return rules.violations
    }

    private mutating func add(_ message: String, _ path: FieldPath, part: Violation.Part = .value) {
        violations.append(Violation(rule: "crd/schema", message: message, path: path, part: part))
    }

    private mutating func checkNames(_ crd: Value) {
        let spec = crd["spec"] ?? .null
        let plural = spec["names"]?["plural"]?.string ?? ""
        let group = spec["group"]?.string ?? ""
        for (field, value) in [("group", group), ("names.plural", plural)] where value.isEmpty {
            add("spec.\(field): Required value", FieldPath(keys: "spec"))
        }
        let name = crd["metadata"]?["name"]?.string ?? ""
        if name != "\(plural).\(group)", !plural.isEmpty, !group.isEmpty {
            add(
                "Invalid value: \(Value.string(name).shown): must be spec.names.plural+\".\"+spec.group",
                FieldPath(keys: "metadata", "name")
            )
        }
        if !group.isEmpty, !group.contains(".") {
            add(
                "Invalid value: \(Value.string(group).shown): should be a domain with at least one dot",
                FieldPath(keys: "spec", "group")
            )
        }
        if let scope = spec["scope"]?.string, scope != "Cluster", scope != "Namespaced" {
            add(
                "Unsupported value: \(Value.string(scope).shown): supported values: \"Cluster\", \"Namespaced\"",
                FieldPath(keys: "spec", "scope")
            )
        }
    }

    private mutating func checkRoot(_ schema: Value, _ path: FieldPath) {
        switch schema["type"]?.string {
        case "object"?: break
        case nil: add("\(path.key("type")): Required value: must not be empty at the root", path)
        case let type?:
            add(
                "Invalid value: \(Value.string(type).shown): must be object at the root",
                path.key("type")
            )
        }
        if schema["nullable"]?.bool == true {
            add("Forbidden: nullable cannot be true at the root", path.key("nullable"))
        }
        if let extra = schema["additionalProperties"], extra != false {
            add("Forbidden: must not be used at the root", path.key("additionalProperties"))
        }
        checkNode(schema, path, place: "", depth: 0)
    }

    /// `place` is empty at the root, else what a missing type is missing for.
    private mutating func checkNode(_ schema: Value, _ path: FieldPath, place: String, depth: Int) {
        guard depth < 128, case .object(let facts) = schema else { return }
        let isLoose =
            facts["x-kubernetes-int-or-string"]?.bool == true
            || facts["x-kubernetes-preserve-unknown-fields"]?.bool == true
        if let type = facts["type"]?.string {
            let types = ["array", "boolean", "integer", "number", "object", "string"]
            if !types.contains(type) {
                let list = types.map { "\"\($0)\"" }.joined(separator: ", ")
                add("Unsupported value: \(Value.string(type).shown): supported values: \(list)", path.key("type"))
            }
            if type == "array", facts["items"] == nil {
                add("\(path.key("items")): Required value: must be specified", path)
            }
        } else if !isLoose, !place.isEmpty {
            add("\(path.key("type")): Required value: must not be empty for specified \(place)", path)
        }
        checkForbidden(facts, path)
        checkList(facts, path)
        for entry in facts["properties"]?.object ?? ValueMap() {
            checkNode(entry.value, path.key("properties").key(entry.key), place: "object fields", depth: depth + 1)
        }
        if let items = facts["items"] { checkNode(items, path.key("items"), place: "array items", depth: depth + 1) }
        if let values = facts["additionalProperties"], values.object != nil {
            checkNode(values, path.key("additionalProperties"), place: "object fields", depth: depth + 1)
        }
    }

    private mutating func checkForbidden(_ facts: ValueMap, _ path: FieldPath) {
        for key in ["$ref", "definitions", "dependencies", "patternProperties", "id", "deprecated"]
        where facts[key] != nil {
            add("Forbidden: \(key) is not supported", path.key(key))
        }
        if facts["uniqueItems"]?.bool == true {
            add(
                "Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic",
                path.key("uniqueItems")
            )
        }
        if facts["properties"] != nil, facts["additionalProperties"] != nil {
            add(
                "Forbidden: additionalProperties and properties are mutual exclusive",
                path.key("additionalProperties")
            )
        }
        if let pattern = facts["pattern"]?.string, let refusal = PatternCheck.refusal(of: pattern) {
            add(
                "Invalid value: \(Value.string(pattern).shown): must be a valid regular expression, but isn't: \(refusal)",
                path.key("pattern")
            )
        }
        if facts["x-kubernetes-preserve-unknown-fields"]?.bool == false {
            add("Invalid value: false: must be true or undefined", path.key("x-kubernetes-preserve-unknown-fields"))
        }
        for (junctor, isList) in [("anyOf", true), ("allOf", true), ("oneOf", true), ("not", false)] {
            let nodes = isList ? facts[junctor]?.array ?? [] : [facts[junctor] ?? .null]
            guard facts["x-kubernetes-int-or-string"]?.bool != true else { continue }
            for (index, node) in nodes.enumerated() where node["type"] != nil {
                let place = isList ? path.key(junctor).index(index) : path.key(junctor)
                add("Forbidden: must be empty to be structural", place.key("type"))
            }
            for (index, node) in nodes.enumerated() where node["x-kubernetes-validations"]?.array?.isEmpty == false {
                let place = isList ? path.key(junctor).index(index) : path.key(junctor)
                add("Forbidden: must be empty to be structural", place.key("x-kubernetes-validations"))
            }
        }
    }

    private mutating func checkList(_ facts: ValueMap, _ path: FieldPath) {
        guard let list = facts["x-kubernetes-list-type"]?.string else { return }
        let place = path.key("x-kubernetes-list-type")
        if !["atomic", "set", "map"].contains(list) {
            add(
                "Unsupported value: \(Value.string(list).shown): supported values: \"atomic\", \"set\", \"map\"",
                place
            )
        }
        if let type = facts["type"]?.string, type != "array" {
            add(
                "Invalid value: \(Value.string(type).shown): must be array if x-kubernetes-list-type is specified",
                path.key("type")
            )
        }
        guard list == "map" else { return }
        let keys = (facts["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)
        let keyPath = path.key("x-kubernetes-list-map-keys")
        if keys.isEmpty {
            add("\(keyPath): Required value: must not be empty if x-kubernetes-list-type is map", path)
        }
        let fields = facts["items"]?["properties"]?.object ?? ValueMap()
        for (index, key) in keys.enumerated() where fields[key] == nil {
            add(
                "Invalid value: \(Value.string(key).shown): entries must all be names of item properties",
                keyPath.index(index)
            )
        }
    }
}
