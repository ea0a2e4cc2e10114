// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Schema

/// `--validate`: how strictly fields are judged, as kubectl has it.
struct StrictnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Judge unknown and duplicate fields as errors (strict or true), as warnings (warn) or not at all (ignore or \
            false)
            """,
            valueName: "mode"
        ),
        completion: .list(["strict", "warn", "ignore"])
    )
    var validate = "strict"

    /// The strictness asked for; kubectl's complaint when there is no such mode.
    var strictness: ValidationStrictness {
        get throws(CommandError) {
            guard let strictness = ValidationStrictness(word: validate) else {
                throw CommandError(
                    "invalid - validate option \"\(validate)\"; must be one of: strict (or true), warn, ignore (or false)"
                )
            }
            return strictness
        }
    }
}
