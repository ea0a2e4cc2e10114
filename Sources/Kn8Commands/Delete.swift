// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8YAML

struct Delete: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete objects by manifest, by name or by selector, and wait until they are gone",
        discussion: """
            Examples: 'kn8 delete -f manifests', 'kn8 delete deployment web', 'kn8 delete pods -l app=web', 'kn8 delete \
            pod web-0 --now --wait=false'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var selectors: SelectorOptions

    @Flag(help: "Delete every object of the type")
    var all = false

    @OptionGroup var deletion: DeletionOptions

    @Option(
        name: .customLong("dry-run"),
        help: "Only say what would be deleted: none, client or server",
        completion: .list(["none", "client", "server"])
    )
    var dryRun = "none"

    @Flag(name: .customLong("ignore-not-found"), help: "Say nothing of what does not exist; so --all does anyway")
    var ignoresMissing = false

    @Flag(name: .shortAndLong, help: "Ask before anything is deleted")
    var interactive = false

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print the results: name",
        completion: .list(["name"])
    )
    var output: String?

    /// An object to delete, and the file that names it.
    private struct Doomed {
        let resource: Resource
        let key: ObjectKey
        var file: String?
    }

    func run(in session: Session) async throws -> ExitStatus {
        guard let mode = DryRun(rawValue: dryRun) else {
            throw CommandError("Invalid dry-run value (\(dryRun)). Must be \"none\", \"server\", or \"client\".")
        }
        try check()
        var options = try deletion.options()
        options.dryRun = mode != .none
        if deletion.isImmediate { session.console.say(DeletionOptions.immediateWarning) }
        var scene = ClusterScene(session: session, target: target)
        let (status, gone) = try await delete(in: try scene.cluster(), mode, options, session)
        guard deletion.wait, mode == .none, !gone.isEmpty else { return status }
        var watch = DeletionWatch(gone, session: session)
        return try await watch.run(in: &scene, limit: deletion.limit) ? status : .failure
    }

    private func check() throws(CommandError) {
        if let output, !output.isEmpty, output != "name" {
            throw CommandError("unexpected -o output mode: \(output). We only support '-o name'")
        }
        if all, !selectors.labels.isEmpty { throw CommandError("cannot set --all and --selector at the same time") }
        if all, !selectors.fields.isEmpty {
            throw CommandError("cannot set --all and --field-selector at the same time")
        }
        if !manifests.filename.isEmpty, !resource.isEmpty {
            throw CommandError(
                "when paths, URLs, or stdin is provided as resource input, you may not specify resource arguments as well"
            )
        }
    }

    // Nothing of the cluster may outlive this, or the state stays locked.
    private func delete(
        in cluster: Cluster,
        _ mode: DryRun,
        _ options: DeleteOptions,
        _ session: Session
    ) async throws -> (ExitStatus, [DeletionWatch.Target]) {
        var status = ExitStatus.success
        var gone: [DeletionWatch.Target] = []
        let doomed = try await doomed(in: cluster, session: session, status: &status)
        if doomed.isEmpty, status == .success { session.console.print("No resources found") }
        guard confirms(doomed, session) else { return (status, []) }
        let isStray = target.namespace != nil && !selectors.allNamespaces
        if isStray, doomed.contains(where: { !$0.resource.namespaced }) {
            session.console.say("Warning: deleting cluster-scoped resources, not scoped to the provided namespace")
        }
        let (client, pool) = (cluster.client, RequestPool(width: cluster.requestWidth))
        var rest = doomed[...]
        // The objects of one kind go together, and each kind before what it stands on.
        while let first = rest.first {
            let wave = rest.prefix { $0.resource == first.resource }
            rest = rest.dropFirst(wave.count)
            try await pool.run(Array(wave)) { object -> Result<Object, APIError> in
                do throws(APIError) {
                    return .success(try await client.delete(object.key, of: object.resource, options: options))
                } catch {
                    return .failure(error)
                }
            } each: { object, answer in
                switch answer {
                case .success(let last):
                    gone.append(DeletionWatch.Target(resource: object.resource, key: object.key, uid: last.uid))
                    session.console.print(words(object, mode))
                    session.console.flush()
                case .failure(let error):
                    if ignoresMissing || all, error.reason == .notFound { return }
                    let doing = object.file.map { "error when deleting \"\($0)\"" }
                    session.console.say(ErrorText.text(of: error, doing: doing))
                    status = .failure
                }
            }
        }
        if mode == .none { try await cluster.settle(session) }
        return (status, gone)
    }

    private func words(_ object: Doomed, _ mode: DryRun) -> String {
        guard output != "name" else { return "\(object.resource.printedName)/\(object.key.name)" }
        let place = object.key.namespace.isEmpty ? "" : " from \(object.key.namespace) namespace"
        let verb = deletion.isImmediate ? "force deleted" : "deleted"
        return "\(object.resource.printedName) \"\(object.key.name)\" \(verb)\(place)\(mode.suffix)"
    }

    private func confirms(_ doomed: [Doomed], _ session: Session) -> Bool {
        guard interactive, !doomed.isEmpty else { return true }
        session.console.print("You are about to delete the following \(doomed.count) resource(s):")
        for object in doomed { session.console.print("\(object.resource.printedName)/\(object.key.name)") }
        session.console.write("Do you want to continue? (y/n): ")
        session.console.flush()
        let answer = readLine() ?? ""
        if ["y", "Y"].contains(answer) { return true }
        session.console.print("deletion is cancelled")
        return false
    }

    private func doomed(
        in cluster: Cluster,
        session: Session,
        status: inout ExitStatus
    ) async throws -> [Doomed] {
        guard manifests.filename.isEmpty else { return try await named(in: cluster, session, &status) }
        let selection = try Selection(resource, in: ResourceCatalog(resources: try await cluster.client.resources()))
        let areNamed = selection.parts.allSatisfy { !$0.names.isEmpty }
        guard all || !selectors.labels.isEmpty || !selectors.fields.isEmpty || areNamed else {
            throw CommandError("resource(s) were provided, but no name was specified")
        }
        if areNamed {
            guard selectors.labels.isEmpty, selectors.fields.isEmpty else {
                throw CommandError("name cannot be provided when a selector is specified")
            }
            guard !all else {
                throw CommandError("setting 'all' parameter but found a non empty selector. ")
            }
            guard !selectors.allNamespaces || !selection.parts.contains(where: \.resource.namespaced) else {
                throw CommandError("a resource cannot be retrieved by name across all namespaces")
            }
            return selection.parts.flatMap { part in
                part.names.map { name in
                    let namespace = part.resource.namespaced ? target.namespace(in: session) : ""
                    return Doomed(resource: part.resource, key: ObjectKey(namespace: namespace, name: name))
                }
            }
        }
        let query = ObjectQuery(
            client: cluster.client,
            namespace: target.namespace(in: session),
            selectors: selectors
        )
        let found = try await query.run(selection, ignoringMissing: true)
        return found.groups.flatMap { group in
            group.objects.map { Doomed(resource: group.resource, key: $0.key) }
        }
    }

    private func named(
        in cluster: Cluster,
        _ session: Session,
        _ status: inout ExitStatus
    ) async throws -> [Doomed] {
        let set = try manifests.manifests()
        if session.report(set.findings, of: set) { status = .failure }
        var found: [Doomed] = []
        // What was applied last goes first, so that nothing stands on what is gone.
        for source in ApplyOrder.sorted(set.objects, kind: { Object($0.value).gvk }).reversed() {
            do {
                let (object, resource) = try await target.placed(Object(source.value), cluster.client, session)
                found.append(Doomed(resource: resource, key: object.key, file: source.document.file))
            } catch let error as APIError {
                session.console.say(ErrorText.text(of: error))
                status = .failure
            }
        }
        return found
    }
}
