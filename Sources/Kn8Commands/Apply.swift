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

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print the results: name, yaml, json or json-events",
        completion: .list(["name", "yaml", "json", "json-events"])
    )
    var output: String?

    @Flag(name: .customLong("show-managed-fields"), help: "Print who owns which field with -o yaml and json")
    var showsManagedFields = false

    private var showsSecrets: Bool { target.secrets.showsSecrets }

    func run(in session: Session) async throws -> ExitStatus {
        guard let mode = DryRun(rawValue: dryRun) else {
            throw CommandError("Invalid dry-run value (\(dryRun)). Must be \"none\", \"server\", or \"client\".")
        }
        if let plan { return try await apply(PlanFile(path: plan), dryRun: mode, in: session) }
        guard let format = ApplyPrinter.Format(rawValue: output ?? "") else {
            throw CommandError(
                "unable to match a printer suitable for the output format \"\(output ?? "")\", allowed formats are: "
                    + "json,json-events,name,yaml"
            )
        }
        var manner = try applying.manner(dryRun: mode)
        let labels: LabelSelector
        do { labels = try LabelSelector(selector) } catch { throw CommandError(error.description) }
        let strictness = try fields.strictness
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        let cluster = try session.cluster(at: target)
        if format != .words, format != .name { await cluster.noteSecrets() }
        let scene = mode == .none ? cluster : try cluster.copy()
        if applying.force {
            let replacement = ApplyReplacement(
                cluster: cluster,
                session: session,
                deletion: try applying.deletion(),
                fieldManager: manner.fieldManager ?? Applier.manager,
                patience: .seconds(60)
            )
            manner.replacement = { manifest, live, resource throws(APIError) in
                try await replacement.replace(live, by: manifest, of: resource)
            }
        }
        var printer = ApplyPrinter(
            format: format,
            dryRun: mode,
            showsSecrets: showsSecrets,
            showsManagedFields: showsManagedFields,
            console: session.console
        )
        var round = ApplyRound(cluster: scene, target: target, session: session, strictness: strictness, manner: manner)
        round.selector = labels
        let teller = printer
        Interruption.watch([SIGINT, SIGTERM])
        // What is stored is told soon, so that an interrupted run has said how far it came.
        let group = try CommitGroup(scene, console: session.console) { printer.print($0) }
        round.goesOn = { !Interruption.isRequested && group.failure == nil }
        round.hears = { remark in
            group.store()
            switch remark {
            case .warning(let text, let object): teller.tell("warning", of: object, [("message", .string(text))])
            case .refusal(let error, let object, let file):
                teller.tell(
                    "refusal",
                    of: object,
                    [
                        ("file", .string(file)), ("message", .string(error.message)),
                        ("reason", .string(error.reason.rawValue)),
                    ]
                )
            }
        }
        let outcome: ApplyRound.Outcome
        do {
            outcome = try await round.run(set) { group.add($0) }
            try group.end()
        } catch {
            try? group.end()
            throw error
        }
        if mode == .none { try await cluster.settle(session) }
        outcome.refusals.forEach { _ in printer.count("refused") }
        printer.finish()
        summarize(printer, of: set, session)
        if Interruption.isRequested {
            session.console.say("Interrupted: \(outcome.results.count) applied, \(outcome.left) not applied")
            return Interruption.status
        }
        return outcome.failed ? .failure : .success
    }

    private func summarize(_ printer: ApplyPrinter, of set: ManifestSet, _ session: Session) {
        printer.tell("summary", printer.counts.map { ($0.word, .int(Int64($0.count))) })
        if set.objects.count > 1 { session.console.say(printer.summary) }
    }
}
