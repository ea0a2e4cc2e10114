// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of what stands below `allOf`, `anyOf`, `oneOf` and `not`: it may narrow fields, and define none.
extension StructuralRules {
    /// Walks the junctors of a node that is itself of the structure.
    mutating func checkJunctors(_ facts: ValueMap, _ path: FieldPath, depth: Int) {
        let isIntOrString = StructuralRules.isIntOrString(facts["anyOf"])
        let isFirst = StructuralRules.isIntOrString(facts["allOf"]?.array?.first?["anyOf"])
        for (key, node, place) in StructuralRules.junctors(of: facts, path) {
            if key == "anyOf", isIntOrString { continue }
            checkNested(
                node,
                place,
                skipsAnyOf: isFirst && key == "allOf" && place.steps.last == .index(0),
                depth: depth + 1
            )
        }
    }

    /// Every node right below a junctor, and where it stands.
    private static func junctors(of facts: ValueMap, _ path: FieldPath) -> [(String, Value, FieldPath)] {
        var found: [(String, Value, FieldPath)] = []
        for key in ["anyOf", "allOf", "oneOf"] {
            for (index, node) in (facts[key]?.array ?? []).enumerated() {
                found.append((key, node, path.key(key).index(index)))
            }
        }
        if let node = facts["not"] { found.append(("not", node, path.key("not"))) }
        return found
    }

    private static func isIntOrString(_ anyOf: Value?) -> Bool {
        anyOf == .array([["type": "integer"], ["type": "string"]])
    }

    private mutating func checkNested(_ node: Value, _ path: FieldPath, skipsAnyOf: Bool, depth: Int) {
        guard depth < StructuralRules.deepest, case .object(let facts) = node else { return }
        for (key, inner, place) in StructuralRules.junctors(of: facts, path) where !(skipsAnyOf && key == "anyOf") {
            checkNested(inner, place, skipsAnyOf: false, depth: depth + 1)
        }
        if let items = facts["items"] {
            checkNested(items, path.key("items"), skipsAnyOf: false, depth: depth + 1)
        }
        for entry in facts["properties"]?.object ?? ValueMap() {
            let place = path.key("properties").key(entry.key)
            checkNested(entry.value, place, skipsAnyOf: false, depth: depth + 1)
        }
        for key in ["type", "title", "description"] where facts[key]?.string?.isEmpty == false {
            forbid("must be empty to be structural", path.key(key))
        }
        for key in ["x-kubernetes-list-map-keys", "x-kubernetes-validations"] where facts[key]?.array?.isEmpty == false
        {
            forbid("must be empty to be structural", path.key(key))
        }
        for key in ["additionalProperties", "default", "x-kubernetes-list-type", "x-kubernetes-map-type"]
        where facts[key] != nil {
            forbid("must be undefined to be structural", path.key(key))
        }
        for key in [
            "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource",
            "x-kubernetes-int-or-string",
        ]
        where facts[key]?.bool == true {
            forbid("must be false to be structural", path.key(key))
        }
        if facts["properties"]?["metadata"] != nil {
            forbid("must not be specified in a nested context", path.key("properties").key("metadata"))
        }
    }

    /// Every field that the root's junctors speak of must be one of the structure.
    mutating func checkComplete(
        _ node: Value,
        _ structure: Value,
        _ nodePath: FieldPath,
        _ path: FieldPath,
        depth: Int
    ) {
        guard depth < StructuralRules.deepest, case .object(let facts) = node else { return }
        for (_, inner, place) in StructuralRules.junctors(of: facts, nodePath) {
            checkFields(inner, structure, place, path, depth: depth + 1)
        }
    }

    private mutating func checkFields(
        _ node: Value,
        _ structure: Value,
        _ nodePath: FieldPath,
        _ path: FieldPath,
        depth: Int
    ) {
        guard depth < StructuralRules.deepest else { return }
        let fields = (node["properties"]?.object ?? ValueMap()).map { entry in
            (
                entry.value, structure["properties"]?[entry.key], nodePath.key("properties").key(entry.key),
                path.key("properties").key(entry.key)
            )
        }
        let items = node["items"].map { ($0, structure["items"], nodePath.key("items"), path.key("items")) }
        for (inner, field, named, wanted) in fields + (items.map { [$0] } ?? []) {
            if let field {
                checkFields(inner, field, named, wanted, depth: depth + 1)
            } else {
                add(
                    "\(StructuralRules.shown(wanted)): Required value: because it is defined in "
                        + StructuralRules.shown(named),
                    named
                )
            }
        }
        checkComplete(node, structure, nodePath, path, depth: depth)
    }
}
