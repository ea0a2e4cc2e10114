// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

/// How `kn8 process` prints what it made.
enum ProcessedOutput: String, CaseIterable {
    case json
    case yaml
    case name
    case describe

    /// The objects of `result`: as one list, or one after another when `isRaw`.
    func text(of result: ProcessedTemplate, isRaw: Bool) -> String {
        switch self {
        case .describe: TemplateDescription(template: result.template).text
        case .name: result.objects.flatMap { Self.names(of: $0, depth: 0) }.map { $0 + "\n" }.joined()
        case .json where isRaw:
            result.objects.map { $0.json(.indented(4), escapingHTML: true) + "\n" }.joined()
        case .yaml where isRaw: result.objects.map { $0.yaml() }.joined(separator: "---\n")
        case .json: Self.list(Self.items(of: result))
        case .yaml:
            Value.object(["apiVersion": "v1", "items": Self.items(of: result), "kind": "List", "metadata": [:]]).yaml()
        }
    }

    /// A `v1 List` as Go prints its own lists: kind, apiVersion and metadata come before the items.
    static func list(_ items: Value) -> String {
        let body = Value.object(["items": items]).json(.indented(4), escapingHTML: true)
        let head = "{\n    \"kind\": \"List\",\n    \"apiVersion\": \"v1\",\n    \"metadata\": {},\n"
        return head + body.dropFirst(2) + "\n"
    }

    /// The processed objects as the value of a list's `items`.
    static func items(of result: ProcessedTemplate) -> Value {
        result.template.objects.map(Value.array) ?? .null
    }

    /// `kind.group/name` in lower case; of a list, that of its items.
    static func names(of value: Value, depth: Int) -> [String] {
        if let items = value["items"]?.array, depth < 16 {
            return items.flatMap { names(of: $0, depth: depth + 1) }
        }
        let object = Object(value)
        let group = object.gvk.group
        let kind = object.kind.lowercased() + (group.isEmpty ? "" : ".\(group)")
        return ["\(kind)/\(object.name.isEmpty ? "<unknown>" : object.name)"]
    }
}

/// What `-o` and `--template` of `kn8 process` ask for.
enum ProcessedForm {
    case plain(ProcessedOutput)
    case template(ObjectForm)

    /// Reads `output`, nil for oc's default; `template` is what follows the equals sign if nothing does.
    init(_ output: String?, template: String?) throws(CommandError) {
        let output = output ?? (template == nil ? "json" : "go-template")
        if let plain = ProcessedOutput(rawValue: output) {
            self = .plain(plain)
        } else if let form = try ObjectForm(output, template: template) {
            self = .template(form)
        } else {
            throw ObjectForm.unfit(output, allowed: ObjectForm.words + ["describe", "name"])
        }
    }

    /// The objects of `result`: as one list, or one after another when `isRaw`.
    func text(of result: ProcessedTemplate, isRaw: Bool) throws(CommandError) -> String {
        switch self {
        case .plain(let output): return output.text(of: result, isRaw: isRaw)
        case .template(let form):
            let list: Value = [
                "apiVersion": "v1", "items": ProcessedOutput.items(of: result), "kind": "List", "metadata": [:],
            ]
            var text = ""
            for root in isRaw ? result.objects : [list] { text += try form.text(of: root) }
            return text
        }
    }
}
