// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a schema's nodes.
extension StructuralRules {
    /// Where a node stands.
    enum Level {
        case root
        case item
        case field
    }

    mutating func checkRoot(_ schema: Value, _ path: FieldPath) {
        if let type = schema["type"]?.string, type != "object", !type.isEmpty {
            invalid(.string(type), "must be object at the root", path.key("type"))
        }
        if schema["nullable"]?.bool == true { forbid("nullable cannot be true at the root", path.key("nullable")) }
        if let extra = schema["additionalProperties"], extra != false {
            forbid("must not be used at the root", path.key("additionalProperties"))
        }
        if let metadata = schema["properties"]?["metadata"] {
            checkMetadata(metadata, path.key("properties").key("metadata"))
        }
        checkNode(schema, path, .root, depth: 0)
        checkComplete(schema, schema, path, path, depth: 0)
    }

    private mutating func checkMetadata(_ metadata: Value, _ path: FieldPath) {
        guard case .object(let facts) = metadata else { return }
        if metadata["type"]?.string != "object" {
            invalid(.string(metadata["type"]?.string ?? ""), "must be object", path.key("type"))
        }
        if facts["default"] != nil { forbid("must not be set in top-level metadata", path.key("default")) }
        let names = (facts["properties"]?.object ?? ValueMap()).map(\.key)
        let others = facts.map(\.key).filter {
            !["type", "default", "properties", "description", "title"].contains($0)
        }
        if names.contains(where: { $0 != "name" && $0 != "generateName" }) || !others.isEmpty
            || facts["description"] != nil || facts["title"] != nil
        {
            forbid(
                "must not specify anything other than name and generateName, but metadata is implicitly specified",
                path
            )
        }
    }

    private mutating func checkNode(_ schema: Value, _ path: FieldPath, _ level: Level, depth: Int) {
        guard depth < StructuralRules.deepest, case .object(let facts) = schema else { return }
        checkType(facts, path, level)
        checkUnsupported(facts, path)
        checkMap(facts, path)
        checkList(facts, path)
        checkEmbedded(facts, path)
        checkJunctors(facts, path, depth: depth)
        if level != .root || facts["default"] != nil { checkDefault(schema, path) }
        for entry in facts["properties"]?.object ?? ValueMap() {
            if level == .root, entry.key == "metadata" { continue }
            checkNode(entry.value, path.key("properties").key(entry.key), .field, depth: depth + 1)
        }
        if let items = facts["items"] { checkNode(items, path.key("items"), .item, depth: depth + 1) }
        if let values = facts["additionalProperties"], values.object != nil {
            checkNode(values, path.key("additionalProperties"), .field, depth: depth + 1)
        }
    }

    private mutating func checkType(_ facts: ValueMap, _ path: FieldPath, _ level: Level) {
        let isLoose =
            facts["x-kubernetes-int-or-string"]?.bool == true
            || facts["x-kubernetes-preserve-unknown-fields"]?.bool == true
        let isEmbedded = facts["x-kubernetes-embedded-resource"]?.bool == true
        let type = facts["type"]?.string ?? ""
        let types = ["array", "boolean", "integer", "number", "object", "string"]
        if type == "null" {
            forbid("type cannot be set to null, use nullable as an alternative", path.key("type"))
        } else if !type.isEmpty, !types.contains(type) {
            unsupported(.string(type), types, path.key("type"))
        }
        if type == "array", facts["items"] == nil { require(path.key("items"), "must be specified") }
        if case .array? = facts["items"] {
            forbid("items must be a schema object and not an array", path.key("items"))
        }
        if isEmbedded, type != "object" {
            let words = "must be object if x-kubernetes-embedded-resource is true"
            if type.isEmpty {
                require(path.key("type"), words)
            } else {
                invalid(.string(type), words, path.key("type"))
            }
        } else if type.isEmpty, !isLoose {
            let words =
                switch level {
                case .root: "must not be empty at the root"
                case .item: "must not be empty for specified array items"
                case .field: "must not be empty for specified object fields"
                }
            require(path.key("type"), words)
        }
    }

    private mutating func checkUnsupported(_ facts: ValueMap, _ path: FieldPath) {
        for key in [
            "$ref", "additionalItems", "definitions", "dependencies", "patternProperties", "id", "deprecated",
        ]
        where facts[key] != nil {
            forbid("\(key) is not supported", path.key(key))
        }
        if facts["uniqueItems"]?.bool == true {
            forbid(
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic",
                path.key("uniqueItems")
            )
        }
        if facts["properties"] != nil, facts["additionalProperties"] != nil, facts["additionalProperties"] != false {
            forbid("additionalProperties and properties are mutual exclusive", path.key("additionalProperties"))
        }
        if let pattern = facts["pattern"]?.string, let refusal = PatternCheck.refusal(of: pattern) {
            invalid(
                .string(pattern),
                "must be a valid regular expression, but isn't: \(refusal)",
                path.key("pattern")
            )
        }
        let preserve = "x-kubernetes-preserve-unknown-fields"
        if facts[preserve]?.bool == false { invalid(false, "must be true or undefined", path.key(preserve)) }
        if facts["x-kubernetes-int-or-string"]?.bool == true {
            for key in [preserve, "x-kubernetes-embedded-resource"] where facts[key]?.bool == true {
                invalid(true, "must be false if x-kubernetes-int-or-string is true", path.key(key))
            }
        }
    }

    private mutating func checkMap(_ facts: ValueMap, _ path: FieldPath) {
        guard let map = facts["x-kubernetes-map-type"]?.string else { return }
        let words = "must be object if x-kubernetes-map-type is specified"
        switch facts["type"]?.string {
        case "object": break
        case nil, "": require(path.key("type"), words)
        case let type?: invalid(.string(type), words, path.key("type"))
        }
        if map != "atomic", map != "granular" {
            unsupported(.string(map), ["atomic", "granular"], path.key("x-kubernetes-map-type"))
        }
    }

    private mutating func checkList(_ facts: ValueMap, _ path: FieldPath) {
        let place = path.key("x-kubernetes-list-type")
        let keys = facts["x-kubernetes-list-map-keys"]?.array ?? []
        guard let list = facts["x-kubernetes-list-type"]?.string else {
            if !keys.isEmpty { require(place, "must be map if x-kubernetes-list-map-keys is non-empty") }
            return
        }
        let words = "must be array if x-kubernetes-list-type is specified"
        switch facts["type"]?.string {
        case "array": break
        case nil, "": require(path.key("type"), words)
        case let type?: invalid(.string(type), words, path.key("type"))
        }
        switch list {
        case "atomic", "map": break
        case "set": checkSet(facts["items"] ?? .null, path.key("items"))
        default: unsupported(.string(list), ["atomic", "set", "map"], place)
        }
        if list == "map" {
            checkKeys(keys.compactMap(\.string), facts["items"], path)
        } else if !keys.isEmpty {
            invalid(.string(list), "must be map if x-kubernetes-list-map-keys is non-empty", place)
        }
        if list != "atomic", facts["items"]?["nullable"]?.bool == true {
            forbid("cannot be nullable when x-kubernetes-list-type is \(list)", path.key("items").key("nullable"))
        }
    }

    private mutating func checkSet(_ items: Value, _ path: FieldPath) {
        let words = "must be atomic as item of a list with x-kubernetes-list-type=set"
        switch items["type"]?.string {
        case "array" where items["x-kubernetes-list-type"].map({ $0 != "atomic" }) ?? false:
            invalid(items["x-kubernetes-list-type"] ?? .null, words, path.key("x-kubernetes-list-type"))
        case "object" where items["x-kubernetes-map-type"] != "atomic":
            // The server shows the list type here.
            invalid(items["x-kubernetes-list-type"] ?? .null, words, path.key("x-kubernetes-map-type"))
        default: break
        }
    }

    private mutating func checkKeys(_ keys: [String], _ items: Value?, _ path: FieldPath) {
        let place = path.key("x-kubernetes-list-map-keys")
        guard !keys.isEmpty else {
            require(place, "must not be empty if x-kubernetes-list-type is map")
            return
        }
        guard let items else {
            require(path.key("items"), "must have a schema if x-kubernetes-list-type is map")
            return
        }
        let itemsPath = path.key("items")
        if items["type"]?.string != "object" {
            let type = Value.string(items["type"]?.string ?? "")
            invalid(type, "must be object if parent array's x-kubernetes-list-type is map", itemsPath.key("type"))
        }
        let shown = Value.array(keys.map(Value.string))
        let required = Set((items["required"]?.array ?? []).compactMap(\.string))
        var seen: Set<String> = []
        for key in keys {
            let field = itemsPath.key("properties").key(key)
            guard let node = items["properties"]?[key] else {
                invalid(shown, "entries must all be names of item properties", place)
                continue
            }
            if !seen.insert(key).inserted {
                invalid(shown, "must not contain duplicate entries", place)
                continue
            }
            if let type = node["type"]?.string, type == "array" || type == "object" {
                // The server shows the type of the items.
                invalid(
                    .string(items["type"]?.string ?? ""),
                    "must be a scalar type if parent array's x-kubernetes-list-type is map",
                    field.key("type")
                )
            }
            if node["default"] == nil, !required.contains(key) {
                require(
                    field.key("default"),
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
                )
            }
            if node["nullable"]?.bool == true {
                forbid(
                    "this property is in x-kubernetes-list-map-keys, so it cannot be nullable",
                    field.key("nullable")
                )
            }
        }
    }

    private mutating func checkEmbedded(_ facts: ValueMap, _ path: FieldPath) {
        guard facts["x-kubernetes-embedded-resource"]?.bool == true else { return }
        if facts["additionalProperties"] != nil {
            forbid(
                "must not be used if x-kubernetes-embedded-resource is set",
                path.key("additionalProperties")
            )
        }
        if facts["x-kubernetes-preserve-unknown-fields"]?.bool != true,
            facts["properties"]?.object?.isEmpty ?? true
        {
            require(
                path.key("properties"),
                "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"
            )
        }
    }

    private mutating func checkDefault(_ schema: Value, _ path: FieldPath) {
        guard let value = schema["default"] else { return }
        let place = path.key("default")
        let node = Schema(openAPI: schema)
        if node.pruned(value) != value { invalid(value, "must not have unknown fields", place) }
        for violation in SchemaValidator.validate(value, against: node, strictness: .ignore) {
            add(violation.message, FieldPath(place.steps + violation.path.steps))
        }
    }
}
