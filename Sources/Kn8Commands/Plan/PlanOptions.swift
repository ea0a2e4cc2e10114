// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// The part of `apply`'s options that changes what is written.
struct PlanOptions: ParsableArguments {
    @Flag(name: .customLong("server-side"), help: "Plan an apply in which the server merges")
    var serverSide = false

    @Flag(name: .customLong("force-conflicts"), help: "Take the fields that others own; needs --server-side")
    var forcesConflicts = false

    @Option(
        name: .customLong("field-manager"),
        help: "Whose the applied fields are: kubectl, or kubectl-client-side-apply without --server-side"
    )
    var fieldManager: String?

    @Option(
        name: [.customShort("l"), .customLong("selector")],
        help: "Plan for the manifests whose labels match, for example 'app=web,tier!=db'"
    )
    var selector = ""

    /// The manner asked for; kubectl's complaint when flags do not go together.
    var manner: ApplyManner {
        get throws(CommandError) {
            if forcesConflicts, !serverSide { throw CommandError("--force-conflicts only works with --server-side") }
            return ApplyManner(serverSide: serverSide, forcesConflicts: forcesConflicts, fieldManager: fieldManager)
        }
    }
}
