// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct RolloutRestart: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "Replace the Pods of workloads, as their strategy has it",
        discussion: "Example: 'kn8 rollout restart deploy/web'."
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
        return try await objects.run("restarted", in: session) { object, target, _ in
            let name = "\(target.resource.groupResource) \"\(object.name)\""
            guard ["Deployment", "StatefulSet", "DaemonSet"].contains(object.kind) else {
                throw CommandError("\(name) restarting is not supported")
            }
            guard object["spec", "paused"]?.bool != true || object.kind != "Deployment" else {
                throw CommandError("\(name) can't restart paused deployment (run rollout resume first)")
            }
            let time = session.time.now().description
            object["spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"] = .string(time)
            return nil
        }
    }
}
