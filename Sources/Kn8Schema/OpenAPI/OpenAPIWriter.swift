// SPDX-License-Identifier: MIT

package import Kn8Value

/// Writes schemas as OpenAPI has them, the way the API server publishes its own: every definition under its full name,
/// and references to it elsewhere (`kubernetes:kube-openapi/pkg/builder3`).
package struct OpenAPIWriter: Sendable {
    /// Which OpenAPI.
    package enum Dialect: Sendable {
        /// Swagger 2.0.
        case v2
        /// OpenAPI 3.0.
        case v3

        var prefix: String {
            switch self {
            case .v2: "#/definitions/"
            case .v3: "#/components/schemas/"
            }
        }
    }

    private static let deepest = 64

    private let dialect: Dialect
    /// The definitions so far, by full name.
    package private(set) var definitions: [String: Value] = [:]
    private var waiting: [Schema] = []

    /// A writer that has written nothing.
    package init(_ dialect: Dialect) { self.dialect = dialect }

    /// A reference to the definition called `name` in full.
    package func reference(_ name: String) -> Value { ["$ref": .string(dialect.prefix + name)] }

    /// Writes the definition of a kind, and all that it needs; returns its full name.
    package mutating func write(_ kind: KindEntry, _ schema: Schema) -> String {
        let name =
            schema.definition.isEmpty
            ? OpenAPIWriter.name(group: kind.group, version: kind.version, kind: kind.kind)
            : OpenAPIWriter.fullName(schema.definition)
        var value: Value
        if schema.definition.isEmpty {
            value = inline(schema, describedAs: "\(kind.kind).\(kind.group)", path: "", depth: 0)
            addEnvelope(to: &value)
        } else {
            value = definitions[name] ?? body(schema)
        }
        note(kind, in: &value)
        definitions[name] = value
        finish()
        return name
    }

    /// Writes the definition of a kind whose schema a CustomResourceDefinition states as `openAPI`; returns its full name.
    package mutating func write(_ kind: KindEntry, stated openAPI: Value) -> String {
        let name = OpenAPIWriter.name(group: kind.group, version: kind.version, kind: kind.kind)
        var value = openAPI.object == nil ? ["type": "object"] : openAPI
        addEnvelope(to: &value)
        note(kind, in: &value)
        definitions[name] = value
        finish()
        return name
    }

    /// Writes the definition with that short name, for example `meta.v1.DeleteOptions`; nil when there is none.
    package mutating func write(definition short: String) -> String? {
        guard let definition = Catalogue.shared.definition(short) else { return nil }
        let name = OpenAPIWriter.fullName(short)
        if definitions[name] == nil { definitions[name] = body(definition.schema) }
        finish()
        return name
    }

    /// Writes the list of a kind, whose own definition is `item`; returns its full name.
    package mutating func writeList(of kind: KindEntry, item: String) -> String {
        let name = item + "List"
        var value: Value = [
            "type": "object", "description": .string("\(kind.kind)List is a list of \(kind.kind)."),
            "required": ["items"],
        ]
        value["properties"] = [
            "apiVersion": ["type": "string"], "kind": ["type": "string"],
            "items": ["type": "array", "items": reference(item)],
        ]
        if let metadata = write(definition: "meta.v1.ListMeta") {
            value[path: ["properties", "metadata"]] = reference(metadata)
        }
        var list = kind
        list.kind += "List"
        note(list, in: &value)
        definitions[name] = value
        return name
    }

    private mutating func finish() {
        while let schema = waiting.popLast() {
            let name = OpenAPIWriter.fullName(schema.definition)
            if definitions[name] == nil { definitions[name] = body(schema) }
        }
    }

    private func note(_ kind: KindEntry, in value: inout Value) {
        let own: Value = [
            "group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind),
        ]
        var kinds = value["x-kubernetes-group-version-kind"]?.array ?? []
        if !kinds.contains(own) { kinds.append(own) }
        value["x-kubernetes-group-version-kind"] = .array(kinds)
    }

    private mutating func addEnvelope(to value: inout Value) {
        let describe = FieldDescriptions.shared
        for field in ["apiVersion", "kind"] {
            var text: Value = ["type": "string"]
            if let words = describe.entry(of: "core.v1.Pod", field: field)?.text {
                text["description"] = .string(words)
            }
            value[path: ["properties", field]] = text
        }
        if let metadata = Catalogue.shared.definition("meta.v1.ObjectMeta")?.schema {
            waiting.append(metadata)
            value[path: ["properties", "metadata"]] = reference(OpenAPIWriter.fullName("meta.v1.ObjectMeta"))
        }
    }

    private mutating func body(_ schema: Schema) -> Value {
        inline(schema, describedAs: schema.definition, path: "", depth: 0)
    }

    // What stands at one place: a reference for a definition, else the node itself.
    private mutating func node(_ schema: Schema, describedAs section: String, path: String, depth: Int) -> Value {
        if !schema.definition.isEmpty {
            if definitions[OpenAPIWriter.fullName(schema.definition)] == nil { waiting.append(schema) }
            return reference(OpenAPIWriter.fullName(schema.definition))
        }
        guard depth < OpenAPIWriter.deepest else { return .emptyObject }
        return inline(schema, describedAs: section, path: path, depth: depth)
    }

    private mutating func inline(_ schema: Schema, describedAs section: String, path: String, depth: Int) -> Value {
        var value: Value = .emptyObject
        switch schema.type {
        case .any: if schema.preservesUnknown { value["x-kubernetes-preserve-unknown-fields"] = true }
        case .intOrString:
            if schema.isNative { return scalar("io.k8s.apimachinery.pkg.util.intstr.IntOrString") }
            value["x-kubernetes-int-or-string"] = true
            value["anyOf"] = [["type": "integer"], ["type": "string"]]
        case .quantity: return scalar("io.k8s.apimachinery.pkg.api.resource.Quantity")
        case .string where schema.isNative && schema.format == "date-time":
            return scalar("io.k8s.apimachinery.pkg.apis.meta.v1.Time")
        case .string, .integer, .number, .boolean:
            value["type"] = .string(OpenAPIWriter.word(schema.type))
            if !schema.format.isEmpty { value["format"] = .string(schema.format) }
        case .array:
            value["type"] = "array"
            if let items = schema.items?.schema {
                value["items"] = wrapped(node(items, describedAs: section, path: path, depth: depth + 1), nil, nil)
            } else {
                value["items"] = .emptyObject
            }
            switch schema.listType {
            case .atomic: value["x-kubernetes-list-type"] = "atomic"
            case .set: value["x-kubernetes-list-type"] = "set"
            case .map(let keys):
                value["x-kubernetes-list-type"] = "map"
                value["x-kubernetes-list-map-keys"] = .array(keys.map(Value.string))
            case nil: break
            }
        case .object:
            value["type"] = "object"
            addFields(schema, to: &value, describedAs: section, path: path, depth: depth)
            if schema.isAtomic { value["x-kubernetes-map-type"] = "atomic" }
            if schema.preservesUnknown { value["x-kubernetes-preserve-unknown-fields"] = true }
        }
        if schema.nullable { value["nullable"] = true }
        if schema.isEmbeddedResource { value["x-kubernetes-embedded-resource"] = true }
        if let words = FieldDescriptions.shared.entry(of: section)?.text, path.isEmpty, !words.isEmpty {
            value["description"] = .string(words)
        }
        if let constraints = schema.constraints { constraints.add(to: &value) }
        return value
    }

    private mutating func addFields(
        _ schema: Schema,
        to value: inout Value,
        describedAs section: String,
        path: String,
        depth: Int
    ) {
        var properties: [(String, Value)] = []
        for field in schema.fields {
            let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
            let below = field.schema
            // The fields of a custom kind are described by their whole path, those of a type by their name.
            var property = node(below, describedAs: section, path: inner, depth: depth + 1)
            let words = FieldDescriptions.shared.entry(of: section, field: inner)?.text
            let isMarked = !field.patchStrategy.isEmpty || !field.mergeKey.isEmpty || field.isAtomic
            property = wrapped(property, field.defaultValue, words, isMarked: isMarked)
            if !field.patchStrategy.isEmpty { property["x-kubernetes-patch-strategy"] = .string(field.patchStrategy) }
            if !field.mergeKey.isEmpty { property["x-kubernetes-patch-merge-key"] = .string(field.mergeKey) }
            if field.isAtomic { property["x-kubernetes-map-type"] = "atomic" }
            properties.append((field.name, property))
        }
        if !properties.isEmpty { value["properties"] = .object(ValueMap(properties)) }
        let required = schema.fields.filter(\.isRequired).map { Value.string($0.name) }
        if !required.isEmpty { value["required"] = .array(required) }
        if let additional = schema.additional?.schema {
            value["additionalProperties"] = wrapped(
                node(additional, describedAs: section, path: path + "[]", depth: depth + 1),
                nil,
                nil
            )
        }
    }

    // Beside a reference nothing may stand in version 3.
    private func wrapped(
        _ node: Value,
        _ defaultValue: Value?,
        _ description: String?,
        isMarked: Bool = false
    ) -> Value {
        var value = node
        let isPlain = defaultValue == nil && description?.isEmpty != false && !isMarked
        if node["$ref"] != nil, dialect == .v3, !isPlain {
            value = ["allOf": [node]]
        }
        if let defaultValue { value["default"] = defaultValue }
        if let description, !description.isEmpty { value["description"] = .string(description) }
        return value
    }

    private mutating func scalar(_ name: String) -> Value {
        if definitions[name] == nil {
            switch name.split(separator: ".").last {
            case "Time": definitions[name] = ["type": "string", "format": "date-time"]
            case "IntOrString":
                definitions[name] =
                    dialect == .v3
                    ? ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
                    : ["format": "int-or-string", "type": "string"]
            default:
                definitions[name] =
                    dialect == .v3 ? ["oneOf": [["type": "string"], ["type": "number"]]] : ["type": "string"]
            }
        }
        return reference(name)
    }

    private static func word(_ type: Schema.ValueType) -> String {
        switch type {
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        default: "string"
        }
    }

    /// The name of a definition in full: `io.k8s.api.core.v1.PodSpec` for `core.v1.PodSpec`.
    package static func fullName(_ short: String) -> String {
        let parts = short.split(separator: ".")
        switch parts.first {
        case "meta": return "io.k8s.apimachinery.pkg.apis.\(short)"
        case "version": return "io.k8s.apimachinery.pkg.\(short)"
        case "apiextensions": return "io.k8s.apiextensions-apiserver.pkg.apis.\(short)"
        case "apiregistration": return "io.k8s.kube-aggregator.pkg.apis.\(short)"
        case "openshift":
            return "com.github.\(short.replacing("openshift.", with: "openshift.api.", maxReplacements: 1))"
        default: return "io.k8s.api.\(short)"
        }
    }

    /// The name of a custom kind's definition: the group backwards, then version and kind.
    static func name(group: String, version: String, kind: String) -> String {
        (group.split(separator: ".").reversed().map(String.init) + [version, kind]).joined(separator: ".")
    }
}

extension SchemaConstraints {
    fileprivate func add(to value: inout Value) {
        func number(_ number: Double) -> Value { Int64(exactly: number).map(Value.int) ?? .double(number) }
        if let values { value["enum"] = .array(values) }
        if !pattern.isEmpty { value["pattern"] = .string(pattern) }
        if let minimum { value["minimum"] = number(minimum) }
        if let maximum { value["maximum"] = number(maximum) }
        if excludesMinimum { value["exclusiveMinimum"] = true }
        if excludesMaximum { value["exclusiveMaximum"] = true }
        if let multipleOf { value["multipleOf"] = number(multipleOf) }
        for (name, count) in [
            ("minLength", minLength), ("maxLength", maxLength), ("minItems", minItems), ("maxItems", maxItems),
            ("minProperties", minProperties), ("maxProperties", maxProperties),
        ] {
            if let count { value[name] = .int(Int64(count)) }
        }
        if !rules.isEmpty { value["x-kubernetes-validations"] = .array(rules) }
    }
}
