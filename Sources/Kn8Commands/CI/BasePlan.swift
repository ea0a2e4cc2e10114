// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// A plan between two sets of manifests, with no cluster but one that is made for it in memory: what the base's manifests
/// come to, and what the working tree's make of that. What is in the base only is deleted.
struct BasePlan {
    /// The manifests of the base.
    let base: ManifestSet
    /// Those of the working tree.
    let tree: ManifestSet
    /// Definitions that both stand on.
    let definitions: ManifestSet
    /// How they are applied.
    let making: PlanMaking

    /// What was found out.
    struct Outcome {
        /// The plan.
        let plan: ClusterPlan
        /// The objects of the base that the server refuses; what the tree makes of them counts as new.
        let refused: [String]
    }

    /// Finds the plan out. Says only what is wrong with the working tree, and that only when `isLoud`.
    func outcome(_ target: TargetOptions, _ session: Session, isLoud: Bool) async throws -> Outcome {
        let quiet = session.quiet
        let cluster = try Cluster(path: ":memory:", user: "kn8", time: session.time) { _ in }
        if !definitions.objects.isEmpty {
            _ = try await making.round(on: cluster, target, quiet).run(definitions) { _ in }
        }
        try await makeNamespaces(in: cluster)
        var present: [ApplyResult] = []
        var refused: [String] = []
        if !base.objects.isEmpty {
            let outcome = try await making.round(on: cluster, target, quiet).run(base) { _ in }
            present = outcome.results
            refused = outcome.refusals.map(\.title)
        }
        let plan = try await ClusterPlan(
            tree,
            making,
            on: cluster,
            target,
            isLoud ? session : quiet,
            replacing: present
        )
        return Outcome(plan: plan, refused: refused)
    }

    /// Makes the Namespaces that objects are in and that no manifest makes: somebody else made them.
    private func makeNamespaces(in cluster: Cluster) async throws {
        func named(_ set: ManifestSet) -> Set<String> { Set(set.objects.map { Object($0.value).namespace }) }
        func made(_ set: ManifestSet) -> Set<String> {
            Set(
                set.objects.filter { BasePlan.namespaces.contains($0.value["kind"]?.string ?? "") }.map {
                    Object($0.value).name
                }
            )
        }
        let missing = named(base).subtracting(made(base))
            .union(named(tree).subtracting(made(tree)).subtracting(made(base)))
            .union([making.namespace ?? ""]).subtracting(made(base))
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        guard let resource = try await cluster.client.resource(for: kind) else { return }
        for name in missing.sorted() where !name.isEmpty {
            do throws(APIError) {
                _ = try await cluster.client.create(Object(kind, name: name), of: resource, options: WriteOptions())
            } catch {
                // There from the start, or no name for a Namespace: then the object is refused as well.
                if error.reason != .alreadyExists, error.reason != .invalid { throw error }
            }
        }
    }

    private static let namespaces: Set<String> = ["Namespace", "Project", "ProjectRequest"]

    /// `files` as manifests, without the documents that are of other tools.
    static func manifests(_ files: [ManifestFiles.File], _ strictness: ValidationStrictness) -> ManifestSet {
        let roles = ManifestRoles(files.map { ManifestText(name: $0.name, bytes: $0.bytes) })
        return ManifestSet(
            files,
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness,
            roles: roles
        )
    }
}
