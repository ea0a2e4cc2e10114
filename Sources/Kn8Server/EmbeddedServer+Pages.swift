// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Store
internal import Synchronization

extension EmbeddedServer {
    /// The page that `query` asks for: every page of a list shows the state that its first page has shown. `expired` when
    /// that state cannot be told any more.
    package func page(of resource: Resource, _ query: ListQuery) throws(APIError) -> ListPage {
        try state.withLock { (state: inout ServerState) throws(APIError) -> ListPage in
            var page = try state.page(try state.kind(resource.gvk), query)
            page.epoch = state.epoch
            return page
        }
    }

    /// The object at `key` as it is stored, or nil, and the revision at that moment.
    package func stored(_ key: ObjectKey, of resource: Resource) throws(APIError) -> (object: Object?, revision: Int64)
    {
        try state.withLock { (state: inout ServerState) throws(APIError) -> (object: Object?, revision: Int64) in
            let kind = try state.kind(resource.gvk)
            let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
            return (try state.object(key, in: kind.storage), state.store.revision)
        }
    }

    /// Every write after `revision` that is in the file, oldest first, and the revision that they lead to; `expired` when
    /// some are no longer kept.
    package func progress(after revision: Int64) throws(APIError) -> (changes: [ServerChange], revision: Int64) {
        try state.withLock { (state: inout ServerState) throws(APIError) in
            (try state.storedChanges(after: revision).map(ServerChange.init), state.store.durable)
        }
    }

    /// The revision up to which every write is in the file.
    package var durableRevision: Int64 { state.withLock { $0.store.durable } }

    /// Tells of every write that there was one, when it is in the file; several may be told of at once.
    package func signals() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { $0.watchers.add(continuation) }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.watchers.removeSignal(id) } }
        return stream
    }

    /// How many objects are stored, by collection.
    package func counts() throws(APIError) -> [CollectionName: Int] {
        try state.withLock { (state: inout ServerState) throws(APIError) in
            let counts = try state.attempt { (store: inout ObjectStore) throws(StoreError) in try store.counts() }
            return Dictionary(uniqueKeysWithValues: counts.map { (CollectionName($0.key), $0.value) })
        }
    }

    /// A number that changes with the set of kinds that are served.
    package var kindsVersion: Int { state.withLock { $0.kinds.version } }
}

extension ServerChange {
    init(_ change: StoredChange) {
        self.init(
            revision: change.revision,
            collection: CollectionName(change.collection),
            before: change.previous ?? (change.kind == .deleted ? change.object : nil),
            after: change.kind == .deleted ? nil : change.object,
            last: change.object
        )
    }
}

extension CollectionName {
    init(_ key: StorageKey) { self.init(group: key.group, plural: key.plural) }
}

extension EmbeddedServer {
    /// The `autoscaling/v1` view of the object at `key`; nil when there is none.
    package func scale(of key: ObjectKey, of resource: Resource) throws(APIError) -> Object? {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Object? in
            let kind = try state.kind(resource.gvk)
            let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
            return try state.object(key, in: kind.storage).map { ServerState.scale(of: $0, kind.scalePaths) }
        }
    }
}
