// SPDX-License-Identifier: MIT

internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

/// A template that `kn8 new-app` was given, and what became of it.
struct ApplicationTemplate {
    /// What the user called it: a file, a stored template.
    let input: String
    /// The file it stands in; nil for a stored one.
    let file: TemplateFile?
    /// The template with its values.
    let result: ProcessedTemplate

    /// What is said of the template before anything is created (`oc:pkg/helpers/newapp/cmd/describe.go`).
    func description(project: String, hidesSecrets: Bool) -> String {
        let template = result.template
        let secrets = hidesSecrets ? SecretParameters(of: template) : nil
        let namespace = template.namespace.isEmpty ? project : template.namespace
        let origin = input == template.name ? "" : " for \"\(input)\""
        var lines = ["--> Deploying template \"\(namespace)/\(template.name)\"\(origin) to project \(project)", ""]
        let indent = "     "
        func add(_ text: String) {
            guard !text.isEmpty else { return }
            let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
            lines += body.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }
            lines.append("")
        }
        let description = template.annotations["description"] ?? ""
        let message = secrets?.masked(template.message) ?? template.message
        if !description.isEmpty || !message.isEmpty {
            let title = template.annotations["openshift.io/display-name"] ?? ""
            lines += [indent + (title.isEmpty ? template.name : title), indent + "---------"]
            add(description)
            add(message)
        }
        if !template.parameters.isEmpty {
            lines.append(indent + "* With parameters:")
            for parameter in template.parameters {
                let value = secrets?.shown(parameter) ?? parameter.value
                let mark = parameter.generate.isEmpty ? "" : " # generated"
                lines.append("\(indent)   * \(parameter.title)=\(value)\(mark)")
            }
            lines.append("")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Where a field of the processed object number `index` stands in the template, and where the values come from that
    /// it refers to; empty for a stored template.
    func places(ofObject index: Int, at path: FieldPath) -> [String] {
        guard let file else { return [] }
        let origin = result.origin(ofObject: index, at: path)
        var places: [String] = []
        if let span = file.document.span(of: origin.path) { places.append("at \(span.place)") }
        for parameter in origin.parameters {
            let name = result.template.parameters[parameter].name
            let path = FieldPath(keys: "parameters").index(parameter)
            if let span = file.document.span(of: path) { places.append("parameter \(name) at \(span.place)") }
        }
        return places
    }
}
