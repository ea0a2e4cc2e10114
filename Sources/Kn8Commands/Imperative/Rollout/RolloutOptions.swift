// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

/// The arguments of `rollout restart`, `pause` and `resume`, which change each object that they name.
struct RolloutOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    /// Stores what `work` makes of each object and says `outcome`; `work` throws when it has nothing to do, and is given
    /// the object's name as kubectl's complaints have it.
    func run(
        _ outcome: String,
        in session: Session,
        _ work: (_ object: inout Object, _ name: String) throws -> Void
    ) async throws -> ExitStatus {
        let objects = RolloutObjects(
            words: resource,
            manifests: manifests,
            selectors: selectors,
            change: change,
            target: target
        )
        return try await objects.run(outcome, in: session) { object, target, _ in
            try work(&object, "\(target.resource.groupResource) \"\(object.name)\"")
            return nil
        }
    }
}
