// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

/// What every command that changes objects one by one takes: how far to go, and what to print.
struct ChangeOptions: ParsableArguments {
    @Option(
        name: .customLong("dry-run"),
        help: "Only say what would be done: none, client or server",
        completion: .list(["none", "client", "server"])
    )
    var dryRun = "none"

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print the results: name, yaml, json, jsonpath=TEMPLATE, go-template=TEMPLATE or their files",
        completion: .list(ObjectForm.words + ["name"])
    )
    var output: String?

    @Option(help: "The template of -o go-template or jsonpath, or its file, if it is not said there")
    var template: String?

    @Option(name: .customLong("field-manager"), help: "The name that field ownership is tracked under")
    var fieldManager: String?

    /// How far to go; kubectl's complaint when there is no such mode.
    var mode: DryRun {
        get throws(CommandError) {
            guard let mode = DryRun(rawValue: dryRun) else {
                throw CommandError("Invalid dry-run value (\(dryRun)). Must be \"none\", \"server\", or \"client\".")
            }
            return mode
        }
    }

    /// A printer of results; kubectl's complaint when there is no such format.
    func printer(_ session: Session, separatesDocuments: Bool = true) throws(CommandError) -> ResultPrinter {
        ResultPrinter(
            format: try ResultPrinter.Format(output, template: template),
            suffix: try mode.suffix,
            separatesDocuments: separatesDocuments,
            console: session.console
        )
    }

    /// How to write; `manager` is kubectl's name for the command.
    func writing(
        as manager: String,
        fieldValidation: FieldValidation = .strict
    ) throws(CommandError) -> WriteOptions {
        WriteOptions(
            dryRun: try mode != .none,
            fieldManager: fieldManager ?? manager,
            fieldValidation: fieldValidation
        )
    }
}
