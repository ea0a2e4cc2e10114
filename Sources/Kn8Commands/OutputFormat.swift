// SPDX-License-Identifier: MIT

internal import Kn8Printers

/// The forms that objects are printed in.
enum OutputFormat: Hashable {
    case table
    case wide
    case yaml
    case json
    case name
    /// A template's text; with `asJSON` the values that it leads to, as a list.
    case paths(JSONPathTemplate, text: String, asJSON: Bool)
    case columns(CustomColumns)

    /// What `-o` takes.
    static let words = [
        "custom-columns", "custom-columns-file", "json", "jsonpath", "jsonpath-as-json", "jsonpath-file", "name",
        "wide",
        "yaml",
    ]

    var isTable: Bool { self == .table || self == .wide }

    /// Whether any field of an object may be shown.
    var showsFields: Bool { !isTable && self != .name }

    /// The format that `output` names, nil for the table; `template` is what follows the equals sign if nothing does.
    init(_ output: String?, template: String?) throws(CommandError) {
        guard let output else {
            self = .table
            return
        }
        let parts = output.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count > 1 ? parts[1] : template
        switch (parts.first ?? "", parts.count) {
        case ("wide", 1): self = .wide
        case ("yaml", 1): self = .yaml
        case ("json", 1): self = .json
        case ("name", 1): self = .name
        case ("jsonpath", _): self = try OutputFormat.paths(argument, asJSON: false)
        case ("jsonpath-as-json", _): self = try OutputFormat.paths(argument, asJSON: true)
        case ("jsonpath-file", _):
            self = try OutputFormat.paths(try OutputFormat.contents(of: argument), asJSON: false)
        case ("custom-columns", _):
            self = try OutputFormat.columns { () throws(CustomColumns.Fault) in try CustomColumns(argument ?? "") }
        case ("custom-columns-file", _):
            let text = try OutputFormat.contents(of: argument)
            self = try OutputFormat.columns { () throws(CustomColumns.Fault) in try CustomColumns(file: text) }
        case ("go-template", _), ("go-template-file", _), ("template", _), ("templatefile", _):
            throw CommandError("kn8 has no Go templates: use -o jsonpath=TEMPLATE, custom-columns=SPEC, json or yaml")
        default:
            throw CommandError(
                "unable to match a printer suitable for the output format \"\(output)\", allowed formats are: "
                    + OutputFormat.words.joined(separator: ",")
            )
        }
    }

    private static func paths(_ text: String?, asJSON: Bool) throws(CommandError) -> OutputFormat {
        guard let text, !text.isEmpty else { throw missingTemplate }
        do {
            return .paths(try JSONPathTemplate(text), text: text, asJSON: asJSON)
        } catch {
            throw CommandError("error parsing jsonpath \(text), \(error.message)")
        }
    }

    private static func columns(
        _ columns: () throws(CustomColumns.Fault) -> CustomColumns
    ) throws(CommandError) -> OutputFormat {
        do { return .columns(try columns()) } catch { throw CommandError(error.message) }
    }

    private static func contents(of path: String?) throws(CommandError) -> String {
        guard let path, !path.isEmpty else { throw missingTemplate }
        return String(decoding: try WholeFile.read(path), as: UTF8.self)
    }

    private static var missingTemplate: CommandError {
        CommandError("template format specified but no template given")
    }
}
