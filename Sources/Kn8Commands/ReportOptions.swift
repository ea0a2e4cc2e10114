// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Reports
internal import Kn8Value

/// What becomes of findings: how they are written, which count, and when they make the run fail.
struct ReportOptions: ParsableArguments {
    /// The mildest severity that makes a run fail.
    enum FailOn: String, ExpressibleByArgument, CaseIterable {
        case error
        case warning
        case note
        case never

        var threshold: Severity? { Severity(rawValue: rawValue) }
    }

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            """
            Write the findings as text, json, sarif, junit, github, gitlab, tap or markdown, to standard output or with \
            '=FILE' to a file; may be repeated
            """,
            valueName: "format[=file]"
        ),
        completion: .list(ReportFormat.allCases.map(\.rawValue))
    )
    var output: [String] = []

    @Option(
        name: .customLong("fail-on"),
        help: "Fail on findings of this severity or worse: error, warning, note or never (default: error)"
    )
    var failOn: FailOn?

    @Flag(help: "Fail on warnings too")
    var strict = false

    @Option(help: "Leave out findings milder than this: error, warning or note")
    var severity: FailOn?

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "Make a rule's findings errors, warnings or notes, or leave them out; 'schema/*' is a whole family; may be repeated",
            valueName: "rule=error|warning|note|off"
        )
    )
    var rules: [String] = []

    @Option(
        name: .customLong("ignore-kind"),
        help: ArgumentHelp("Leave out findings about objects of this kind; may be repeated", valueName: "kind[.group]")
    )
    var ignoredKinds: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave out files that match, such as 'charts' or '**/values*.yaml'; may be repeated",
            valueName: "glob"
        )
    )
    var exclude: [String] = []

    @Option(
        help: ArgumentHelp("Let only findings count that this file does not know", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var baseline: String?

    @Option(
        name: .customLong("write-baseline"),
        help: ArgumentHelp("Write the findings to this file, for --baseline", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var newBaseline: String?

    @Option(help: "Colour the text: auto, always or never")
    var color = ColourChoice.auto

    @Option(
        help: ArgumentHelp("Read the settings from this file, not from the nearest .kn8.yaml", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Flag(name: .customLong("no-config"), help: "Read no settings")
    var withoutConfiguration = false
}

/// When text is coloured.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}
