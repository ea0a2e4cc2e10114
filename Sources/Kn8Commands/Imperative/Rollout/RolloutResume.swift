// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct RolloutResume: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let changes of paused Deployments take place",
        discussion: "Example: 'kn8 rollout resume deploy/web'."
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
        return try await objects.run("resumed", in: session) { object, target, _ in
            let name = "\(target.resource.groupResource) \"\(object.name)\""
            guard ["Deployment", "DeploymentConfig"].contains(object.kind) else {
                throw CommandError("\(name) resuming is not supported")
            }
            guard object["spec", "paused"]?.bool == true else { throw CommandError("\(name) is not paused") }
            object["spec", "paused"] = nil
            return nil
        }
    }
}
