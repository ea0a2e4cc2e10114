// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Template
internal import Kn8Value

/// A template in words: the table of its parameters, and what `-o describe` prints
/// (`oc:pkg/helpers/describe/describer.go`).
struct TemplateDescription {
    let template: Template

    /// The table of `--parameters`; a generator's input stands for the value, even where there is a default.
    var parameterTable: String {
        let rows = template.parameters.map { parameter in
            let value = parameter.generate.isEmpty ? parameter.value : parameter.from
            return "\(parameter.name)\t\(parameter.description)\t\(parameter.generate)\t\(value)\n"
        }
        return TabbedText(minimalWidth: 20, padding: 3).laidOut(
            "NAME\tDESCRIPTION\tGENERATOR\tVALUE\n" + rows.joined()
        )
    }

    /// The description of the template, whose objects are the processed ones.
    var text: String {
        let layout = TabbedText(minimalWidth: 0, padding: 1, tabWidth: 8)
        var body = field("Parameters", " ")
        for parameter in template.parameters { body += text(of: parameter) }
        body += "\n"
        body += field("Object Labels", list(template.labels ?? [:]).joined(separator: ","))
        body += "\n"
        body += field("Message", template.message) + "\n"
        return layout.laidOut(head + "\n") + layout.laidOut(body) + layout.laidOut(objects)
    }

    private var head: String {
        var head = field("Name", template.name)
        if !template.namespace.isEmpty { head += field("Namespace", template.namespace) }
        head += fields("Labels", Object(template.source).labels)
        var annotations = template.annotations
        if let description = annotations.removeValue(forKey: "description"), !description.isEmpty {
            head += field("Description", description)
        }
        return head + fields("Annotations", annotations)
    }

    private func text(of parameter: TemplateParameter) -> String {
        let indent = "    "
        var text = field(indent + "Name", parameter.name)
        if !parameter.displayName.isEmpty { text += field(indent + "Display Name", parameter.displayName) }
        if !parameter.description.isEmpty { text += field(indent + "Description", parameter.description) }
        text += field(indent + "Required", "\(parameter.isRequired)")
        if parameter.generate.isEmpty {
            text += field(indent + "Value", parameter.value)
        } else if parameter.value.isEmpty {
            text += field(indent + "Generated", parameter.generate) + field(indent + "From", parameter.from)
        } else {
            text += field(indent + "Value", parameter.value)
            text += field(indent + "Generated (ignored)", parameter.generate)
            text += field(indent + "From", parameter.from)
        }
        return text + "\n"
    }

    private var objects: String {
        let rows = (template.objects ?? []).map { value in
            let object = Object(value)
            let group = object.gvk.group
            return "    \(object.kind)\(group.isEmpty ? "" : ".\(group)")\t\(object.name)\n"
        }
        return field("Objects", " ") + rows.joined()
    }

    private func field(_ label: String, _ value: String) -> String {
        let lines = (value.isEmpty ? "<none>" : value).split(separator: "\n", omittingEmptySubsequences: false)
        return "\(label):" + lines.map { "\t\($0)\n" }.joined()
    }

    private func fields(_ label: String, _ values: [String: String]) -> String {
        let texts = list(values)
        guard let first = texts.first else { return field(label, "") }
        return field(label, first) + texts.dropFirst().map { "\t\($0)\n" }.joined()
    }

    private func list(_ values: [String: String]) -> [String] {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }
}
