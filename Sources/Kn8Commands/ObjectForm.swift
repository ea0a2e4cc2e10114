// SPDX-License-Identifier: MIT

internal import Kn8Printers
internal import Kn8Value
internal import Kn8YAML

/// The forms that print the fields of an object: YAML, JSON, and what a template makes of them.
enum ObjectForm: Hashable {
    case yaml
    case json
    /// A template's text; with `asJSON` the values that it leads to, as a list.
    case paths(JSONPathTemplate, text: String, asJSON: Bool)
    case template(GoTemplate, text: String)

    /// What `-o` takes for a form.
    static let words = [
        "go-template", "go-template-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "template",
        "templatefile", "yaml",
    ]

    /// The form that `output` names, nil when it names another thing; `template` is what follows the equals sign if nothing
    /// does.
    init?(_ output: String, template: String?) throws(CommandError) {
        let parts = output.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count > 1 ? parts[1] : template
        switch (parts.first ?? "", parts.count) {
        case ("yaml", 1): self = .yaml
        case ("json", 1): self = .json
        case ("jsonpath", _): self = try ObjectForm.paths(argument, asJSON: false)
        case ("jsonpath-as-json", _): self = try ObjectForm.paths(argument, asJSON: true)
        case ("jsonpath-file", _):
            self = try ObjectForm.paths(try ObjectForm.contents(of: argument), asJSON: false)
        case ("go-template", _), ("template", _): self = try ObjectForm.template(argument)
        case ("go-template-file", _), ("templatefile", _):
            self = try ObjectForm.template(try ObjectForm.contents(of: argument))
        default: return nil
        }
    }

    /// The complaint that `-o` takes neither `output` nor anything but `words`.
    static func unfit(_ output: String, allowed words: [String]) -> CommandError {
        CommandError(
            "unable to match a printer suitable for the output format \"\(output)\", allowed formats are: "
                + words.sorted().joined(separator: ",")
        )
    }

    /// The text of the file that `path` names, as an argument of a form.
    static func contents(of path: String?) throws(CommandError) -> String {
        guard let path, !path.isEmpty else { throw missingTemplate }
        do {
            return String(decoding: try WholeFile.read(path), as: UTF8.self)
        } catch {
            throw CommandError("error reading --template \(path), \(error.message)")
        }
    }

    /// `value` in this form.
    func text(of value: Value) throws(CommandError) -> String {
        switch self {
        case .yaml: return value.yaml()
        case .json: return value.json(.indented(4)) + "\n"
        case .paths(let template, let text, let asJSON):
            do throws(JSONPathTemplate.Fault) {
                guard asJSON else { return try template.text(of: value) }
                return Value.array(try template.values(in: value)).json(.indented(4)) + "\n"
            } catch {
                throw CommandError("error executing jsonpath \"\(text)\": Error executing template: \(error.message)")
            }
        case .template(let template, let text):
            do throws(GoTemplate.Fault) {
                return try template.text(of: value)
            } catch {
                throw CommandError("error executing template \(text.goQuoted): \(error.message)")
            }
        }
    }

    private static func paths(_ text: String?, asJSON: Bool) throws(CommandError) -> ObjectForm {
        guard let text, !text.isEmpty else { throw missingTemplate }
        do {
            return .paths(try JSONPathTemplate(text), text: text, asJSON: asJSON)
        } catch {
            throw CommandError("error parsing jsonpath \(text), \(error.message)")
        }
    }

    private static func template(_ text: String?) throws(CommandError) -> ObjectForm {
        guard let text, !text.isEmpty else { throw missingTemplate }
        do {
            return .template(try GoTemplate(text), text: text)
        } catch {
            throw CommandError("error parsing template \(text), \(error.message)")
        }
    }

    private static var missingTemplate: CommandError {
        CommandError("template format specified but no template given")
    }
}
