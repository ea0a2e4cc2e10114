// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Get: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print objects",
        discussion: """
            Reads the embedded server's state. Examples: 'kn8 get pods', 'kn8 get deploy/web -o yaml', 'kn8 get \
            ingressroutes,httpproxies -A'. Values of Secrets are hidden unless --show-secrets is given.
            """
    )

    @Argument(help: ArgumentHelp("TYPE[,TYPE] [NAME ...] or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: [.customShort("w"), .long], help: "Go on with each change until interrupted")
    var watch = false

    @Flag(name: .customLong("watch-only"), help: "Print each change until interrupted, and nothing before")
    var watchOnly = false

    @Flag(name: .customLong("output-watch-events"), help: "Say with -w what each change is: ADDED, MODIFIED or DELETED")
    var showsEvents = false

    @Flag(name: .customLong("show-managed-fields"), help: "Print who owns which fields, in yaml and json")
    var showsManagedFields = false

    @Flag(name: .customLong("ignore-not-found"), help: "Say nothing of a name that does not exist")
    var ignoresMissing = false

    @Option(
        help: ArgumentHelp(
            "Print what the server answers to this path, for example /api/v1/namespaces",
            valueName: "path"
        )
    )
    var raw: String?

    func run(in session: Session) async throws -> ExitStatus {
        let format = try output.format
        let cluster = try session.cluster(at: target)
        if let raw {
            guard resource.isEmpty, manifests.filename.isEmpty else {
                throw CommandError("arguments may not be passed when --raw is specified")
            }
            session.console.write(try await RawRequest(path: raw).answer(of: cluster, at: session.time))
            return .success
        }
        let watches = watch || watchOnly
        var query = ObjectQuery(
            client: cluster.client,
            namespace: target.namespace(in: session),
            selectors: selectors
        )
        if format.isTable { query.tables = cluster.tables }
        let found = try await answer(to: query, from: cluster, session)
        guard !watches || found.groups.count == 1 else {
            throw CommandError("you may only specify a single resource type")
        }
        if format.showsFields { await cluster.noteSecrets() }
        let printer = ObjectPrinter(
            cluster: cluster,
            format: format,
            options: output,
            showsNamespace: selectors.allNamespaces,
            showsManagedFields: showsManagedFields,
            now: session.time.now()
        )
        if !watches || !(showsEvents || watchOnly) {
            try printer.print(found.groups, single: found.isSingle, to: session.console)
        }
        found.missing.forEach { session.console.say(ErrorText.text(of: $0)) }
        if found.isEmpty, found.missing.isEmpty, !ignoresMissing, format.isTable {
            session.console.say(query.nothingFound(in: found.groups.map(\.resource)))
        }
        session.console.flush()
        if watches, let group = found.groups.first { try await follow(group, of: query, printer, cluster, session) }
        return found.missing.isEmpty ? .success : .failure
    }

    private func follow(
        _ group: ObjectQuery.Group,
        of query: ObjectQuery,
        _ printer: ObjectPrinter,
        _ cluster: Cluster,
        _ session: Session
    ) async throws {
        if printer.format.isTable { await cluster.learnColumns(of: group.resource) }
        var printed = group
        if showsEvents || watchOnly { printed.objects = [] }
        var rows = WatchPrinter(printer, below: printed, saysEvents: showsEvents, to: session.console)
        if showsEvents, !watchOnly {
            for object in group.objects { try rows.print(object, .added, at: session.time.now()) }
        }
        try await query.follow(group) { change in
            try rows.print(change.object, change.kind, at: session.time.now())
        }
    }

    private func answer(
        to query: ObjectQuery,
        from cluster: Cluster,
        _ session: Session
    ) async throws -> ObjectQuery.Answer {
        if manifests.filename.isEmpty {
            let resources = try await cluster.client.resources()
            let selection = try Selection(resource, in: ResourceCatalog(resources: resources))
            guard selection.parts.count == 1 || !(watch || watchOnly) else {
                throw CommandError("you may only specify a single resource type")
            }
            return try await query.run(selection, ignoringMissing: ignoresMissing)
        }
        let named = try await ChangeTargets(
            resource,
            manifests: manifests,
            target: target,
            cluster: cluster,
            session: session
        )
        return ObjectQuery.Answer(named, ignoringMissing: ignoresMissing)
    }
}
