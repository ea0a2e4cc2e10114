// SPDX-License-Identifier: MIT

internal import Kn8Value

extension Schema {
    /// The deepest nesting of a CRD's schema that is read; below it anything is allowed.
    private static let deepest = 128

    /// The node that an `openAPIV3Schema` spells. What is no structural schema is read as far as it goes; say what is
    /// wrong with it with `StructuralRules`.
    /// With `isLoose`, fields that it does not name are kept everywhere.
    convenience init(openAPI value: Value, isLoose: Bool = false, depth: Int = 0) {
        let preserves = isLoose || value["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
        guard depth < Schema.deepest, case .object(let facts) = value else {
            self.init(type: .any, preservesUnknown: true, isNative: false)
            return
        }
        let required = Set((facts["required"]?.array ?? []).compactMap(\.string))
        let fields = (facts["properties"]?.object ?? ValueMap()).map { entry in
            SchemaField(
                name: entry.key,
                link: .node(Schema(openAPI: entry.value, isLoose: isLoose, depth: depth + 1)),
                isRequired: required.contains(entry.key),
                defaultValue: entry.value["default"],
                isAtomic: entry.value["x-kubernetes-map-type"]?.string == "atomic"
            )
        }
        var additional: SchemaLink?
        var allowsAny = false
        switch facts["additionalProperties"] {
        case .bool(let allowed): allowsAny = allowed
        case .object(let map): additional = .node(Schema(openAPI: .object(map), isLoose: isLoose, depth: depth + 1))
        default: break
        }
        if allowsAny { additional = .node(Schema(type: .any, preservesUnknown: true, isNative: false)) }
        let constraints = SchemaConstraints(openAPI: facts, depth: depth)
        self.init(
            type: Schema.type(of: facts),
            format: facts["format"]?.string ?? "",
            fields: Schema.withEnvelope(
                fields + required.subtracting(fields.map(\.name)).map(Schema.requirement),
                isResource: facts["x-kubernetes-embedded-resource"]?.bool ?? false
            ),
            additional: additional,
            items: facts["items"].map { .node(Schema(openAPI: $0, isLoose: isLoose, depth: depth + 1)) },
            preservesUnknown: preserves,
            nullable: facts["nullable"]?.bool ?? false,
            isEmbeddedResource: facts["x-kubernetes-embedded-resource"]?.bool ?? false,
            listType: Schema.listType(of: facts),
            isAtomic: facts["x-kubernetes-map-type"]?.string == "atomic",
            constraints: constraints.isEmpty ? nil : constraints,
            isNative: false
        )
    }

    /// A required name that no property describes.
    private static func requirement(_ name: String) -> SchemaField {
        SchemaField(
            name: name,
            link: .node(Schema(type: .any, preservesUnknown: true, isNative: false)),
            isRequired: true
        )
    }

    /// `fields`, and for a whole object within another what every object has.
    private static func withEnvelope(_ fields: [SchemaField], isResource: Bool) -> [SchemaField] {
        guard isResource else { return fields }
        let names = ["apiVersion", "kind", "metadata"]
        let known = fields.filter { names.contains($0.name) && $0.name != "metadata" }
        let envelope = ["apiVersion", "kind"].map { name in
            let link = known.first { $0.name == name }?.link ?? .node(Schema(type: .string, isNative: false))
            return SchemaField(name: name, link: link, isRequired: true)
        }
        let metadata = Catalogue.shared.definition("meta.v1.ObjectMeta").map {
            [SchemaField(name: "metadata", link: .definition($0))]
        }
        return fields.filter { !names.contains($0.name) } + envelope + (metadata ?? [])
    }

    private static func type(of facts: ValueMap) -> ValueType {
        if facts["x-kubernetes-int-or-string"]?.bool == true { return .intOrString }
        return switch facts["type"]?.string {
        case "object": .object
        case "array": .array
        case "string": .string
        case "integer": .integer
        case "number": .number
        case "boolean": .boolean
        default: .any
        }
    }

    private static func listType(of facts: ValueMap) -> ListType? {
        switch facts["x-kubernetes-list-type"]?.string {
        case "atomic": .atomic
        case "set": .set
        case "map": .map(keys: (facts["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string))
        default: nil
        }
    }
}

extension SchemaConstraints {
    fileprivate init(openAPI facts: ValueMap, depth: Int) {
        func nodes(_ key: String) -> [Schema] {
            (facts[key]?.array ?? []).map { Schema(openAPI: $0, depth: depth + 1) }
        }
        self.init()
        values = facts["enum"]?.array
        pattern = facts["pattern"]?.string ?? ""
        minimum = facts["minimum"]?.number
        maximum = facts["maximum"]?.number
        excludesMinimum = facts["exclusiveMinimum"]?.bool ?? false
        excludesMaximum = facts["exclusiveMaximum"]?.bool ?? false
        multipleOf = facts["multipleOf"]?.number
        minLength = facts["minLength"]?.count
        maxLength = facts["maxLength"]?.count
        minItems = facts["minItems"]?.count
        maxItems = facts["maxItems"]?.count
        minProperties = facts["minProperties"]?.count
        maxProperties = facts["maxProperties"]?.count
        allOf = nodes("allOf")
        anyOf = nodes("anyOf")
        oneOf = nodes("oneOf")
        not = facts["not"].map { Schema(openAPI: $0, depth: depth + 1) }
        rules = facts["x-kubernetes-validations"]?.array ?? []
    }
}

extension Value {
    fileprivate var count: Int? { int.map { Int(clamping: $0) } }

    /// Any number; nil for what is none.
    var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
