// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Schema

/// `--validate`: how strictly fields are judged, as kubectl has it.
struct StrictnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or \
            false); strict unless said otherwise
            """,
            valueName: "mode"
        ),
        completion: .list(["strict", "warn", "ignore"])
    )
    var validate: String?

    /// The strictness asked for; kubectl's complaint when there is no such mode.
    var strictness: ValidationStrictness { get throws(CommandError) { try strictness(or: nil) } }

    /// The strictness asked for, else that of the project's `settings`, else strict.
    func strictness(or settings: String?) throws(CommandError) -> ValidationStrictness {
        let word = validate ?? settings ?? "strict"
        guard let strictness = ValidationStrictness(word: word) else {
            throw CommandError(
                "invalid - validate option \"\(word)\"; must be one of: strict (or true), warn, ignore (or false)",
                status: .unusable
            )
        }
        return strictness
    }
}

extension ValidationStrictness {
    /// What a server is asked for.
    var fieldValidation: FieldValidation {
        switch self {
        case .strict: .strict
        case .warn: .warn
        case .ignore: .ignore
        }
    }
}
