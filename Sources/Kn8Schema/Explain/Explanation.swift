// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `explain` prints of a kind or one of its fields (`kubectl:pkg/explain/v2/templates/plaintext.tmpl`).
package struct Explanation {
    /// The form of the text.
    package enum Format: String, CaseIterable, Sendable {
        /// kubectl's.
        case plaintext
        /// kubectl's of old, before OpenAPI v3.
        case plaintextOpenAPIv2 = "plaintext-openapiv2"
    }

    /// A field that is not there.
    package struct MissingField: Error {
        /// The name as it was asked for.
        package let name: String
        /// What was probably meant; nil when nothing is near.
        package let nearest: String?
    }

    // Deeper nesting than this is not shown.
    private static let deepest = 64

    let kind: KindEntry
    let root: ExplainedNode

    /// The explanation of `kind`, whose objects are of `schema`.
    package init(kind: KindEntry, schema: Schema) {
        self.init(kind: kind, root: ExplainedNode(source: .native(schema), texts: .shared))
    }

    /// The explanation of the custom kind `kind`, whose objects `schema`, an `openAPIV3Schema`, describes; what all objects
    /// have in common is told from `metadata`.
    package init(kind: KindEntry, openAPI schema: Value) {
        var schema = schema
        if schema["properties"]?.object == nil { schema["properties"] = .emptyObject }
        for field in ["apiVersion", "kind"] where schema[path: ["properties", field]] == nil {
            schema[path: ["properties", field]] = ["type": "string"]
        }
        var root = ExplainedNode(source: .custom(schema, OpenAPIReferences()), texts: .shared)
        root.section = kind.group.isEmpty ? kind.kind : "\(kind.kind).\(kind.group)"
        self.init(kind: kind, root: root)
    }

    /// The explanation of `kind` from the OpenAPI document of its group and version, as a server has it; nil when the
    /// document does not tell of the kind.
    package init?(kind: KindEntry, served document: Value) {
        let references = OpenAPIReferences(document)
        guard let (name, facts) = references.definition(of: kind) else { return nil }
        var root = ExplainedNode(source: .custom(facts, references), texts: .shared)
        let type = OpenAPIDocument.short(name)
        root.section = type != name ? type : kind.group.isEmpty ? kind.kind : "\(kind.kind).\(kind.group)"
        self.init(kind: kind, root: root)
    }

    init(kind: KindEntry, root: ExplainedNode) {
        self.kind = kind
        self.root = root
    }

    /// What stands above every explanation, an empty line at its end.
    package func header(_ format: Format) -> String {
        switch format {
        case .plaintext:
            (kind.group.isEmpty ? "" : "GROUP:      \(kind.group)\n")
                + "KIND:       \(kind.kind)\nVERSION:    \(kind.version)\n\n"
        case .plaintextOpenAPIv2: "KIND:     \(kind.kind)\nVERSION:  \(kind.apiVersion)\n\n"
        }
    }

    /// What stands below the header for the field at the end of `path`; with `recursive` the names of all fields below it.
    package func body(of path: [String], recursive: Bool, _ format: Format) throws(MissingField) -> String {
        var node = root
        for name in path {
            let fields = fields(of: node)
            guard let field = fields.first(where: { $0.name == name }) else {
                throw MissingField(name: name, nearest: NearestName.of(name, among: fields.lazy.map(\.name)))
            }
            node = field.node
        }
        return switch format {
        case .plaintext: text(of: node, recursive: recursive)
        case .plaintextOpenAPIv2: oldText(of: node, recursive: recursive)
        }
    }

    /// The names of the fields below `path`, for completion; none when the path leads nowhere.
    package func fieldNames(below path: [String]) -> [String] {
        var node = root
        for name in path {
            guard let field = fields(of: node).first(where: { $0.name == name }) else { return [] }
            node = field.node
        }
        return fields(of: node).map(\.name)
    }

    // The metadata of a custom object is Kubernetes' own.
    func fields(of node: ExplainedNode) -> [ExplainedNode.Field] {
        guard node.name.isEmpty, case .custom(let facts, let references) = node.source,
            references.resolved(facts[path: ["properties", "metadata"]] ?? .null).name.isEmpty,
            let shape = SchemaCatalog.standard.schema(definition: "meta.v1.ObjectMeta")
        else { return node.fields }
        var metadata = ExplainedNode(source: .native(shape), texts: node.texts)
        metadata.name = "metadata"
        metadata.section = "meta.v1"
        metadata.place = "metadata"
        let fields = node.fields.filter { $0.name != "metadata" }.map { field in
            guard field.name == "apiVersion" || field.name == "kind" else { return field }
            var inner = field.node
            if inner.text.isEmpty { (inner.section, inner.place) = ("meta.v1", field.name) }
            return ExplainedNode.Field(name: field.name, node: inner, isRequired: field.isRequired)
        }
        let isRequired = facts["required"]?.array?.contains("metadata") ?? false
        return (fields + [ExplainedNode.Field(name: "metadata", node: metadata, isRequired: isRequired)])
            .sorted { $0.name < $1.name }
    }

    private func text(of node: ExplainedNode, recursive: Bool) -> String {
        var text = ""
        if !node.name.isEmpty {
            text += "FIELD: \(node.name) <\(node.typeName)>\n"
            if !node.values.isEmpty { text += "ENUM:\n" + node.values.map { "    \($0)" }.joined(separator: "\n") }
            text += "\n"
            if let value = node.defaultText { text += "DEFAULT: \(value)\n" }
            text += "\n"
        }
        let words = node.fullText.joined(separator: "\n")
        text += "DESCRIPTION:\n"
        text += WordWrap.indented(WordWrap.wrapped(words.isEmpty ? "<empty>" : words + "\n", at: 76), by: 4) + "\n"
        let fields = fields(of: node)
        if !fields.isEmpty {
            text += "FIELDS:\n"
            list(fields, recursive: recursive, level: 1, history: [], &text)
        }
        return text + "\n"
    }

    // Only the first few of many, as kubectl has it.
    private static func list(_ values: [String]) -> String {
        values.count > 4 ? values.prefix(4).joined(separator: ", ") + ", ...." : values.joined(separator: ", ")
    }

    private func list(
        _ fields: [ExplainedNode.Field],
        recursive: Bool,
        level: Int,
        history: [String],
        _ text: inout String
    ) {
        let pad = String(repeating: " ", count: level * 2)
        for field in fields {
            let node = field.node
            text += "\(pad)\(field.name)\t<\(node.typeName)>\(field.isRequired ? " -required-" : "")\n"
            if !node.values.isEmpty { text += "\(pad)enum: \(Explanation.list(node.values))\n" }
            if let value = node.defaultText { text += "\(pad)default: \(value)\n" }
            guard recursive else {
                let words = node.shortText
                let shown = WordWrap.wrapped(words.isEmpty ? "<no description>" : words, at: 76)
                text += WordWrap.indented(shown, by: level * 2 + 2) + "\n\n"
                continue
            }
            let identity = node.identity
            guard level < Explanation.deepest, identity.isEmpty || !history.contains(identity) else { continue }
            let inner = identity.isEmpty ? history : history + [identity]
            list(node.fields, recursive: true, level: level + 1, history: inner, &text)
        }
    }
}
