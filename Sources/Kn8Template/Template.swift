// SPDX-License-Identifier: MIT

package import Kn8Value

/// An OpenShift template: objects with holes, and the parameters that fill them.
package struct Template: Hashable, Sendable {
    /// The group and version that templates have today; `v1`, which oc 3 read as well, means the same.
    package static let apiVersion = "template.openshift.io/v1"

    /// The template as read, for what nothing here names.
    package var source: Value
    /// `metadata.name`; empty when it has none.
    package var name: String
    /// `metadata.namespace`; empty when it has none.
    package var namespace: String
    /// `metadata.annotations`.
    package var annotations: [String: String]
    /// What is said after instantiation; empty for nothing.
    package var message: String
    /// The labels that every object gets; nil when the template has no `labels`, which differs from an empty mapping.
    package var labels: [String: String]?
    /// The parameters in their order, which is the order of prompts and lists.
    package var parameters: [TemplateParameter]
    /// The objects with their references; nil when the template has no `objects`.
    package var objects: [Value]?

    /// Whether `value` says of itself that it is a template, in the present spelling or in that of OpenShift 3.
    package static func isTemplate(_ value: Value) -> Bool {
        value["kind"]?.string == "Template"
            && (value["apiVersion"]?.string == apiVersion || value["apiVersion"]?.string == "v1")
    }

    /// The template that `value` spells.
    ///
    /// - Throws: The first field of the wrong type.
    package init(_ value: Value) throws(TemplateDecodingError) {
        source = value
        let metadata = value["metadata"]
        let place = FieldPath(keys: "metadata")
        name = try Template.text(metadata?["name"], "ObjectMeta.metadata.name", place.key("name"))
        namespace = try Template.text(metadata?["namespace"], "ObjectMeta.metadata.namespace", place.key("namespace"))
        annotations =
            try Template.texts(metadata?["annotations"], "ObjectMeta.metadata.annotations", place.key("annotations"))
            ?? [:]
        message = try Template.text(value["message"], "Template.message", FieldPath(keys: "message"))
        labels = try Template.texts(value["labels"], "Template.labels", FieldPath(keys: "labels"))
        objects = try Template.list(value["objects"], "Template.objects", "[]runtime.RawExtension", "objects")
        parameters = []
        let list = try Template.list(value["parameters"], "Template.parameters", "[]v1.Parameter", "parameters")
        for (index, element) in (list ?? []).enumerated() {
            parameters.append(try Template.parameter(element, FieldPath(keys: "parameters").index(index)))
        }
    }

    /// Gives the parameter called `name` a value and takes its generator away, as oc does for every value given; of a
    /// name that stands twice only the first is set. Returns whether there is such a parameter.
    package mutating func set(_ name: String, to value: String) -> Bool {
        guard let index = parameters.firstIndex(where: { $0.name == name }) else { return false }
        parameters[index].value = value
        parameters[index].generate = ""
        return true
    }

    /// The index of the definition of `name` that counts: the last one.
    package func index(of name: String) -> Int? { parameters.lastIndex { $0.name == name } }
}

extension Template {
    private static func parameter(
        _ value: Value,
        _ path: FieldPath
    ) throws(TemplateDecodingError) -> TemplateParameter {
        guard case .object = value else {
            guard value.isNull else {
                throw TemplateDecodingError(value, "Template.parameters", of: "v1.Parameter", at: path)
            }
            return TemplateParameter(name: "")
        }
        var texts: [String: String] = [:]
        for field in ["name", "displayName", "description", "value", "generate", "from"] {
            texts[field] = try text(value[field], "Parameter.parameters.\(field)", path.key(field))
        }
        var isRequired = false
        switch value["required"] {
        case nil, .null: break
        case .bool(let flag): isRequired = flag
        case let other?:
            throw TemplateDecodingError(other, "Parameter.parameters.required", of: "bool", at: path.key("required"))
        }
        return TemplateParameter(
            name: texts["name"] ?? "",
            displayName: texts["displayName"] ?? "",
            description: texts["description"] ?? "",
            value: texts["value"] ?? "",
            generate: texts["generate"] ?? "",
            from: texts["from"] ?? "",
            isRequired: isRequired
        )
    }

    private static func text(
        _ value: Value?,
        _ field: String,
        _ path: FieldPath
    ) throws(TemplateDecodingError) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case let other?: throw TemplateDecodingError(other, field, of: "string", at: path)
        }
    }

    private static func texts(
        _ value: Value?,
        _ field: String,
        _ path: FieldPath
    ) throws(TemplateDecodingError) -> [String: String]? {
        switch value {
        case nil, .null: return nil
        case .object(let map):
            var texts: [String: String] = [:]
            for entry in map { texts[entry.key] = try text(entry.value, field, path.key(entry.key)) }
            return texts
        case let other?: throw TemplateDecodingError(other, field, of: "map[string]string", at: path)
        }
    }

    private static func list(
        _ value: Value?,
        _ field: String,
        _ type: String,
        _ key: String
    ) throws(TemplateDecodingError) -> [Value]? {
        switch value {
        case nil, .null: nil
        case .array(let elements): elements
        case let other?: throw TemplateDecodingError(other, field, of: type, at: FieldPath(keys: key))
        }
    }
}
