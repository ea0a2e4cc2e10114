// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// What every `set` command takes, and how it goes about its work.
struct SetOptions: ParsableArguments {
    @Flag(help: "Change every object of the type")
    var all = false

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    /// Does `work` to each object that `words` and the options name, and stores those that it changes.
    func run(
        _ words: [String],
        _ outcome: String,
        in session: Session,
        manager: String = "kubectl-set",
        prepare: (any APIClient) async throws -> Void = { _ in },
        _ work: (inout Object, ChangeTargets.Target) throws -> Void
    ) async throws -> ExitStatus {
        var printer = try change.printer(session)
        let options = try change.writing(as: manager)
        let cluster = try session.cluster(at: target)
        let targets = try await ChangeTargets(
            words,
            manifests: manifests,
            selectors: selectors,
            all: all,
            target: target,
            cluster: cluster,
            session: session
        )
        try await prepare(cluster.client)
        let isSound = try await targets.forEach(session) { target in
            var object = target.object
            try work(&object, target)
            // kubectl says nothing of what is so already.
            guard object != target.object else { return }
            let after = try await cluster.client.update(
                object,
                of: target.resource,
                subresource: nil,
                options: options
            )
            try printer.print(after, outcome)
        }
        if !options.dryRun { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }
}
