// SPDX-License-Identifier: MIT

internal import Kn8Value

/// One place of a kind as `explain` shows it: from the catalogue, or from the text of a CRD.
struct ExplainedNode {
    /// Where the facts come from.
    enum Source {
        /// A node of the catalogue.
        case native(Schema)
        /// A node of an `openAPIV3Schema`, or of an OpenAPI document with references.
        case custom(Value, OpenAPIReferences)
    }

    /// A named field of a node.
    struct Field {
        /// The key.
        let name: String
        /// What may stand there.
        let node: ExplainedNode
        /// Whether it must be there.
        let isRequired: Bool
    }

    /// Where the facts come from.
    let source: Source
    /// Where kn8's own descriptions are.
    let texts: FieldDescriptions
    /// The name of the last field on the way here; empty at the root.
    var name = ""
    /// Where kn8's own description of the field is: the type it belongs to, or the kind.
    var section = ""
    /// The field in that section: its name, or the dotted path from the root of a custom kind.
    var place = ""
    /// The type of Kubernetes that the parent looks like, whose fields are described already; empty when none does.
    var likeness = ""
    /// The default as the field states it; nil when it states none.
    var stated: Value?

    /// What may stand here, as kubectl spells it: `string`, `[]Container`, `map[string]Quantity`, `Object`.
    var typeName: String {
        switch source {
        case .native(let schema): schema.explainedName(of: name)
        case .custom(let node, let references): ExplainedNode.typeName(of: node, references, depth: 0)
        }
    }

    /// The name of the type that recursion must not enter twice; empty for a node without one.
    var identity: String {
        switch source {
        case .native(let schema): schema.innermost.definition
        case .custom(let node, let references): references.innermost(node).name
        }
    }

    /// What is said of the field itself; empty when nothing is.
    var text: String {
        if case .custom(let node, _) = source, let text = node["description"]?.string, !text.isEmpty { return text }
        return known?.text ?? ""
    }

    // What kn8 says of the field itself.
    private var known: FieldDescriptions.Entry? {
        if let entry = texts.entry(of: section, field: place) { return entry }
        return likeness.isEmpty ? commonEntry : texts.entry(of: likeness, field: name)
    }

    // apiVersion, kind and metadata are the same for every kind.
    private var commonEntry: FieldDescriptions.Entry? {
        ["apiVersion", "kind", "metadata"].contains(name) ? texts.entry(of: "meta.v1", field: name) : nil
    }

    /// What is said of the type of what stands here; empty when nothing is.
    var typeText: String {
        switch source {
        case .native(let schema): texts.entry(of: schema.innermost.definition)?.text ?? ""
        case .custom(let node, let references):
            if place.isEmpty, node["description"]?.string == nil {
                texts.entry(of: section)?.text ?? ""
            } else {
                ExplainedNode.innerTexts(of: node, references).joined(separator: "\n")
            }
        }
    }

    // What is said of the type, and of the elements of lists and maps.
    private static func innerTexts(of node: Value, _ references: OpenAPIReferences) -> [String] {
        var target = references.resolved(node)
        var texts = [target.text]
        while texts.count < 8, let inner = target.facts["items"] ?? target.facts["additionalProperties"],
            inner.object != nil
        {
            target = references.resolved(inner)
            texts += [target.facts["description"]?.string ?? "", target.text]
            guard target.facts["properties"] == nil else { break }
        }
        return texts.filter { !$0.isEmpty }
    }

    /// What is said of the field and, if it says more, of its type.
    var fullText: [String] {
        let own = text
        return [own, typeText == own ? "" : typeText].filter { !$0.isEmpty }
    }

    /// What is said in a list of fields: of a built-in type, when nothing is said of the field itself, what it is.
    var shortText: String {
        let own = text
        guard own.isEmpty else { return own }
        if case .custom(let node, let references) = source, references.resolved(node).name.isEmpty { return "" }
        return typeText
    }

    /// The allowed values, in the order of the schema.
    var values: [String] {
        switch source {
        case .native(let schema): (schema.constraints?.values ?? []).map(\.explained)
        case .custom(let node, let references):
            (references.resolved(node).facts["enum"]?.array ?? []).map(\.explained)
        }
    }

    /// What a missing field counts as; nil when that is not known, or is empty.
    var defaultText: String? {
        guard let stated else { return texts.entry(of: section, field: place)?.defaultText }
        guard stated != .emptyObject, stated != .string(""), stated != .array([]) else { return nil }
        return stated.explained
    }

    /// The named fields, through lists and maps, ascending by name.
    var fields: [Field] {
        switch source {
        case .native(let schema): nativeFields(schema.innermost)
        case .custom(let node, let references): customFields(node, references)
        }
    }

    private func nativeFields(_ schema: Schema) -> [Field] {
        schema.fields.map { field in
            var node = ExplainedNode(source: .native(field.schema), texts: texts)
            node.name = field.name
            node.section = schema.definition
            node.place = field.name
            node.stated = field.defaultValue
            return Field(name: field.name, node: node, isRequired: field.isRequired)
        }
    }

    private func customFields(_ value: Value, _ references: OpenAPIReferences) -> [Field] {
        let target = references.innermost(value)
        // A type of Kubernetes has a section of its own; what has no name goes by the way to it from the root.
        let type = OpenAPIDocument.short(target.name)
        let isNative = type != target.name
        let required = Set((target.facts["required"]?.array ?? []).compactMap(\.string))
        return (target.facts["properties"]?.object ?? ValueMap()).map { entry in
            var node = ExplainedNode(source: .custom(entry.value, references), texts: texts)
            node.name = entry.key
            node.section = isNative ? type : section
            node.place = isNative || place.isEmpty ? entry.key : "\(place).\(entry.key)"
            node.stated = entry.value["default"]
            node.likeness = ExplainedNode.likenesses[name] ?? ""
            return Field(name: entry.key, node: node, isRequired: required.contains(entry.key))
        }
    }

    // Custom kinds borrow types of Kubernetes under the names that they have there.
    private static let likenesses = [
        "affinity": "core.v1.Affinity", "conditions": "meta.v1.Condition",
        "configMapKeyRef": "core.v1.ConfigMapKeySelector",
        "containers": "core.v1.Container", "emptyDir": "core.v1.EmptyDirVolumeSource", "env": "core.v1.EnvVar",
        "envFrom": "core.v1.EnvFromSource", "exec": "core.v1.ExecAction", "hostPath": "core.v1.HostPathVolumeSource",
        "httpGet": "core.v1.HTTPGetAction", "initContainers": "core.v1.Container", "lifecycle": "core.v1.Lifecycle",
        "livenessProbe": "core.v1.Probe", "matchExpressions": "meta.v1.LabelSelectorRequirement",
        "persistentVolumeClaim": "core.v1.PersistentVolumeClaimSpec", "podSpec": "core.v1.PodSpec",
        "ports": "core.v1.ContainerPort", "readinessProbe": "core.v1.Probe",
        "resources": "core.v1.ResourceRequirements", "secretKeyRef": "core.v1.SecretKeySelector",
        "securityContext": "core.v1.SecurityContext", "startupProbe": "core.v1.Probe",
        "tcpSocket": "core.v1.TCPSocketAction", "tolerations": "core.v1.Toleration",
        "valueFrom": "core.v1.EnvVarSource",
        "volumeMounts": "core.v1.VolumeMount", "volumes": "core.v1.Volume",
    ]

    private static func typeName(of node: Value, _ references: OpenAPIReferences, depth: Int) -> String {
        guard depth < 64 else { return "Object" }
        let target = references.resolved(node)
        let facts = target.facts
        if let items = facts["items"], items.object != nil {
            return "[]\(typeName(of: items, references, depth: depth + 1))"
        }
        if let values = facts["additionalProperties"], values.object != nil {
            return "map[string]\(typeName(of: values, references, depth: depth + 1))"
        }
        if facts["x-kubernetes-int-or-string"]?.bool == true { return "IntOrString" }
        let type = facts["type"]?.string ?? "object"
        guard type == "object" else { return type }
        return target.name.split(separator: ".").last.map(String.init) ?? "Object"
    }
}

extension OpenAPIReferences {
    /// The node behind lists and maps.
    fileprivate func innermost(_ node: Value) -> Target {
        var target = resolved(node)
        for _ in 0..<64 {
            guard target.facts["properties"] == nil,
                let inner = target.facts["items"] ?? target.facts["additionalProperties"], inner.object != nil
            else { break }
            target = resolved(inner)
        }
        return target
    }
}

extension Schema {
    /// The node behind lists and maps.
    fileprivate var innermost: Schema {
        var schema = self
        while schema.fields.isEmpty, let inner = schema.items ?? schema.additional { schema = inner.schema }
        return schema
    }

    /// The type as kubectl spells it. The catalogue drops the names of types that have no fields: `field` has them back.
    fileprivate func explainedName(of field: String) -> String {
        switch type {
        case .array: "[]\(items?.schema.explainedName(of: field) ?? "Object")"
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .intOrString: "IntOrString"
        case .quantity: "Quantity"
        case .any, .object:
            if let additional {
                "map[string]\(additional.schema.explainedName(of: field))"
            } else if !definition.isEmpty {
                structName
            } else {
                Schema.bareTypes[field] ?? (type == .any ? "JSON" : "RawExtension")
            }
        }
    }

    private static let bareTypes = [
        "additionalItems": "JSONSchemaPropsOrBool", "additionalProperties": "JSONSchemaPropsOrBool",
        "dependencies": "JSONSchemaPropsOrStringArray", "fieldsV1": "FieldsV1", "items": "JSONSchemaPropsOrArray",
        "status": "CustomResourceSubresourceStatus",
    ]
}

extension Value {
    // Text without quotes unless it is empty, all else as JSON.
    fileprivate var explained: String { string.map { $0.isEmpty ? "\"\"" : $0 } ?? json() }
}
