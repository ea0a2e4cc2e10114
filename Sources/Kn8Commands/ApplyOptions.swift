// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// Who merges what is applied with what is stored, as the command line says it.
struct ApplyOptions: ParsableArguments {
    @Flag(name: .customLong("server-side"), help: "Let the server merge, and refuse to change fields that others own")
    var serverSide = false

    @Flag(name: .customLong("force-conflicts"), help: "Take the fields that others own; needs --server-side")
    var forcesConflicts = false

    @Option(
        name: .customLong("field-manager"),
        help: "Whose the applied fields are: kubectl, or kubectl-client-side-apply without --server-side"
    )
    var fieldManager: String?

    /// The manner asked for; kubectl's complaint when flags do not go together.
    func manner(dryRun: DryRun) throws(CommandError) -> ApplyManner {
        if forcesConflicts, !serverSide { throw CommandError("--force-conflicts only works with --server-side") }
        if serverSide, dryRun == .client {
            throw CommandError(
                "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
            )
        }
        return ApplyManner(serverSide: serverSide, forcesConflicts: forcesConflicts, fieldManager: fieldManager)
    }
}
