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

    @OptionGroup var options: RolloutOptions

    func run(in session: Session) async throws -> ExitStatus {
        return try await options.run("restarted", in: session) { object, name in
            guard ["Deployment", "StatefulSet", "DaemonSet"].contains(object.kind) else {
                throw CommandError("\(name) restarting is not supported")
            }
            guard object["spec", "paused"]?.bool != true || object.kind != "Deployment" else {
                throw CommandError("\(name) can't restart paused deployment (run rollout resume first)")
            }
            let time = session.time.now().description
            object["spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"] = .string(time)
        }
    }
}
