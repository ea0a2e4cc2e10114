// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8YAML

struct Delete: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete objects by manifest, by name or by selector",
        discussion: "Examples: 'kn8 delete -f manifests', 'kn8 delete deployment web', 'kn8 delete pods -l app=web'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var selectors: SelectorOptions

    @Flag(help: "Delete every object of the type")
    var all = false

    @Option(help: "What becomes of dependents: background, foreground or orphan")
    var cascade = "background"

    @Option(name: .customLong("dry-run"), help: "Only say what would be deleted: none, client or server")
    var dryRun = DryRun.none

    @Flag(name: .customLong("ignore-not-found"), help: "Say nothing of what does not exist")
    var ignoresMissing = false

    func run(in session: Session) async throws -> ExitStatus {
        let propagation: DeleteOptions.Propagation
        switch cascade {
        case "background": propagation = .background
        case "foreground": propagation = .foreground
        case "orphan": propagation = .orphan
        default:
            throw CommandError(
                "invalid cascade value (\(cascade)). Must be \"background\", \"foreground\", or \"orphan\""
            )
        }
        let cluster = try session.cluster(at: target)
        let options = DeleteOptions(dryRun: dryRun != .none, propagation: propagation)
        var status = ExitStatus.success
        let targets = try await targets(in: cluster, session: session, status: &status)
        for (resource, key) in targets {
            do {
                _ = try await cluster.client.delete(key, of: resource, options: options)
                let place = key.namespace.isEmpty ? "" : " from \(key.namespace) namespace"
                session.console.print("\(resource.printedName) \"\(key.name)\" deleted\(place)\(dryRun.suffix)")
            } catch {
                if ignoresMissing, error.reason == .notFound { continue }
                session.console.say(ErrorText.text(of: error))
                status = .failure
            }
        }
        if targets.isEmpty, status == .success { session.console.say("No resources found") }
        if dryRun == .none { try await cluster.settle(session) }
        return status
    }

    private func targets(
        in cluster: Cluster,
        session: Session,
        status: inout ExitStatus
    ) async throws -> [(Resource, ObjectKey)] {
        guard manifests.filename.isEmpty else {
            let set = try manifests.manifests()
            if session.report(set.findings, of: set) { status = .failure }
            var found: [(Resource, ObjectKey)] = []
            // What was applied last goes first, so that nothing stands on what is gone.
            for object in ApplyOrder.sorted(set.objects.map { Object($0.value) }, kind: \.gvk).reversed() {
                guard let resource = try await cluster.client.resource(for: object.gvk) else {
                    session.console.say(ErrorText.text(of: Applier.noMatches(for: object.gvk)))
                    status = .failure
                    continue
                }
                let namespace = object.namespace.isEmpty ? target.namespace(in: session) : object.namespace
                found.append((resource, ObjectKey(namespace: resource.namespaced ? namespace : "", name: object.name)))
            }
            return found
        }
        let selection = try Selection(resource, in: ResourceCatalog(resources: try await cluster.client.resources()))
        guard all || !selectors.labels.isEmpty || selection.parts.allSatisfy({ !$0.names.isEmpty }) else {
            throw CommandError("resource(s) were provided, but no name was specified")
        }
        if selection.parts.allSatisfy({ !$0.names.isEmpty }) {
            return selection.parts.flatMap { part in
                part.names.map { name in
                    let namespace = part.resource.namespaced ? target.namespace(in: session) : ""
                    return (part.resource, ObjectKey(namespace: namespace, name: name))
                }
            }
        }
        let query = ObjectQuery(
            client: cluster.client,
            namespace: target.namespace(in: session),
            selectors: selectors
        )
        let found = try await query.run(selection, ignoringMissing: true)
        return found.groups.flatMap { group in group.objects.map { (group.resource, $0.key) } }
    }
}
