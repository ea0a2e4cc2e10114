// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
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
    /// Paths; `isJSON` for all their values as one JSON list.
    case paths(JSONPathTemplate, isJSON: Bool)

    private static let allowed =
        "describe,json,jsonpath,jsonpath-as-json,jsonpath-file,name,yaml"

    /// Reads `output`, nil for oc's default; `template` is what follows the equals sign if nothing does.
    init(_ output: String?, template: String?) throws(CommandError) {
        let parts = (output ?? (template == nil ? "json" : "go-template"))
            .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count > 1 ? parts[1] : template
        switch parts[0] {
        case "jsonpath", "jsonpath-as-json", "jsonpath-file":
            guard let argument, !argument.isEmpty else {
                throw CommandError("template format specified but no template given")
            }
            let text = parts[0] == "jsonpath-file" ? try Self.contents(of: argument) : argument
            do throws(JSONPathTemplate.Fault) {
                self = .paths(try JSONPathTemplate(text), isJSON: parts[0] == "jsonpath-as-json")
            } catch {
                throw CommandError("error parsing jsonpath \(text), \(error.message)")
            }
        case "go-template", "go-template-file", "template", "templatefile":
            throw CommandError(
                "kn8 has no Go templates: use -o jsonpath=TEMPLATE, or json, yaml, name or describe"
            )
        default:
            guard parts.count == 1, let plain = ProcessedOutput(rawValue: parts[0]) else {
                throw CommandError(
                    "unable to match a printer suitable for the output format \"\(output ?? "")\", allowed formats are: "
                        + Self.allowed
                )
            }
            self = .plain(plain)
        }
    }

    /// The objects of `result`: as one list, or one after another when `isRaw`.
    func text(of result: ProcessedTemplate, isRaw: Bool) throws(CommandError) -> String {
        switch self {
        case .plain(let output): return output.text(of: result, isRaw: isRaw)
        case .paths(let template, let isJSON):
            let list: Value = [
                "apiVersion": "v1", "items": ProcessedOutput.items(of: result), "kind": "List", "metadata": [:],
            ]
            let roots = isRaw ? result.objects : [list]
            do throws(JSONPathTemplate.Fault) {
                var text = ""
                for root in roots {
                    text +=
                        isJSON
                        ? Value.array(try template.values(in: root)).json(.indented(4)) + "\n"
                        : try template.text(of: root)
                }
                return text
            } catch {
                throw CommandError("error executing jsonpath: Error executing template: \(error.message)")
            }
        }
    }

    private static func contents(of path: String) throws(CommandError) -> String {
        guard FileKind.of(path) != .missing else {
            throw CommandError("error reading --template \(path), open \(path): no such file or directory")
        }
        let files = try ManifestFiles.read(ManifestFiles.list([path], recursive: false))
        return String(decoding: files.first?.bytes ?? [], as: UTF8.self)
    }
}
