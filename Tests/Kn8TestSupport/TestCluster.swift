// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value
internal import Synchronization

/// A cluster in memory that serves every kind: what operators need of a server, and no validation, defaults or versions.
///
/// It gives uids (which follow from the object's name), resource versions, generations, keeps status apart, honours
/// finalizers and collects garbage. Every write that changes something is counted.
package final class TestCluster: APIClient, ChangeFeed {
    struct Slot: Hashable, Sendable {
        let group: String
        let kind: String
        let key: ObjectKey
    }

    struct State: Sendable {
        var objects: [Slot: Object] = [:]
        var log: [WatchEvent] = []
        var incarnations: [Slot: Int] = [:]
        var writes = 0
    }

    /// When every object was made.
    package static let epoch = Timestamp(seconds: 1_767_225_600)

    let state = Mutex(State())

    /// An empty cluster.
    package init() {}

    /// A cluster that holds `objects`, stored in their order.
    package convenience init(_ objects: [Object]) async throws {
        self.init()
        for object in objects { try await seed(object) }
    }

    /// Stores `object` with its status, whoever it belongs to; for arranging a world.
    package func seed(_ object: Object) async throws {
        guard let resource = try await resource(for: object.gvk) else { return }
        let stored = try await create(object, of: resource, options: WriteOptions())
        guard let status = object["status"] else { return }
        var next = stored
        next["status"] = status
        _ = try await update(next, of: resource, subresource: .status, options: WriteOptions())
    }

    /// How many writes have changed something, garbage collection not counted.
    package var writes: Int { state.withLock { $0.writes } }

    /// Every object, ordered by kind and key.
    package var everything: [Object] {
        state.withLock { state in
            state.objects.values.sorted { ($0.kind, $0.apiVersion, $0.key) < ($1.kind, $1.apiVersion, $1.key) }
        }
    }

    /// The object of `kind` at `key`; the default namespace when none is given.
    package func get(_ kind: String, _ name: String, namespace: String = "default") -> Object? {
        state.withLock { state in
            state.objects.first { $0.key.kind == kind && $0.value.name == name && $0.value.namespace == namespace }?
                .value
        }
    }

    /// The objects of `kind`, ordered by key.
    package func all(_ kind: String) -> [Object] { everything.filter { $0.kind == kind } }

    func slot(_ key: ObjectKey, _ resource: Resource) -> Slot {
        Slot(
            group: resource.gvk.group,
            kind: resource.gvk.kind,
            key: ObjectKey(namespace: resource.namespaced ? key.namespace : "", name: key.name)
        )
    }
}

extension TestCluster {
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        state.withLock { $0.objects[slot(key, resource)] }
    }

    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        state.withLock { state in
            let items = state.objects.filter { entry in
                guard entry.key.group == resource.gvk.group, entry.key.kind == resource.gvk.kind else { return false }
                if case .namespace(let namespace) = scope { return entry.key.key.namespace == namespace }
                return true
            }
            return ObjectList(
                items: items.values.sorted { $0.key < $1.key },
                resourceVersion: String(state.log.count)
            )
        }
    }

    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        throw APIError(.methodNotAllowed, message: "the test cluster has no streams")
    }

    package func latestResourceVersion() async throws(APIError) -> String { String(state.withLock { $0.log.count }) }

    package func changes(after resourceVersion: String) async throws(APIError) -> ChangeBatch {
        state.withLock { state in
            let first = min(max(0, Int(resourceVersion) ?? 0), state.log.count)
            return ChangeBatch(events: Array(state.log[first...]), resourceVersion: String(state.log.count))
        }
    }

    package func resources() async throws(APIError) -> [Resource] { [] }

    package func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        let lower = gvk.kind.lowercased()
        let plural =
            lower.hasSuffix("s") || lower.hasSuffix("x")
            ? (lower == "endpoints" ? lower : lower + "es")
            : lower.hasSuffix("cy") ? lower.dropLast() + "ies" : lower + "s"
        return Resource(
            gvk,
            plural: plural,
            namespaced: !Self.clusterScoped.contains(gvk.kind),
            hasStatus: !Self.withoutStatus.contains(gvk.kind)
        )
    }

    private static let clusterScoped: Set<String> = [
        "Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "StorageClass", "IngressClass",
        "GatewayClass", "CustomResourceDefinition", "PriorityClass", "ClusterIssuer", "ClusterDomainClaim", "Project",
    ]
    private static let withoutStatus: Set<String> = [
        "ConfigMap", "Secret", "ServiceAccount", "Endpoints", "EndpointSlice", "Event", "Role", "RoleBinding",
        "ClusterRole", "ClusterRoleBinding", "StorageClass", "ControllerRevision", "Lease",
    ]
}
