// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Printers

/// How objects are printed.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .long],
        help: """
            How to print: wide, yaml, json, name, jsonpath=TEMPLATE, jsonpath-as-json=TEMPLATE, jsonpath-file=FILE, \
            go-template=TEMPLATE, go-template-file=FILE, custom-columns=HEADER:path,... or custom-columns-file=FILE
            """,
        completion: .list(OutputFormat.words)
    )
    var output: String?

    @Option(
        help: "The template of -o go-template, jsonpath, jsonpath-as-json or custom-columns, if it is not said there"
    )
    var template: String?

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Flag(name: .customLong("show-labels"), help: "Add a column with all labels")
    var showsLabels = false

    @Option(
        name: [.customShort("L"), .customLong("label-columns")],
        help: ArgumentHelp("Add a column for each of these labels, comma-separated", valueName: "labels")
    )
    var labelColumns: [String] = []

    @Flag(name: .customLong("show-kind"), help: "Put the kind before each name")
    var showsKind = false

    @Option(
        name: .customLong("sort-by"),
        help: ArgumentHelp("Sort lists by the value at this path, for example .metadata.name", valueName: "path")
    )
    var sortPath: String?

    /// The format asked for; kubectl's complaint when there is no such format.
    var format: OutputFormat { get throws(CommandError) { try OutputFormat(output, template: template) } }

    /// The labels that have a column of their own.
    var columnLabels: [String] { labelColumns.flatMap { $0.split(separator: ",").map(String.init) } }

    /// `objects` in the order asked for.
    func sorted<Element>(
        _ elements: [Element],
        by order: ([Element], ObjectOrder) throws -> [Element]?
    ) throws -> [Element] {
        guard let sortPath else { return elements }
        do {
            guard let sorted = try order(elements, try ObjectOrder(path: sortPath)) else {
                throw CommandError("couldn't find any field with path \"\(sortPath)\" in the list of objects")
            }
            return sorted
        } catch let fault as JSONPathTemplate.Fault {
            throw CommandError("\(fault.message)")
        }
    }
}
