// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct ScaleCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "Set how many replicas objects have",
        discussion: """
            Custom kinds can be scaled when their definition has the scale subresource. Examples: 'kn8 scale deploy/web \
            --replicas=3', 'kn8 scale --current-replicas=2 --replicas=3 sts/db'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @Option(parsing: .unconditional, help: "How many replicas there are to be")
    var replicas: Int64?

    @Option(
        name: .customLong("current-replicas"),
        parsing: .unconditional,
        help: "Scale only what has this many replicas"
    )
    var currentReplicas: Int64 = -1

    @Option(name: .customLong("resource-version"), help: "Scale the object only in this version")
    var resourceVersion: String?

    @Flag(help: "Scale every object of the type")
    var all = false

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        var printer = try change.printer(session)
        guard let replicas else { throw CommandError("required flag(s) \"replicas\" not set") }
        guard replicas >= 0 else {
            throw CommandError(
                "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0"
            )
        }
        guard currentReplicas >= -1 else {
            throw CommandError("The --current-replicas must specify an integer of -1 or greater")
        }
        let options = try change.writing(as: "kubectl")
        let cluster = try session.cluster(at: target)
        let targets = try await ChangeTargets(
            resource,
            manifests: manifests,
            selectors: selectors,
            all: all,
            target: target,
            cluster: cluster,
            session: session
        )
        guard resourceVersion == nil || targets.isSingle else {
            throw CommandError("cannot use --resource-version with multiple resources")
        }
        guard !targets.found.isEmpty || !targets.missing.isEmpty else {
            throw CommandError("no objects passed to scale")
        }
        let isSound = try await targets.forEach(session) { target in
            guard let path = cluster.replicaPath(of: target.resource) else {
                throw APIError(.notFound, message: "the server could not find the requested resource")
            }
            let current = target.object.value[path: path]?.int ?? 0
            guard currentReplicas < 0 || current == currentReplicas else {
                throw CommandError("Expected replicas to be \(currentReplicas), was \(current)")
            }
            if let resourceVersion, resourceVersion != target.object.resourceVersion {
                throw CommandError(
                    "Expected resource version to be \(resourceVersion), was \(target.object.resourceVersion)"
                )
            }
            let after = try await scaled(target, to: replicas, at: path, cluster.client, options)
            try printer.print(after, "scaled")
        }
        if !options.dryRun { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }

    private func scaled(
        _ target: ChangeTargets.Target,
        to replicas: Int64,
        at path: [String],
        _ client: any APIClient,
        _ options: WriteOptions
    ) async throws -> Object {
        var patch: Value = .emptyObject
        // Who looked at the present count must not write over another one.
        if currentReplicas >= 0 || resourceVersion != nil {
            patch[path: ["metadata", "resourceVersion"]] = .string(target.object.resourceVersion)
        }
        guard path == ["spec", "replicas"] else {
            patch[path: path] = .int(replicas)
            return try await client.patch(
                target.key,
                of: target.resource,
                with: .merge(patch),
                subresource: nil,
                options: options
            )
        }
        patch[path: path] = .int(replicas)
        _ = try await client.patch(
            target.key,
            of: target.resource,
            with: .merge(patch),
            subresource: .scale,
            options: options
        )
        if !options.dryRun, let stored = try await client.object(target.key, of: target.resource) { return stored }
        var object = target.object
        object.value[path: path] = .int(replicas)
        return object
    }
}
