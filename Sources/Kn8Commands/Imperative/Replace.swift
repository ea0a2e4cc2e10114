// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Schema
internal import Kn8YAML

struct Replace: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Put manifests in the place of the objects they name",
        discussion: """
            The whole object is replaced: fields that are not in the manifest go. With --force it is deleted first and \
            made anew. Examples: 'kn8 replace -f web.yaml', 'kn8 replace --force -f job.yaml'.
            """
    )

    @Flag(help: "Delete the objects first, then create them")
    var force = false

    @Option(help: "With --force, what becomes of dependents: background, foreground or orphan")
    var cascade = "background"

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let mode = try change.mode
        var printer = try change.printer(session)
        guard !force || mode == .none else { throw CommandError("--dry-run can not be used when --force is set") }
        let propagation = try DeleteOptions.Propagation(cascade: cascade)
        let strictness = try fields.strictness
        let options = try change.writing(as: "kubectl-replace", fieldValidation: strictness.fieldValidation)
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        guard !set.objects.isEmpty || !set.findings.isEmpty else { throw CommandError("no objects passed to replace") }
        let cluster = try session.cluster(at: target)
        let round = ManifestRound(cluster: cluster, target: target, session: session, strictness: strictness)
        let isSound = try await round.run(set, "replacing") { object, resource in
            let after: Object
            if force {
                try await remove(object, resource, propagation, cluster, session)
                after = try await cluster.client.create(object, of: resource, options: options)
            } else if mode == .client {
                after = object
            } else {
                after = try await cluster.client.update(object, of: resource, subresource: nil, options: options)
            }
            try printer.print(after, "replaced")
        }
        if mode == .none { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }

    private func remove(
        _ object: Object,
        _ resource: Resource,
        _ propagation: DeleteOptions.Propagation,
        _ cluster: Cluster,
        _ session: Session
    ) async throws {
        guard try await cluster.client.object(object.key, of: resource) != nil else { return }
        let options = DeleteOptions(propagation: propagation)
        _ = try await cluster.client.delete(object.key, of: resource, options: options)
        let place = object.namespace.isEmpty ? "" : " from \(object.namespace) namespace"
        session.console.print("\(resource.printedName) \"\(object.name)\" deleted\(place)")
        // What finalizers hold goes when their reconcilers have run; what nobody lets go stays.
        try await cluster.settle(session)
        guard try await cluster.client.object(object.key, of: resource) == nil else {
            throw CommandError("timed out waiting for the condition on \(resource.plural)/\(object.name)")
        }
    }
}
