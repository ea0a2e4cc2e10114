// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

/// Says what became of objects, one after the other (`kubernetes:cli-runtime/pkg/genericclioptions/print_flags.go`).
struct ResultPrinter {
    /// What is printed of an object.
    enum Format: String {
        /// Its name and what was done.
        case words = ""
        case name
        case yaml
        case json
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
    mutating func print(_ object: Object, _ operation: String) {
        switch format {
        case .words: console.print("\(ResultPrinter.name(of: object)) \(operation)\(suffix)")
        case .name: console.print(ResultPrinter.name(of: object))
        case .json: console.print(shown(object).json(.indented(4)))
        case .yaml:
            if !isFirst, separatesDocuments { console.print("---") }
            console.write(shown(object).yaml())
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
