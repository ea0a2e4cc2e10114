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
    @OptionGroup var applying: PlanOptions

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            """
            Print the plan as text, json or markdown, to standard output or with '=FILE' to a file, or save it to a file \
            whose name ends with .kn8plan; may be repeated
            """,
            valueName: "format[=file]"
        ),
        completion: .list(["text", "json", "markdown"])
    )
    var output: [String] = []

    @Option(
        help: ArgumentHelp("Save the plan to this file, for 'kn8 apply FILE'", valueName: "file"),
        completion: .file(extensions: ["kn8plan"])
    )
    var out: String?

    @Option(
        name: .customLong("fail-on"),
        help: "Exit with 1 on any of these consequences: data-loss, privilege, recreate, restart, traffic-shift, scale"
    )
    var failOn: String?

    @Flag(name: .customLong("show-diff"), help: "Print the diff of every object")
    var showsDiffs = false

    func run(in session: Session) async throws -> ExitStatus {
        let gates = try gates
        let outputs = try PlanOutput.outputs(output, saving: out)
        let making = try making
        let set = try making.manifests()
        let cluster = try session.cluster(at: target)
        await cluster.noteSecrets()
        let plan = try await ClusterPlan(set, making, on: cluster, target, session)
        let report = PlanReport(plan: plan, showsDiffs: showsDiffs, showsSecrets: target.secrets.showsSecrets)
        for output in outputs where output.format == .plan {
            guard !plan.hasFailed else {
                session.console.say("error: a plan with refusals is not saved")
                break
            }
            let file = PlanFile(path: output.path ?? "")
            try await file.save(set, making, report.json(withDiffs: false), on: cluster, target, session)
        }
        for output in outputs where output.format != .plan {
            let text = report.text(as: output.format)
            if let path = output.path { try WholeFile.write(text, to: path) } else { session.console.write(text) }
        }
        if !outputs.contains(where: { $0.path == nil }) { session.console.say(report.summary) }
        if plan.hasFailed { return .failure }
        return plan.sorts.isDisjoint(with: gates) ? .success : .failure
    }

    private var making: PlanMaking {
        get throws(CommandError) {
            guard !manifests.filename.isEmpty else {
                throw CommandError("must specify one of -f and -k", status: .unusable)
            }
            return PlanMaking(
                files: manifests.filename.flatMap { $0.split(separator: ",").map(String.init) },
                recursive: manifests.recursive,
                namespace: target.namespace,
                strictness: try fields.strictness,
                manner: try applying.manner
            )
        }
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
