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

    @OptionGroup var options: RolloutOptions

    func run(in session: Session) async throws -> ExitStatus {
        return try await options.run("resumed", in: session) { object, name in
            guard ["Deployment", "DeploymentConfig"].contains(object.kind) else {
                throw CommandError("\(name) resuming is not supported")
            }
            guard object["spec", "paused"]?.bool == true else { throw CommandError("\(name) is not paused") }
            object["spec", "paused"] = nil
        }
    }
}
