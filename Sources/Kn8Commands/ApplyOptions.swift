// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply

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

    @Option(help: "Set fields that others changed since the last apply: true or false")
    var overwrite = true

    @Option(help: "Apply this part of the objects: status or scale; needs --server-side")
    var subresource: String?

    @Flag(help: "Delete and make anew what cannot be changed")
    var force = false

    @Option(help: "What becomes of dependents with --force and --prune: background, foreground or orphan")
    var cascade = "background"

    @Option(
        name: .customLong("grace-period"),
        parsing: .unconditional,
        help: ArgumentHelp("How long deleted objects have to end; negative leaves it to them", valueName: "seconds")
    )
    var gracePeriod: Int64 = -1

    @Option(name: .customLong("openapi-patch"), help: .hidden)
    var openAPIPatch = true

    /// The manner asked for; kubectl's complaint when flags do not go together.
    func manner(dryRun: DryRun) throws(CommandError) -> ApplyManner {
        if forcesConflicts, !serverSide { throw CommandError("--force-conflicts only works with --server-side") }
        if serverSide, dryRun == .client {
            throw CommandError(
                "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
            )
        }
        if serverSide, force { throw CommandError("--force cannot be used with --server-side") }
        if dryRun == .server, force { throw CommandError("--dry-run=server cannot be used with --force") }
        if force, gracePeriod > 0 {
            throw CommandError("--force and --grace-period greater than 0 cannot be specified together")
        }
        var manner = ApplyManner(serverSide: serverSide, forcesConflicts: forcesConflicts, fieldManager: fieldManager)
        manner.overwrites = overwrite
        guard let subresource else { return manner }
        guard serverSide else { throw CommandError("--subresource can only be specified for --server-side") }
        guard let part = Subresource(rawValue: subresource) else {
            throw CommandError("invalid subresource value: \"\(subresource)\". Must be one of [status scale]")
        }
        manner.subresource = part
        return manner
    }

    /// How objects are deleted that give way to others or are pruned.
    func deletion() throws(CommandError) -> DeleteOptions {
        DeleteOptions(
            propagation: try DeleteOptions.Propagation(cascade: cascade),
            gracePeriodSeconds: gracePeriod >= 0 ? gracePeriod : force ? 0 : nil
        )
    }
}
