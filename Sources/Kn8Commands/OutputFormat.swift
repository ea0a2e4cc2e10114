// SPDX-License-Identifier: MIT

internal import Kn8Printers

/// The forms that objects are printed in.
enum OutputFormat: Hashable {
    case table
    case wide
    case name
    case columns(CustomColumns)
    case fields(ObjectForm)

    /// What `-o` takes.
    static let words = (ObjectForm.words + ["custom-columns", "custom-columns-file", "name", "wide"]).sorted()

    var isTable: Bool { self == .table || self == .wide }

    /// Whether any field of an object may be shown.
    var showsFields: Bool { !isTable && self != .name }

    /// The format that `output` names, nil for the table; `template` is what follows the equals sign if nothing does.
    init(_ output: String?, template: String?) throws(CommandError) {
        guard let output = output ?? template.map({ _ in "go-template" }) else {
            self = .table
            return
        }
        if let form = try ObjectForm(output, template: template) {
            self = .fields(form)
            return
        }
        let parts = output.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count > 1 ? parts[1] : template
        switch (parts.first ?? "", parts.count) {
        case ("wide", 1): self = .wide
        case ("name", 1): self = .name
        case ("custom-columns", _):
            self = try OutputFormat.columns { () throws(CustomColumns.Fault) in try CustomColumns(argument ?? "") }
        case ("custom-columns-file", _):
            let text = try ObjectForm.contents(of: argument)
            self = try OutputFormat.columns { () throws(CustomColumns.Fault) in try CustomColumns(file: text) }
        default: throw ObjectForm.unfit(output, allowed: OutputFormat.words)
        }
    }

    private static func columns(
        _ columns: () throws(CustomColumns.Fault) -> CustomColumns
    ) throws(CommandError) -> OutputFormat {
        do { return .columns(try columns()) } catch { throw CommandError(error.message) }
    }
}
