// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// How objects are printed.
struct OutputOptions: ParsableArguments {
    /// The forms an object can take.
    enum Format: String, CaseIterable {
        case table
        case wide
        case yaml
        case json
        case name

        var isTable: Bool { self == .table || self == .wide }
    }

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: wide, yaml, json or name",
        completion: .list(["wide", "yaml", "json", "name"])
    )
    var output: String?

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Flag(name: .customLong("show-labels"), help: "Add a column with all labels")
    var showsLabels = false

    /// The format asked for; kubectl's complaint when there is no such format.
    var format: Format {
        get throws(CommandError) {
            guard let output else { return .table }
            guard let format = Format(rawValue: output), format != .table else {
                throw CommandError(
                    "unable to match a printer suitable for the output format \"\(output)\", allowed formats are: "
                        + "json,name,wide,yaml"
                )
            }
            return format
        }
    }
}
