// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Says what became of objects, one after the other (`kubernetes:cli-runtime/pkg/genericclioptions/print_flags.go`).
struct ResultPrinter {
    /// What is printed of an object.
    enum Format: Hashable {
        /// Its name and what was done.
        case words
        case name
        case fields(ObjectForm)

        /// What `output` names, nil for words; kubectl's complaint, in which `others` are allowed too, when it names
        /// nothing.
        init(_ output: String?, template: String? = nil, others: [String] = []) throws(CommandError) {
            let output = output ?? (template == nil ? "" : "go-template")
            if output.isEmpty {
                self = .words
            } else if output == "name" {
                self = .name
            } else if let form = try ObjectForm(output, template: template) {
                self = .fields(form)
            } else {
                throw ObjectForm.unfit(output, allowed: ObjectForm.words + ["name"] + others)
            }
        }
    }

    let format: Format
    /// What stands behind the words under dry run.
    let suffix: String
    /// Whether a line `---` stands between objects.
    let separatesDocuments: Bool
    let console: Console
    private var isFirst = true

    init(format: Format, suffix: String, separatesDocuments: Bool, console: Console) {
        self.format = format
        self.suffix = suffix
        self.separatesDocuments = separatesDocuments
        self.console = console
    }

    /// Prints `object`, to which `operation` was done.
    mutating func print(_ object: Object, _ operation: String) throws(CommandError) {
        switch format {
        case .words: console.print("\(ResultPrinter.name(of: object)) \(operation)\(suffix)")
        case .name: console.print(ResultPrinter.name(of: object))
        case .fields(let form):
            if form == .yaml, !isFirst, separatesDocuments { console.print("---") }
            console.write(try form.text(of: shown(object)))
        }
        isFirst = false
        // What is stored is told at once, so that an interrupted run has said how far it came.
        console.flush()
    }

    private func shown(_ object: Object) -> Value {
        var object = SecretMask.masked(object)
        object["metadata", "managedFields"] = nil
        return object.value
    }

    /// `deployment.apps/web`, by the kind that `object` states.
    static func name(of object: Object) -> String {
        let kind = object.gvk
        let type = kind.group.isEmpty ? kind.kind.lowercased() : "\(kind.kind.lowercased()).\(kind.group)"
        return "\(type)/\(object.name)"
    }
}
