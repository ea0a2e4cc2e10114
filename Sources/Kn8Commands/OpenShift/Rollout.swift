// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct Rollout: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "rollout",
        abstract: "Begin and follow the rollouts of a DeploymentConfig",
        subcommands: [RolloutLatest.self, RolloutState.self, RolloutHistory.self, RolloutUndo.self, RolloutCancel.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

/// A DeploymentConfig that a command names, and its rollouts.
struct NamedDeploymentConfig {
    static let kind = GroupVersionKind(group: "apps.openshift.io", version: "v1", kind: "DeploymentConfig")
    static let controllers = GroupVersionKind(group: "", version: "v1", kind: "ReplicationController")

    let cluster: Cluster
    let resource: Resource
    let config: Object
    /// The ReplicationControllers of its rollouts, newest first.
    let rollouts: [Object]

    /// Finds what `words` (`dc/NAME` or `dc NAME`) name.
    init(_ words: [String], _ target: TargetOptions, _ session: Session) async throws {
        cluster = try session.cluster(at: target)
        let client = cluster.client
        let selection = try Selection(words, in: ResourceCatalog(resources: try await client.resources()))
        guard let part = selection.parts.first, selection.parts.count == 1, let name = part.names.first,
            part.names.count == 1
        else { throw CommandError("one deployment config name is needed as argument.") }
        guard part.resource.gvk == Self.kind else {
            throw CommandError("expected deployment configuration, got \(part.resource.plural)")
        }
        resource = part.resource
        let key = ObjectKey(namespace: target.namespace(in: session), name: name)
        guard let found = try await client.object(key, of: resource) else {
            throw APIError.notFound(resource, name: name)
        }
        config = found
        guard let controllers = try await client.resource(for: Self.controllers) else {
            rollouts = []
            return
        }
        let all = try await client.objects(of: controllers, in: .namespace(key.namespace), options: ListOptions())
        rollouts = all.items.filter { $0.controller?.uid == found.uid }
            .sorted { Self.version(of: $0) > Self.version(of: $1) }
    }

    static func version(of rollout: Object) -> Int64 {
        rollout.annotations["openshift.io/deployment-config.latest-version"].flatMap { Int64($0) } ?? 0
    }

    static func phase(of rollout: Object) -> String { rollout.annotations["openshift.io/deployment.phase"] ?? "New" }

    var latestVersion: Int64 { config["status", "latestVersion"]?.int ?? 0 }

    /// The rollout of the latest version; nil before it is made.
    var latest: Object? { rollouts.first { Self.version(of: $0) == latestVersion } }

    /// Whether the latest rollout is not over.
    var isRunning: Bool { latest.map { !["Complete", "Failed"].contains(Self.phase(of: $0)) } ?? false }
}

struct RolloutLatest: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "latest",
        abstract: "Begin a new rollout with what the triggers say now"
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let named = try await NamedDeploymentConfig(resource, target, session)
        let config = named.config
        guard config["spec", "paused"]?.bool != true else {
            throw CommandError("cannot deploy a paused deployment config")
        }
        if let latest = named.latest, named.isRunning {
            let phase = NamedDeploymentConfig.phase(of: latest)
            throw CommandError("#\(named.latestVersion) is already in progress (\(phase)).")
        }
        let isResolved = (config["spec", "triggers"]?.array ?? []).allSatisfy { trigger in
            trigger["type"]?.string != "ImageChange"
                || trigger[path: ["imageChangeParams", "lastTriggeredImage"]]?.string?.isEmpty == false
        }
        guard isResolved else {
            throw APIError(
                .badRequest,
                message: "cannot trigger a deployment for \"\(config.name)\" because it contains unresolved images"
            )
        }
        var next = config
        next["status", "latestVersion"] = .int(named.latestVersion + 1)
        next["status", "details"] = ["message": "manual change", "causes": [["type": "Manual"]]]
        _ = try await named.cluster.client.update(
            next,
            of: named.resource,
            subresource: .status,
            options: WriteOptions()
        )
        try await named.cluster.settle(session)
        session.console.print("\(named.resource.printedName)/\(config.name) rolled out")
        return .success
    }
}

struct RolloutState: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say how far the latest rollout is"
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let named = try await NamedDeploymentConfig(resource, target, session)
        let config = named.config
        guard named.latestVersion > 0 else {
            session.console.print("Deployment config \"\(config.name)\" waiting on image update")
            return .failure
        }
        let conditions = config["status", "conditions"]?.array ?? []
        let progress = conditions.first { $0["type"]?.string == "Progressing" }
        if named.isRunning {
            let updated = config["status", "updatedReplicas"]?.int ?? 0
            let wanted = config["spec", "replicas"]?.int ?? 0
            session.console.print(
                "Waiting for rollout to finish: \(updated) out of \(wanted) new replicas have been updated..."
            )
            return .failure
        }
        let message = progress?["message"]?.string ?? ""
        guard progress?["status"]?.string == "True" else { throw CommandError(message) }
        session.console.print(message)
        return .success
    }
}

struct RolloutHistory: Kn8Command {
    static let configuration = CommandConfiguration(commandName: "history", abstract: "List the rollouts, oldest first")

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let named = try await NamedDeploymentConfig(resource, target, session)
        guard !named.rollouts.isEmpty else {
            session.console.print("No rollout history found.")
            return .success
        }
        let rows = named.rollouts.reversed().map { rollout in
            let cause = rollout.annotations["openshift.io/deployment.status-reason"] ?? ""
            return "\(NamedDeploymentConfig.version(of: rollout))\t\(NamedDeploymentConfig.phase(of: rollout))\t"
                + "\(cause.isEmpty ? "<unknown>" : cause)\n"
        }
        session.console.print("\(named.resource.printedName)/\(named.config.name) ")
        let table = "REVISION\tSTATUS\tCAUSE\n" + rows.joined()
        session.console.write(TabbedText(minimalWidth: 0, padding: 1, tabWidth: 8).laidOut(table))
        session.console.print("")
        return .success
    }
}

struct RolloutCancel: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stop the rollout that is under way; the one before stays"
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let named = try await NamedDeploymentConfig(resource, target, session)
        guard let latest = named.latest, named.isRunning,
            let controllers = try await named.cluster.client.resource(for: NamedDeploymentConfig.controllers)
        else {
            session.console.print("no active rollouts for \(named.resource.printedName)/\(named.config.name)")
            return .success
        }
        var next = latest
        next["metadata", "annotations", "openshift.io/deployment.cancelled"] = "true"
        next["metadata", "annotations", "openshift.io/deployment.status-reason"] = "cancelled by the user"
        _ = try await named.cluster.client.update(next, of: controllers, subresource: nil, options: WriteOptions())
        try await named.cluster.settle(session)
        session.console.print("\(named.resource.printedName)/\(named.config.name) cancelling")
        return .success
    }
}
