// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct RolloutPause: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Let changes of Deployments wait",
        discussion: "Example: 'kn8 rollout pause deploy/web'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let objects = RolloutObjects(
            words: resource,
            manifests: manifests,
            selectors: selectors,
            change: change,
            target: target
        )
        return try await objects.run("paused", in: session) { object, target, _ in
            let name = "\(target.resource.groupResource) \"\(object.name)\""
            guard ["Deployment", "DeploymentConfig"].contains(object.kind) else {
                throw CommandError("\(name) pausing is not supported")
            }
            guard object["spec", "paused"]?.bool != true else { throw CommandError("\(name) is already paused") }
            object["spec", "paused"] = true
            return nil
        }
    }
}
