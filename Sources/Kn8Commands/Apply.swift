// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
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

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions

    @Option(
        name: .customLong("dry-run"),
        help: "Only say what would be done: none, client or server (server: on a copy of the state)"
    )
    var dryRun = DryRun.none

    @OptionGroup var applying: ApplyOptions

    @Option(name: [.customShort("o"), .long], help: "How to print the results: name")
    var output: String?

    func run(in session: Session) async throws -> ExitStatus {
        guard output == nil || output == "name" else {
            throw CommandError("unable to match a printer suitable for the output format \"\(output ?? "")\"")
        }
        let manner = try applying.manner(dryRun: dryRun)
        let strictness = try fields.strictness
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        let cluster = try session.cluster(at: target)
        let scene = dryRun == .none ? cluster : try cluster.copy()
        var round = ApplyRound(cluster: scene, target: target, session: session, strictness: strictness, manner: manner)
        Interruption.watch([SIGINT, SIGTERM])
        // What is stored is told soon, so that an interrupted run has said how far it came.
        let group = try CommitGroup(scene, console: session.console)
        round.goesOn = { !Interruption.isRequested && group.failure == nil }
        let outcome: ApplyRound.Outcome
        do {
            outcome = try await round.run(set) { result in
                let name = "\(result.resource.printedName)/\(result.after.name)"
                group.add(output == "name" ? name : "\(name) \(result.change.rawValue)\(dryRun.suffix)")
            }
            try group.end()
        } catch {
            try? group.end()
            throw error
        }
        if dryRun == .none { try await cluster.settle(session) }
        if Interruption.isRequested {
            session.console.say("Interrupted: \(outcome.results.count) applied, \(outcome.left) not applied")
            return Interruption.status
        }
        return outcome.failed ? .failure : .success
    }
}
