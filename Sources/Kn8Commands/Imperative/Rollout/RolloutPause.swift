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

    @OptionGroup var options: RolloutOptions

    func run(in session: Session) async throws -> ExitStatus {
        return try await options.run("paused", in: session) { object, name in
            guard ["Deployment", "DeploymentConfig"].contains(object.kind) else {
                throw CommandError("\(name) pausing is not supported")
            }
            guard object["spec", "paused"]?.bool != true else { throw CommandError("\(name) is already paused") }
            object["spec", "paused"] = true
        }
    }
}
