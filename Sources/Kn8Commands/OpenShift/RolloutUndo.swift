// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct RolloutUndo: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Go back to the Pods of an earlier rollout, as a new one",
        discussion: "Examples: 'kn8 rollout undo dc/web', 'kn8 rollout undo dc/web --to-revision=1'."
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @Option(name: .customLong("to-revision"), help: "The rollout to go back to; 0 for the one before")
    var revision: Int64 = 0

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        try await DeploymentConfigUndo(revision: revision).run(
            NamedDeploymentConfig(resource, target, session),
            session
        )
    }
}

/// `rollout undo` of a DeploymentConfig (`openshift-apiserver:pkg/apps/apiserver/registry/rollback/rest.go`).
struct DeploymentConfigUndo {
    /// The rollout to go back to; 0 for the one before the latest.
    let revision: Int64

    func run(_ named: NamedDeploymentConfig, _ session: Session) async throws -> ExitStatus {
        let name = named.config.name
        guard named.config["spec", "paused"]?.bool != true else {
            throw CommandError(
                "cannot rollback a paused config; resume it first with 'rollout resume dc/\(name)' and try again"
            )
        }
        guard revision >= 0 else { throw CommandError("revision must be a positive integer: \(revision)") }
        let latest = named.latestVersion
        switch latest {
        case 0: throw refusal(name, "cannot rollback an undeployed config")
        case 1: throw refusal(name, "no previous deployment exists for \"\(named.config.namespace)/\(name)\"")
        case revision: throw refusal(name, "version \(revision) is already the latest")
        default: break
        }
        let number = revision > 0 ? revision : latest - 1
        guard let older = named.rollouts.first(where: { NamedDeploymentConfig.version(of: $0) == number }) else {
            throw refusal(name, "replicationcontrollers \"\(name)-\(number)\" not found")
        }
        guard let disabled = try await named.rollBack(to: older) else {
            throw refusal(name, "couldn't decode deployment config from deployment: \(older.name)")
        }
        try await named.cluster.settle(session)
        session.console.print("\(named.resource.printedName)/\(name) rolled back")
        named.warn(ofDisabled: disabled, session)
        return .success
    }

    private func refusal(_ name: String, _ reason: String) -> APIError {
        .invalid(
            GroupVersionKind(group: "apps.openshift.io", version: "v1", kind: "DeploymentConfigRollback"),
            name: name,
            causes: [
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \"\(name)\": \(reason)",
                    field: "name"
                )
            ]
        )
    }
}
