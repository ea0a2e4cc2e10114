// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8YAML

/// Everything that an apply would do, found out on a copy of the cluster: what the manifests write, then what the
/// reconcilers do about it.
struct ClusterPlan {
    /// The changes, those of the manifests first, in the order in which they would be made.
    var changes: [PlannedChange] = []
    /// What the server would refuse: the object, and why.
    var refusals: [ApplyRound.Refusal] = []
    /// Whether anything was refused, or could not be read.
    var hasFailed = false
    /// What the manifests leave as it is.
    var unchanged: [(resource: Resource, object: Object)] = []

    // Every object before and after.
    private var everything: [Object] = []

    /// Kinds whose objects come and go with every run.
    private static let passing: Set<String> = ["Event", "Lease"]

    /// The plan for `set`, applied as `making` says, on `cluster`, which is not changed.
    ///
    /// - Parameter replaced: What was applied before and is deleted when `set` no longer has it.
    init(
        _ set: ManifestSet,
        _ making: PlanMaking,
        on cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session,
        replacing replaced: [ApplyResult] = []
    ) async throws {
        // What the reconcilers would do anyway is no consequence of the manifests.
        let present = try cluster.copy()
        try await present.settle(session)
        let tape = PlanTape()
        let scene = try present.copy(observer: tape)
        var outcome = ApplyRound.Outcome()
        if !set.objects.isEmpty || replaced.isEmpty {
            outcome = try await making.carryOut(set, on: scene, target, session)
        }
        (refusals, hasFailed) = (outcome.refusals, outcome.failed)
        for index in refusals.indices {
            let refusal = refusals[index]
            refusals[index].consequence = ConsequenceRules.consequence(
                ofRefusal: refusal.error,
                isAcceptedAnew: await ClusterPlan.accepts(refusal.object, anewOn: scene, target, session)
            )
        }
        try await ClusterPlan.remove(replaced, missingIn: set, on: scene, target, session)
        let writes = tape.writes
        try await scene.settle(session)
        let before: [Identity: (resource: Resource, object: Object)]
        let after: [Identity: (resource: Resource, object: Object)]
        if cluster.hasReconcilers {
            (before, after) = (try await ClusterPlan.objects(of: present), try await ClusterPlan.objects(of: scene))
        } else {
            // Nothing is derived from what is written: only that is looked at.
            (before, after) = try await ClusterPlan.objects(of: outcome.results, writes, present, scene)
        }
        everything = before.values.map(\.object) + after.values.map(\.object)
        var named: Set<Identity> = []
        for result in outcome.results {
            let identity = Identity(result.resource, result.after)
            named.insert(identity)
            let (old, new) = (before[identity]?.object, after[identity]?.object ?? result.after)
            let change = PlannedChange(
                before: old,
                after: new,
                manifest: result.manifest,
                resource: result.resource,
                isDerived: false
            )
            if let change {
                changes.append(change)
            } else {
                unchanged.append((result.resource, new))
            }
        }
        // What else was written: what is deleted, and what keeps count of a set.
        for write in writes {
            let identity = Identity(write.kind, write.key)
            guard let resource = (after[identity] ?? before[identity])?.resource,
                named.insert(identity).inserted
            else { continue }
            let (old, new) = (before[identity]?.object, after[identity]?.object)
            let change = PlannedChange(before: old, after: new, resource: resource, isDerived: false)
            if let change { changes.append(change) }
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

    /// The object that owns what `change` is about in the end, by way of as many owners as there are: what the
    /// reconcilers do it for. The object itself when nobody owns it.
    func origin(of change: PlannedChange) -> Object {
        var object = change.object
        for _ in 0..<16 {
            guard let owner = object.controller ?? object.ownerReferences.first,
                let next = everything.first(where: { $0.uid == owner.uid })
            else { break }
            object = next
        }
        return object
    }

    /// Deletes what is in `replaced` and not in `set`, last applied first.
    private static func remove(
        _ replaced: [ApplyResult],
        missingIn set: ManifestSet,
        on scene: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws {
        guard !replaced.isEmpty else { return }
        var kept: Set<Identity> = []
        for source in set.objects {
            let object = Object(source.value)
            // Whatever the kind is served as: what is refused is still there.
            for namespace in Set([object.namespace, "", target.namespace(in: session)])
            where object.namespace.isEmpty || namespace == object.namespace || namespace.isEmpty {
                kept.insert(Identity(object.gvk, ObjectKey(namespace: namespace, name: object.name)))
            }
        }
        for result in replaced.reversed() {
            guard !kept.contains(Identity(result.resource, result.after)) else { continue }
            do throws(APIError) {
                _ = try await scene.client.delete(result.after.key, of: result.resource, options: DeleteOptions())
            } catch {
                // Gone with its Namespace or with its owner.
                if error.reason != .notFound { throw error }
            }
        }
    }

    /// Whether a copy of `cluster` takes `object` once the one that is there has gone. False when there is none.
    private static func accepts(
        _ object: Object,
        anewOn cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async -> Bool {
        guard let copy = try? cluster.copy(), let resource = try? await copy.client.resource(for: object.gvk) else {
            return false
        }
        var object = object
        if !resource.namespaced {
            object.namespace = ""
        } else if object.namespace.isEmpty {
            object.namespace = target.namespace(in: session)
        }
        do throws(APIError) {
            guard var live = try await copy.client.object(object.key, of: resource) else { return false }
            if !live.finalizers.isEmpty {
                live.finalizers = []
                _ = try await copy.client.update(live, of: resource, subresource: nil, options: WriteOptions())
            }
            _ = try await copy.client.delete(object.key, of: resource, options: DeleteOptions(propagation: .orphan))
            _ = try await copy.client.create(object, of: resource, options: WriteOptions())
            return true
        } catch {
            return false
        }
    }

    private struct Identity: Hashable, Comparable {
        let kind: String
        let group: String
        let namespace: String
        let name: String

        init(_ resource: Resource, _ object: Object) { self.init(resource.gvk, object.key) }

        init(_ gvk: GroupVersionKind, _ key: ObjectKey) {
            (group, kind) = (gvk.group, gvk.kind)
            (namespace, name) = (key.namespace, key.name)
        }

        static func < (lhs: Identity, rhs: Identity) -> Bool {
            (lhs.namespace, lhs.kind, lhs.group, lhs.name) < (rhs.namespace, rhs.kind, rhs.group, rhs.name)
        }
    }

    private static func objects(
        of results: [ApplyResult],
        _ writes: [SavedWrite],
        _ present: Cluster,
        _ scene: Cluster
    ) async throws -> (
        before: [Identity: (resource: Resource, object: Object)],
        after: [Identity: (resource: Resource, object: Object)]
    ) {
        var before: [Identity: (resource: Resource, object: Object)] = [:]
        var after: [Identity: (resource: Resource, object: Object)] = [:]
        for result in results {
            let identity = Identity(result.resource, result.after)
            if let object = result.before { before[identity] = (result.resource, object) }
            after[identity] = (result.resource, result.after)
        }
        for write in writes {
            let identity = Identity(write.kind, write.key)
            guard after[identity] == nil, let resource = try await scene.client.resource(for: write.kind) else {
                continue
            }
            if let object = try await present.client.object(write.key, of: resource) {
                before[identity] = (resource, object)
            }
            if let object = try await scene.client.object(write.key, of: resource) {
                after[identity] = (resource, object)
            }
        }
        return (before, after)
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
