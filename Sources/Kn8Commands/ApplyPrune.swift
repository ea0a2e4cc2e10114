// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Apply
internal import Kn8Value
internal import Kn8YAML

/// Deletes what an earlier apply made and the manifests no longer have.
struct ApplyPrune {
    let cluster: Cluster
    var session: Session
    let target: TargetOptions
    let kinds: PruneKinds
    /// Which objects the classic prune is about, by their labels.
    let selector: String
    /// The set whose members are pruned; nil for the classic prune.
    let set: ApplySet?
    /// How objects are deleted; a dry run that is not done on a copy of the cluster is one here, too.
    let deletion: DeleteOptions
    let dryRun: DryRun

    /// The kinds and namespaces of `objects`, which are in the set when they are applied.
    private func inventory(
        of objects: [Object]
    ) async throws -> (kinds: Set<ApplySet.GroupKind>, namespaces: Set<String>) {
        var kinds: Set<ApplySet.GroupKind> = []
        var namespaces: Set<String> = []
        var isNamespaced: [GroupVersionKind: Bool] = [:]
        // A kind whose definition comes with it is not served yet.
        for object in objects where object.kind == "CustomResourceDefinition" {
            let group = object["spec", "group"]?.string ?? ""
            for version in object["spec", "versions"]?.array ?? [] {
                let kind = GroupVersionKind(
                    group: group,
                    version: version["name"]?.string ?? "",
                    kind: object["spec", "names", "kind"]?.string ?? ""
                )
                isNamespaced[kind] = object["spec", "scope"]?.string != "Cluster"
            }
        }
        for object in objects {
            kinds.insert(ApplySet.GroupKind(object.gvk))
            if isNamespaced[object.gvk] == nil {
                isNamespaced[object.gvk] = try await cluster.client.resource(for: object.gvk)?.namespaced ?? true
            }
            guard isNamespaced[object.gvk] == true else { continue }
            namespaces.insert(object.namespace.isEmpty ? target.namespace(in: session) : object.namespace)
        }
        return (kinds, namespaces)
    }

    /// Notes in the inventory what is about to be applied, which may not be nothing then.
    func prepare(_ manifests: ManifestSet) async throws {
        guard let set else { return }
        guard !manifests.objects.isEmpty else { throw CommandError("no objects passed to apply") }
        for kind in set.unknownKinds {
            session.console.say(
                "Warning: kind \(kind) of the ApplySet is not served any more, and neither are its objects"
            )
        }
        let (kinds, namespaces) = try await inventory(of: manifests.objects.map { Object($0.value) })
        do {
            try await set.widen(kinds: kinds, namespaces: namespaces, dryRun: deletion.dryRun)
        } catch let error as APIError {
            throw CommandError("failed to update ApplySet: \(error.message)")
        }
    }

    /// Deletes what is left over after `results`, which are all there is now, until it is interrupted; what was deleted, and
    /// whether that is all of it.
    func run(
        after results: [ApplyResult],
        _ printer: inout ApplyPrinter
    ) async throws -> (pruned: [PruneSearch.Leftover], isWhole: Bool) {
        let found = try await leftovers(after: results)
        for leftover in found where leftover.isSpared {
            let kind = leftover.resource.gvk
            let word = "\(kind.group.isEmpty ? "core" : kind.group)/\(kind.version)/\(kind.kind)"
            session.console.say(
                "Warning: \(title(of: leftover)) is left over and stays; --prune-allowlist=\(word) prunes it"
            )
        }
        let doomed = found.filter { !$0.isSpared }
        announce(doomed)
        var pruned: [PruneSearch.Leftover] = []
        var left = doomed.count
        let pool = RequestPool(width: cluster.requestWidth)
        let (client, deletion) = (cluster.client, deletion)
        try await pool.run(doomed, while: { !Interruption.isRequested }) { leftover -> APIError? in
            do throws(APIError) {
                _ = try await client.delete(leftover.object.key, of: leftover.resource, options: deletion)
                return nil
            } catch {
                return error
            }
        } each: { leftover, refusal in
            if let refusal, refusal.reason != .notFound {
                session.console.say(ErrorText.text(of: refusal, doing: "error when pruning \(title(of: leftover))"))
                printer.count("refused")
                return
            }
            left -= 1
            guard refusal == nil else { return }
            printer.printPruned(leftover.object, of: leftover.resource)
            pruned.append(leftover)
        }
        // What could not be pruned must stay in the inventory, or it would never be found again.
        guard left == 0, let set else { return (pruned, left == 0) }
        let kept = results.map(\.after) + found.filter(\.isSpared).map(\.object)
        let (kinds, namespaces) = try await inventory(of: kept)
        do {
            try await set.settle(kinds: kinds, namespaces: namespaces, dryRun: deletion.dryRun)
        } catch let error as APIError {
            throw CommandError("apply and prune succeeded, but ApplySet update failed: \(error.message)")
        }
        return (pruned, true)
    }

    /// What is left over after `results`, which are all there is now; also what is spared.
    func leftovers(after results: [ApplyResult]) async throws -> [PruneSearch.Leftover] {
        let search = PruneSearch(
            client: cluster.client,
            kinds: kinds,
            results: results,
            width: cluster.requestWidth
        )
        if let set { return try await search.members(of: set) }
        var namespaces = Set(results.filter(\.resource.namespaced).map(\.after.namespace))
        if let namespace = target.namespace { namespaces.insert(namespace) }
        return try await search.applied(matching: selector, in: namespaces)
    }

    private func title(of leftover: PruneSearch.Leftover) -> String {
        let name = "\(leftover.resource.printedName)/\(leftover.object.name)"
        return leftover.object.namespace.isEmpty ? name : "\(name) (\(leftover.object.namespace))"
    }

    // Whoever looks on sees what goes before it is gone.
    private func announce(_ doomed: [PruneSearch.Leftover]) {
        guard !doomed.isEmpty, dryRun != .none || isatty(STDERR_FILENO) == 1 else { return }
        let count = doomed.count == 1 ? "1 object" : "\(doomed.count) objects"
        session.console.say("\(dryRun == .none ? "Pruning" : "Would prune") \(count):")
        for leftover in doomed { session.console.say("  \(title(of: leftover))") }
    }
}
