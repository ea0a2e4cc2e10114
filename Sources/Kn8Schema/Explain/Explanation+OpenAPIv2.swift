// SPDX-License-Identifier: MIT

/// The form of old (`kubectl:pkg/explain/model_printer.go`, `regular_fields_printer.go`, `recursive_fields_printer.go`).
extension Explanation {
    func oldText(of node: ExplainedNode, recursive: Bool) -> String {
        let fields = fields(of: node)
        var text = ""
        if !node.name.isEmpty {
            text += fields.isEmpty ? "FIELD:    " : "RESOURCE: "
            text += "\(node.name) <\(oldName(of: node))>\n\n"
        }
        let words = node.fullText
        text += "DESCRIPTION:\n"
        text +=
            words.isEmpty
            ? "     <empty>\n"
            : words.map { WordWrap.indented(WordWrap.wrapped($0, at: 75), by: 5) + "\n" }.joined(separator: "\n")
        guard !fields.isEmpty else { return text }
        text += "\nFIELDS:\n"
        list(fields, recursive: recursive, level: 1, history: [], &text)
        return text
    }

    private func list(
        _ fields: [ExplainedNode.Field],
        recursive: Bool,
        level: Int,
        history: [String],
        _ text: inout String
    ) {
        let pad = String(repeating: " ", count: level * 3)
        for field in fields {
            let node = field.node
            text += "\(pad)\(field.name)\t<\(oldName(of: node))>\(field.isRequired ? " -required-" : "")\n"
            guard recursive else {
                let words = node.shortText
                let shown = WordWrap.wrapped(words.isEmpty ? "<no description>" : words, at: 75)
                text += WordWrap.indented(shown, by: 5) + "\n\n"
                continue
            }
            let identity = node.identity
            guard level < 64, identity.isEmpty || !history.contains(identity) else { continue }
            let inner = identity.isEmpty ? history : history + [identity]
            list(node.fields, recursive: true, level: level + 1, history: inner, &text)
        }
    }

    // Types with fields have no names there.
    private func oldName(of node: ExplainedNode) -> String {
        let name = node.typeName
        let core = name.lastIndex(of: "]").map { name[name.index(after: $0)...] } ?? name[...]
        let isPlain = ["string", "integer", "number", "boolean"].contains(String(core))
        if isPlain { return name }
        if core == "Quantity" || core == "IntOrString" { return name.dropLast(core.count) + "string" }
        return name.dropLast(core.count) + "Object"
    }
}
