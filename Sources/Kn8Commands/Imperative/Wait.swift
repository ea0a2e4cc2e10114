// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Wait: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until objects are in a state, with the reconcilers at work",
        discussion: """
            Several --for must all come true, or with --any one of them. A Job that has failed, a rollout past its \
            deadline and the like end the wait at once. Examples: 'kn8 wait --for=condition=Available deploy/web', 'kn8 wait \
            --for=jsonpath=\"{.status.phase}\"=Running pod -l app=web --timeout=2m', 'kn8 wait --for=delete cm/a', 'kn8 \
            wait --for=\"cel=object.status.readyReplicas >= 2\" deploy/web'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            """
            Wait for delete, create, condition=NAME[=STATUS], jsonpath={EXPRESSION}[=VALUE] or cel=EXPRESSION, which sees \
            the object as 'object'; may be repeated
            """,
            valueName: "state"
        )
    )
    var states: [String] = []

    @Flag(help: "Wait until one of several --for is true, not all of them")
    var any = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Give up after this time; 0 looks once, a negative time is a week", valueName: "time")
    )
    var timeout = WaitTime(seconds: 30)

    @Flag(help: "Wait for every object of the type")
    var all = false

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var target: TargetOptions

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print the objects: name, yaml, json, jsonpath=TEMPLATE or go-template=TEMPLATE",
        completion: .list(ObjectForm.words + ["name"])
    )
    var output: String?

    func run(in session: Session) async throws -> ExitStatus {
        let format = try ResultPrinter.Format(output)
        guard !states.isEmpty else { throw CommandError("unrecognized condition: []") }
        let awaited = try states.map { text throws(CommandError) in try AwaitedState(text) }
        let printer = ResultPrinter(
            format: format,
            suffix: "",
            separatesDocuments: true,
            console: session.console
        )
        let limit = timeout.seconds < 0 ? 7 * 86_400 : timeout.seconds
        let deadline = ContinuousClock.now.advanced(by: .seconds(limit))
        var vigil = Vigil(states: awaited, anyWillDo: any, printer: printer, session: session)
        var scene = ClusterScene(session: session, target: target)
        while true {
            try await look(&vigil, try scene.cluster(), session)
            if vigil.isOver { return vigil.hasFailed ? .failure : .success }
            guard ContinuousClock.now < deadline else {
                vigil.giveUp()
                return .failure
            }
            // Another kn8 may bring the change about, so the state is let go of meanwhile.
            scene.leave()
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    // Nothing of the cluster may outlive this, or the state stays locked.
    private func look(_ vigil: inout Vigil, _ cluster: Cluster, _ session: Session) async throws {
        try await cluster.settle(session)
        if vigil.objects.isEmpty { try await find(&vigil, cluster, session) }
        try await vigil.look(cluster.client)
    }

    private func find(_ vigil: inout Vigil, _ cluster: Cluster, _ session: Session) async throws {
        if vigil.waitsForCreation {
            try await findUncreated(&vigil, cluster, session)
            return
        }
        let targets = try await ChangeTargets(
            resource,
            manifests: manifests,
            selectors: selectors,
            all: all,
            target: target,
            cluster: cluster,
            session: session
        )
        vigil.objects = targets.found.map { Vigil.Watched(resource: $0.resource, key: $0.key, last: $0.object) }
        vigil.isFound = true
        if vigil.waitsForDeletion { return }
        for error in targets.missing {
            session.console.say(ErrorText.text(of: error))
            vigil.hasFailed = true
        }
        guard !targets.found.isEmpty || !targets.missing.isEmpty else {
            throw CommandError("no matching resources found")
        }
    }

    // What is not there yet is known by name only; by selector, whatever comes first will do.
    private func findUncreated(_ vigil: inout Vigil, _ cluster: Cluster, _ session: Session) async throws {
        let selection = try Selection(resource, in: ResourceCatalog(resources: try await cluster.client.resources()))
        let namespace = target.namespace(in: session)
        if selection.parts.allSatisfy({ !$0.names.isEmpty }) {
            vigil.objects = selection.parts.flatMap { part in
                part.names.map { name in
                    let key = ObjectKey(namespace: part.resource.namespaced ? namespace : "", name: name)
                    return Vigil.Watched(resource: part.resource, key: key, last: nil)
                }
            }
            vigil.isFound = true
            return
        }
        guard all || !selectors.labels.isEmpty || !selectors.fields.isEmpty else {
            throw CommandError("resource(s) were provided, but no name was specified")
        }
        let query = ObjectQuery(client: cluster.client, namespace: namespace, selectors: selectors)
        vigil.objects = try await query.run(selection, ignoringMissing: true).groups.flatMap { group in
            group.objects.map { Vigil.Watched(resource: group.resource, key: $0.key, last: $0) }
        }
        vigil.isFound = !vigil.objects.isEmpty
    }
}
