// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

/// How objects are deleted, as the command line says it.
struct DeletionOptions: ParsableArguments {
    @Option(
        help: "What becomes of dependents: background, foreground or orphan",
        completion: .list(["background", "foreground", "orphan"])
    )
    var cascade = "background"

    @Option(
        name: .customLong("grace-period"),
        parsing: .unconditional,
        help: ArgumentHelp(
            "How long the objects have to end; negative leaves it to them, 0 needs --force",
            valueName: "seconds"
        )
    )
    var gracePeriod: Int64 = -1

    @Flag(help: "Give the objects a second to end")
    var now = false

    @Flag(help: "Delete the objects at once, without waiting for what they run to end")
    var force = false

    @Option(help: "Wait until the objects are gone: true or false")
    var wait = true

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Give up waiting after this time; 0 is a week", valueName: "time")
    )
    var timeout = WaitTime(seconds: 0)

    static let immediateWarning =
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The "
        + "resource may continue to run on the cluster indefinitely."

    /// Whether nothing is waited for that the objects run.
    var isImmediate: Bool { force && gracePeriod <= 0 && !now }

    /// How long to wait.
    var limit: Duration { .seconds(timeout.seconds <= 0 ? 7 * 86_400 : timeout.seconds) }

    /// The options of each deletion; kubectl's complaint when flags do not go together.
    func options() throws(CommandError) -> DeleteOptions {
        if now, gracePeriod != -1 {
            throw CommandError("--now and --grace-period cannot be specified together")
        }
        if force, gracePeriod > 0 || now {
            throw CommandError("--force and --grace-period greater than 0 cannot be specified together")
        }
        // Without --force nothing is killed outright.
        let seconds: Int64? = isImmediate ? 0 : now || gracePeriod == 0 ? 1 : gracePeriod > 0 ? gracePeriod : nil
        return DeleteOptions(
            propagation: try DeleteOptions.Propagation(cascade: cascade),
            gracePeriodSeconds: seconds
        )
    }
}
