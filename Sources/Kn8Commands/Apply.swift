// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

struct Apply: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Create or change objects to match manifests, then let the reconcilers run",
        discussion: """
            A three-way merge as kubectl's: fields that others set stay, fields gone from the manifest go. Objects are \
            applied in an order that lets a folder be applied whole; one that is refused does not stop the others. \
            Examples: 'kn8 apply -f manifests -R', 'kn8 apply -f - --dry-run=server', 'kn8 apply -f web.yaml \
            --server-side'.
            """
    )

    @Argument(
        help: ArgumentHelp("Carry out the plan that 'kn8 plan --out' saved to this file", valueName: "plan"),
        completion: .file(extensions: ["kn8plan"])
    )
    var plan: String?

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions

    @Option(
        name: .customLong("dry-run"),
        help: "Only say what would be done: none, client or server (server: on a copy of the state)",
        completion: .list(["none", "client", "server"])
    )
    var dryRun = "none"

    @Option(
        name: [.customShort("l"), .customLong("selector")],
        help: "Apply the manifests whose labels match, for example 'app=web,tier!=db'"
    )
    var selector = ""

    @OptionGroup var applying: ApplyOptions
    @OptionGroup var pruning: ApplyPruneOptions

    @Flag(help: "Wait until the objects are ready and pruned ones gone; ends at once when one cannot become ready")
    var wait = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Give up waiting after this time; 0 is five minutes, a negative time is a week",
            valueName: "time"
        )
    )
    var timeout = WaitTime(seconds: 0)

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: """
            How to print the results: name, yaml, json, json-events, jsonpath=TEMPLATE, go-template=TEMPLATE or their files
            """,
        completion: .list(ObjectForm.words + ["name", "json-events"])
    )
    var output: String?

    @Option(help: "The template of -o go-template or jsonpath, or its file, if it is not said there")
    var template: String?

    @Flag(name: .customLong("show-managed-fields"), help: "Print who owns which field with -o yaml and json")
    var showsManagedFields = false

    var showsSecrets: Bool { target.secrets.showsSecrets }

    func run(in session: Session) async throws -> ExitStatus {
        let mode = try mode
        if let plan { return try await apply(PlanFile(path: plan), dryRun: mode, in: session) }
        var printer = try printer(mode, session)
        _ = try applying.manner(dryRun: mode)
        let kinds = try pruning.kinds(selector: selector, applying: applying)
        let strictness = try fields.strictness
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        var scene = ClusterScene(session: session, target: target)
        let outcome = try await apply(set, kinds, mode, to: try scene.cluster(), &printer, session)
        outcome.refusals.forEach { _ in printer.count("refused") }
        try printer.finish()
        printer.tell("summary", printer.counts.map { ($0.word, .int(Int64($0.count))) })
        if printer.total > 1 { session.console.say(printer.summary) }
        if Interruption.isRequested {
            session.console.say("Interrupted: \(outcome.results.count) applied, \(outcome.left) not applied")
            return Interruption.status
        }
        guard !outcome.failed else { return .failure }
        guard wait, mode == .none else { return .success }
        let limit = timeout.seconds < 0 ? 7 * 86_400 : timeout.seconds == 0 ? 300 : timeout.seconds
        var watch = ReadinessWatch(outcome.results.map { ($0.resource, $0.after.key) }, session: session)
        let isReady = try await watch.run(in: &scene, limit: .seconds(limit)) { [printer] resource, key, readiness in
            let (state, message) = Apply.words(of: readiness)
            printer.tell(
                "wait",
                of: Object(resource.gvk, namespace: key.namespace, name: key.name),
                [("state", .string(state)), ("message", .string(message))]
            )
        }
        let gone = outcome.pruned.map { leftover in
            DeletionWatch.Target(resource: leftover.resource, key: leftover.object.key, uid: leftover.object.uid)
        }
        var departure = DeletionWatch(gone, session: session)
        return try await departure.run(in: &scene, limit: .seconds(limit)) && isReady ? .success : .failure
    }

    private var mode: DryRun {
        get throws(CommandError) {
            guard let mode = DryRun(rawValue: dryRun) else {
                throw CommandError("Invalid dry-run value (\(dryRun)). Must be \"none\", \"server\", or \"client\".")
            }
            return mode
        }
    }

    private func printer(_ mode: DryRun, _ session: Session) throws(CommandError) -> ApplyPrinter {
        ApplyPrinter(
            format: try ApplyPrinter.Format(output, template: template),
            dryRun: mode,
            showsSecrets: showsSecrets,
            showsManagedFields: showsManagedFields,
            console: session.console
        )
    }

    // Nothing of the cluster may outlive this, or the state stays locked.
    private func apply(
        _ set: ManifestSet,
        _ kinds: PruneKinds,
        _ mode: DryRun,
        to cluster: Cluster,
        _ printer: inout ApplyPrinter,
        _ session: Session
    ) async throws -> ApplyRound.Outcome {
        await cluster.noteSecrets()
        let asksServer = mode == .server && cluster.remote != nil
        let scene = mode == .none || asksServer ? cluster : try cluster.copy()
        var round = try round(on: scene, mode, printer, session)
        var deletion = try applying.deletion()
        deletion.dryRun = asksServer
        let prune = try await pruning.prune(
            after: &round,
            kinds: kinds,
            selector: selector,
            deletion: deletion,
            dryRun: mode
        )
        try await prune.prepare(set)
        var outcome = try await stored(round, set, &printer, session)
        if pruning.prune {
            if outcome.failed || Interruption.isRequested {
                session.console.say("Nothing is pruned, since not everything was applied.")
            } else {
                let (pruned, isWhole) = try await prune.run(after: outcome.results, &printer)
                outcome.pruned = pruned
                outcome.failed = !isWhole
            }
        }
        if mode == .none { try await cluster.settle(session) }
        return outcome
    }

    // What is stored is told soon, so that an interrupted run has said how far it came.
    private func stored(
        _ round: ApplyRound,
        _ set: ManifestSet,
        _ printer: inout ApplyPrinter,
        _ session: Session
    ) async throws -> ApplyRound.Outcome {
        Interruption.watch([SIGINT, SIGTERM])
        var round = round
        var telling = printer
        defer { printer = telling }
        let group = try CommitGroup(round.cluster, console: session.console) { telling.print($0) }
        round.goesOn = { !Interruption.isRequested && group.failure == nil }
        let hears = round.hears
        round.hears = { remark in
            group.store()
            hears(remark)
        }
        do {
            let outcome = try await round.run(set) { group.add($0) }
            try group.end()
            return outcome
        } catch {
            try? group.end()
            throw error
        }
    }

    private func round(
        on cluster: Cluster,
        _ mode: DryRun,
        _ printer: ApplyPrinter,
        _ session: Session
    ) throws -> ApplyRound {
        var manner = try applying.manner(dryRun: mode)
        let strictness = try fields.strictness
        // A dry run is done in earnest, but on a copy; another server does its part itself.
        manner.dryRun = cluster.remote == nil ? .none : mode
        if applying.force {
            let replacement = ApplyReplacement(
                cluster: cluster,
                session: session,
                deletion: try applying.deletion(),
                fieldManager: manner.fieldManager ?? Applier.manager,
                fieldValidation: strictness.fieldValidation,
                patience: .seconds(timeout.seconds > 0 ? timeout.seconds : 60)
            )
            manner.replacement = { manifest, live, resource throws(APIError) in
                try await replacement.replace(live, by: manifest, of: resource)
            }
        }
        var round = ApplyRound(
            cluster: cluster,
            target: target,
            session: session,
            strictness: strictness,
            manner: manner
        )
        try round.select(selector)
        round.hears = { remark in
            switch remark {
            case .warning(let text, let object): printer.tell("warning", of: object, [("message", .string(text))])
            case .refusal(let error, let object, let file):
                let facts: [(String, Value)] = [
                    ("file", .string(file)), ("message", .string(error.message)),
                    ("reason", .string(error.reason.rawValue)),
                ]
                printer.tell("refusal", of: object, facts)
            }
        }
        return round
    }

    private static func words(of readiness: Readiness) -> (state: String, message: String) {
        switch readiness {
        case .ready: ("ready", "")
        case .waiting(let why): ("waiting", why)
        case .failed(let why): ("failed", why)
        }
    }
}
