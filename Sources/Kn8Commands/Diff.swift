// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8YAML

struct Diff: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what an apply would change",
        discussion: """
            Applies the manifests to a copy of the state and compares: namespaces and custom resources that are new are \
            previewed together with what stands on them, and nothing is written. Values of Secrets are hidden. Exits \
            with 0 when nothing differs, 1 when something does, and more than 1 on failure.
            """
    )

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions
    @OptionGroup var fields: StrictnessOptions

    func run(in session: Session) async throws -> ExitStatus {
        let strictness = try fields.strictness
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        let cluster = try session.cluster(at: target).copy()
        let round = ApplyRound(cluster: cluster, target: target, session: session, strictness: strictness)
        let outcome = try await round.run(set) { _ in }
        let diffs = outcome.results
            .map { ObjectDiff(before: $0.before, after: $0.after) }
            .filter { !$0.text.isEmpty }
            .sorted { $0.name < $1.name }
        for diff in diffs {
            session.console.write(session.console.showsColour ? DiffColours.painted(diff.text) : diff.text)
        }
        if outcome.failed { return .unusable }
        return diffs.isEmpty ? .success : .failure
    }
}
