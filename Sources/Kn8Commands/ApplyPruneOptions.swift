// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply

/// What is deleted after an apply, as the command line says it.
struct ApplyPruneOptions: ParsableArguments {
    @Flag(help: "Delete what an earlier apply made and the manifests no longer have; needs -l, --all or --applyset")
    var prune = false

    @Flag(help: "With --prune, look at all objects in the namespaces of the manifests")
    var all = false

    @Option(
        name: .customLong("prune-allowlist"),
        help: ArgumentHelp(
            "Prune objects of these kinds instead of the usual ones; may be repeated",
            valueName: "group/version/kind"
        )
    )
    var allowlist: [String] = []

    @Option(
        name: .customLong("applyset"),
        help: ArgumentHelp(
            "Keep an inventory in this object, a Secret unless said otherwise, and prune by it; needs --prune and -n",
            valueName: "[kind.group/]name"
        )
    )
    var applySet: String?

    /// The kinds that may be pruned; kubectl's complaint when flags do not go together.
    func kinds(selector: String, applying: ApplyOptions) throws -> PruneKinds {
        if all, !selector.isEmpty { throw CommandError("cannot set --all and --selector at the same time") }
        if applySet != nil, !prune { throw CommandError("--applyset requires --prune") }
        let words = allowlist.flatMap { $0.split(separator: ",").map(String.init) }
        let kinds: PruneKinds
        do throws(PruneRefusal) { kinds = try PruneKinds(words) } catch { throw CommandError(error.message) }
        guard prune else { return kinds }
        if applying.force { throw CommandError("--force cannot be used with --prune") }
        if applySet != nil {
            if all { throw CommandError("--all is incompatible with --applyset") }
            if !selector.isEmpty { throw CommandError("--selector is incompatible with --applyset") }
            // The set says what is pruned; the list only lets go of what is spared otherwise.
            guard kinds.named.allSatisfy(PruneKinds.isGuarded) else {
                throw CommandError("--prune-allowlist is incompatible with --applyset")
            }
            return kinds
        }
        if !all, selector.isEmpty {
            throw CommandError(
                "all resources selected for prune without explicitly passing --all. To prune all resources, pass the "
                    + "--all flag. If you did not mean to prune all resources, specify a label selector"
            )
        }
        if applying.serverSide {
            throw CommandError("--prune is in alpha and doesn't currently work on objects created by server-side apply")
        }
        return kinds
    }

    /// What is deleted after `round`, of which every object becomes a member of the set that `--applyset` names.
    func prune(
        after round: inout ApplyRound,
        kinds: PruneKinds,
        selector: String,
        deletion: DeleteOptions = DeleteOptions(),
        dryRun: DryRun
    ) async throws -> ApplyPrune {
        let set = try await set(in: round.cluster, round.target)
        if let set { round.join(set) }
        return ApplyPrune(
            cluster: round.cluster,
            session: round.session,
            target: round.target,
            kinds: kinds,
            selector: selector,
            set: set,
            deletion: deletion,
            dryRun: dryRun
        )
    }

    // The set that `--applyset` names; nil when it names none.
    private func set(in cluster: Cluster, _ target: TargetOptions) async throws -> ApplySet? {
        guard let words = applySet else { return nil }
        let parts = words.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let catalog = ResourceCatalog(resources: try await cluster.client.resources())
        do {
            let resources = try catalog.resources(named: parts.count > 1 ? parts[0] : "secrets")
            guard let resource = resources.first, resources.count == 1 else {
                throw PruneRefusal("it names several resources")
            }
            guard let name = parts.last, !name.isEmpty else { throw PruneRefusal("name cannot be blank") }
            let parent = try ApplySetParent(resource, namespace: target.namespace ?? "", name: name)
            return try await ApplySet(parent, client: cluster.client)
        } catch let refusal as PruneRefusal {
            let isOfName = parts.last?.isEmpty ?? true
            throw CommandError(isOfName ? "invalid parent reference \"\(words)\": \(refusal.message)" : refusal.message)
        } catch let error as CommandError {
            throw CommandError("invalid parent reference \"\(words)\": \(error.message)")
        }
    }
}
