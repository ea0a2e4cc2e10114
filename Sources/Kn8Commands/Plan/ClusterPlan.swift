// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// Everything that an apply would do, found out on a copy of the cluster: what the manifests write, then what the
/// reconcilers do about it.
struct ClusterPlan {
    /// The changes, those of the manifests first, in the order in which they would be made.
    var changes: [PlannedChange] = []
    /// What the server would refuse: the object, and why.
    var refusals: [ApplyRound.Refusal] = []
    /// Whether anything was refused, or could not be read.
    var hasFailed = false
    /// How many objects the manifests leave as they are.
    var unchanged = 0

    /// Kinds whose objects come and go with every run.
    private static let passing: Set<String> = ["Event", "Lease"]

    /// The plan for `set`, applied as `making` says, on `cluster`, which is not changed.
    init(
        _ set: ManifestSet,
        _ making: PlanMaking,
        on cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws {
        // What the reconcilers would do anyway is no consequence of the manifests.
        let present = try cluster.copy()
        try await present.settle(session)
        let scene = try present.copy()
        let outcome = try await making.round(on: scene, target, session).run(set) { _ in }
        (refusals, hasFailed) = (outcome.refusals, outcome.failed)
        try await scene.settle(session)
        let (before, after) = (try await ClusterPlan.objects(of: present), try await ClusterPlan.objects(of: scene))
        var named: Set<Identity> = []
        for result in outcome.results {
            let identity = Identity(result.resource, result.after)
            named.insert(identity)
            let (old, new) = (before[identity]?.object, after[identity]?.object ?? result.after)
            if let change = PlannedChange(before: old, after: new, resource: result.resource, isDerived: false) {
                changes.append(change)
            }
            if result.change == .unchanged { unchanged += 1 }
        }
        for identity in Set(before.keys).union(after.keys).sorted() where !named.contains(identity) {
            guard let resource = (after[identity] ?? before[identity])?.resource else { continue }
            let change = PlannedChange(
                before: before[identity]?.object,
                after: after[identity]?.object,
                resource: resource,
                isDerived: true
            )
            if let change { changes.append(change) }
        }
    }

    /// The sorts of consequence that the plan has, refusals among them.
    var sorts: Set<Consequence.Sort> {
        Set(changes.flatMap(\.consequences).map(\.sort) + refusals.compactMap(\.consequence?.sort))
    }

    private struct Identity: Hashable, Comparable {
        let kind: String
        let group: String
        let namespace: String
        let name: String

        init(_ resource: Resource, _ object: Object) {
            (group, kind) = (resource.gvk.group, resource.gvk.kind)
            (namespace, name) = (object.namespace, object.name)
        }

        static func < (lhs: Identity, rhs: Identity) -> Bool {
            (lhs.namespace, lhs.kind, lhs.group, lhs.name) < (rhs.namespace, rhs.kind, rhs.group, rhs.name)
        }
    }

    private static func objects(of cluster: Cluster) async throws -> [Identity: (resource: Resource, object: Object)] {
        var found: [Identity: (resource: Resource, object: Object)] = [:]
        var seen: Set<GroupVersionKind> = []
        for resource in try await cluster.client.resources() where !passing.contains(resource.gvk.kind) {
            let kind = GroupVersionKind(group: resource.gvk.group, version: "", kind: resource.gvk.kind)
            guard cluster.verbs(of: resource).contains("list"), seen.insert(kind).inserted else { continue }
            let list = try await cluster.client.objects(of: resource, in: .all, options: ListOptions())
            for object in list.items { found[Identity(resource, object)] = (resource, object) }
        }
        return found
    }
}
