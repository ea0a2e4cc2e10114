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

    func run(in session: Session) async throws -> ExitStatus {
        let format = try output.format
        let cluster = try session.cluster(at: target)
        let selection = try Selection(resource, in: ResourceCatalog(resources: try await cluster.client.resources()))
        let watches = watch || watchOnly
        guard !watches || selection.parts.count == 1 else {
            throw CommandError("you may only specify a single resource type")
        }
        var query = ObjectQuery(
            client: cluster.client,
            namespace: target.namespace(in: session),
            selectors: selectors
        )
        if format.isTable { query.tables = cluster.tables }
        let found = try await query.run(selection, ignoringMissing: ignoresMissing)
        if format.showsFields { await cluster.noteSecrets() }
        let printer = ObjectPrinter(
            cluster: cluster,
            format: format,
            options: output,
            showsNamespace: selectors.allNamespaces,
            showsManagedFields: showsManagedFields,
            now: session.time.now()
        )
        let saysEvents = showsEvents && watches
        if saysEvents, !watchOnly {
            for group in found.groups {
                for object in group.objects {
                    try printer.print(row: object, of: group.resource, event: .added, to: session.console)
                }
            }
        } else if !watchOnly {
            try printer.print(found.groups, single: found.isSingle, to: session.console)
        }
        found.missing.forEach { session.console.say(ErrorText.text(of: $0)) }
        if found.isEmpty, found.missing.isEmpty, !ignoresMissing, format.isTable {
            session.console.say(query.nothingFound(in: selection))
        }
        session.console.flush()
        if watches, let group = found.groups.first {
            if format.isTable { await cluster.learnColumns(of: group.resource) }
            try await query.follow(group) { change in
                try printer.print(
                    row: change.object,
                    of: group.resource,
                    event: saysEvents ? change.kind : nil,
                    to: session.console
                )
            }
        }
        return found.missing.isEmpty ? .success : .failure
    }
}
