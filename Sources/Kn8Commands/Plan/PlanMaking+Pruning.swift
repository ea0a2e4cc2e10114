// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Value
internal import Kn8YAML

extension PlanMaking {
    /// Applies `set` to `cluster`, a copy, and deletes what is left over, as `apply` does with these options.
    func carryOut(
        _ set: ManifestSet,
        on cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws -> ApplyRound.Outcome {
        var round = try round(on: cluster, target, session)
        guard !pruning.isEmpty else { return try await round.run(set) { _ in } }
        let options = try ApplyPruneOptions.parse(pruning)
        let applying = try ApplyOptions.parse(manner.serverSide ? ["--server-side"] : [])
        let kinds = try options.kinds(selector: selector, applying: applying)
        var prune = try await options.prune(
            after: &round,
            kinds: kinds,
            selector: selector,
            deletion: try applying.deletion(),
            dryRun: .none
        )
        prune.session = session.quiet  // what is pruned is told by the plan
        try await prune.prepare(set)
        var outcome = try await round.run(set) { _ in }
        guard options.prune else { return outcome }
        if outcome.failed {
            session.console.say("Nothing is pruned, since not everything can be applied.")
        } else {
            var printer = ApplyPrinter(
                format: .each(.words),
                dryRun: .none,
                showsSecrets: false,
                showsManagedFields: false,
                console: .quiet
            )
            outcome.failed = !(try await prune.run(after: outcome.results, &printer).isWhole)
        }
        return outcome
    }
}

extension ApplyPruneOptions {
    /// The options as the command line has them; none when nothing is pruned.
    var words: [String] {
        (prune ? ["--prune"] : []) + (all ? ["--all"] : []) + allowlist.flatMap { ["--prune-allowlist", $0] }
            + (applySet.map { ["--applyset", $0] } ?? [])
    }
}
