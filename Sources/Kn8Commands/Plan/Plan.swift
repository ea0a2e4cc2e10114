// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8YAML

struct Plan: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show everything that an apply would do, the reconcilers' part among it, and what it comes to",
        discussion: """
            Applies the manifests to a copy of the state and lets the reconcilers run there: nothing is written. Names what \
            loses data, widens rights, needs an object made anew, restarts Pods, shifts traffic or scales. Exits with 0; \
            with 1 when the plan has a consequence that --fail-on names, or a refusal; with 2 when it cannot be made. \
            Examples: 'kn8 plan -R -f manifests', 'kn8 plan -f . -o markdown --fail-on data-loss,recreate'.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print the plan: text, json or markdown",
        completion: .list(["text", "json", "markdown"])
    )
    var output = "text"

    @Option(
        name: .customLong("fail-on"),
        help: "Exit with 1 on any of these consequences: data-loss, privilege, recreate, restart, traffic-shift, scale"
    )
    var failOn: String?

    @Flag(name: .customLong("show-diff"), help: "Print the diff of every object")
    var showsDiffs = false

    func run(in session: Session) async throws -> ExitStatus {
        let gates = try gates
        guard ["text", "json", "markdown"].contains(output) else {
            throw CommandError("--output must be text, json or markdown, not \"\(output)\"", status: .unusable)
        }
        let strictness = try fields.strictness
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        let cluster = try session.cluster(at: target)
        let round = { ApplyRound(cluster: $0, target: target, session: session, strictness: strictness) }
        let plan = try await ClusterPlan(set, on: cluster, round, session)
        let report = PlanReport(plan: plan, showsDiffs: showsDiffs)
        switch output {
        case "json": session.console.write(report.json)
        case "markdown": session.console.write(report.markdown)
        default: session.console.write(report.text)
        }
        if plan.hasFailed { return .failure }
        return plan.sorts.isDisjoint(with: gates) ? .success : .failure
    }

    private var gates: Set<Consequence.Sort> {
        get throws(CommandError) {
            var gates: Set<Consequence.Sort> = []
            for word in (failOn ?? "").split(separator: ",") {
                guard let sort = Consequence.Sort(rawValue: String(word)) else {
                    let known = Consequence.Sort.allCases.map(\.rawValue).joined(separator: ", ")
                    throw CommandError("--fail-on: no consequence \"\(word)\"; there are \(known)", status: .unusable)
                }
                gates.insert(sort)
            }
            return gates
        }
    }
}
