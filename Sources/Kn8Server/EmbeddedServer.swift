// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Store
internal import Synchronization

/// An API server inside the process: each verb is one short critical section, and written when it returns.
package final class EmbeddedServer: Sendable {
    let state: Mutex<ServerState>

    /// A server of the cluster in the file at `path`; `:memory:` is a cluster that is forgotten with the server.
    package init(
        path: String = ":memory:",
        lock: LockPolicy = LockPolicy(timeoutMilliseconds: 0),
        rules: any AdmissionRules = NoAdmissionRules(),
        time: any TimeSource,
        identities: IdentitySource = IdentitySource()
    ) throws(APIError) {
        do throws(StoreError) {
            let store = try ObjectStore(path: path, lock: lock)
            do throws(APIError) {
                state = Mutex(try ServerState(store: store, rules: rules, time: time, identities: identities))
            } catch {
                throw StoreError.corrupt(path: path, reason: error.message)
            }
        } catch {
            throw APIError(.internalError, message: error.description)
        }
    }

    /// A server of memory alone with the same objects, for trying writes out: what is written to it is forgotten with it.
    ///
    /// - Parameter rules: The copy's own, since it may learn of definitions that this server never sees.
    package func copy(rules: any AdmissionRules) throws(APIError) -> EmbeddedServer {
        try state.withLock { (state: inout ServerState) throws(APIError) -> EmbeddedServer in
            EmbeddedServer(try state.copy(rules: rules))
        }
    }

    private init(_ state: consuming ServerState) { self.state = Mutex(state) }

    /// Runs `verb`, and returns when what it wrote is safe; within a batch at once.
    func write<Result: Sendable>(
        _ verb: (inout ServerState) throws(APIError) -> Result
    ) async throws(APIError) -> Result {
        let (result, commit) = begin(verb)
        // A refusal, too, may be due to what is not safe yet.
        if let failure = await commit?.value { throw failure }
        return try result.get()
    }

    /// Runs `verb` on a server of memory alone.
    func writeInMemory<Result: Sendable>(
        _ verb: (inout ServerState) throws(APIError) -> Result
    ) throws(APIError) -> Result {
        try begin(verb).result.get()
    }

    /// Runs `verb`; what it wrote is safe when the commit, if there is one, has ended.
    private func begin<Success: Sendable>(
        _ verb: (inout ServerState) throws(APIError) -> Success
    ) -> (result: Result<Success, APIError>, commit: Task<APIError?, Never>?) {
        let (begun, lagging) = state.withLock { (state: inout ServerState) in
            let result = state.result(of: verb)
            return ((result: result, commit: commit(for: &state)), state.announce())
        }
        end(lagging)
        return begun
    }

    /// The revision of the last write.
    package var revision: Int64 { state.withLock { $0.store.revision } }

    /// Every write after `revision`, oldest first, also those that are not in the file yet, without waiting: what an
    /// in-process cache lives on. `expired` when some are no longer kept, or were taken back.
    package func changes(after revision: Int64) throws(APIError) -> [ServerChange] {
        try state.withLock { (state: inout ServerState) throws(APIError) -> [ServerChange] in
            guard revision >= state.beginning else {
                throw APIError(.expired, message: "too old resource version: \(revision) (\(state.beginning))")
            }
            let changes = try state.attempt { (store: inout ObjectStore) throws(StoreError) in
                try store.changes(after: revision)
            }
            return changes.map(ServerChange.init)
        }
    }

    /// Gathers the writes made until `commitBatch` into one transaction, or some when they are very many. They are visible at
    /// once, and safe only then. No other writes may be under way.
    package func beginBatch() throws(APIError) { state.withLock { $0.batchDepth += 1 } }

    /// Commits the writes since `beginBatch`; after an error none of them is stored, or none of the last piece.
    package func commitBatch() throws(APIError) {
        let lagging = try state.withLock { (state: inout ServerState) throws(APIError) -> [WatcherTable.Watcher] in
            guard state.batchDepth > 0 else { return [] }
            state.batchDepth -= 1
            guard state.batchDepth == 0 else { return [] }
            try state.commit()
            return state.announce()
        }
        end(lagging)
    }

    func end(_ lagging: [WatcherTable.Watcher]) {
        for watcher in lagging {
            watcher.continuation.finish(throwing: APIError(.expired, message: "the watch fell too far behind"))
        }
    }

    /// What was noted under `key` beside the objects; nil when nothing was.
    package func noted(_ key: String) throws(APIError) -> Int64? {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Int64? in
            try state.attempt { (store: inout ObjectStore) throws(StoreError) in try store.noted(key) }
        }
    }

    /// Notes `value` under `key` beside the objects: no write that anybody sees, and none when it stands there already.
    package func note(_ key: String, _ value: Int64) throws(APIError) {
        try state.withLock { (state: inout ServerState) throws(APIError) in
            try state.attempt { (store: inout ObjectStore) throws(StoreError) in
                if try store.noted(key) != value { try store.note(key, value) }
            }
        }
    }
}

extension EmbeddedServer: ObjectReader {
    /// The object at `key`, or nil when there is none.
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Object? in
            let kind = try state.kind(resource.gvk)
            let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
            return try state.object(key, in: kind.storage)?.stated(as: resource.gvk.apiVersion)
        }
    }

    /// The objects in `scope` that `options` select, ordered by key.
    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        let start = try ContinueToken.position(options.continueToken)
        let query = ListQuery(
            scope: scope,
            options: options,
            after: start?.key,
            revision: start.flatMap { $0.revision < 0 ? nil : $0.revision }
        )
        let page = try page(of: resource, query)
        let version = resource.gvk.apiVersion
        return ObjectList(
            items: page.items.map { $0.stated(as: version) },
            resourceVersion: String(page.revision),
            continueToken: page.last.map { ContinueToken(key: $0, revision: page.revision).text } ?? "",
            remaining: page.remaining
        )
    }
}

extension EmbeddedServer: ObjectWriter {
    /// Stores a new object.
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await write { (state: inout ServerState) throws(APIError) in
            try state.create(object, gvk: resource.gvk, options: options)
        }
    }

    /// Replaces a stored object, or the part of it that `subresource` names.
    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await write { (state: inout ServerState) throws(APIError) in
            try state.update(object, gvk: resource.gvk, subresource: subresource, options: options)
        }
    }

    /// Changes a stored object by `patch`.
    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await write { (state: inout ServerState) throws(APIError) in
            try state.patch(key, gvk: resource.gvk, with: patch, subresource: subresource, options: options)
        }
    }

    /// Deletes the object, or marks it when finalizers hold it.
    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        try await write { (state: inout ServerState) throws(APIError) in
            try state.delete(key, gvk: resource.gvk, options: options)
        }
    }
}

extension EmbeddedServer: ObjectWatcher {
    /// The changes after `resourceVersion` (empty: from now), in order, until the task is cancelled.
    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: WatchEvent.self,
            throwing: (any Error).self,
            bufferingPolicy: .bufferingOldest(WatcherTable.bufferLimit)
        )
        let (id, overflows) = try state.withLock { (state: inout ServerState) throws(APIError) -> (Int, Bool) in
            let kind = try state.kind(resource.gvk)
            let watcher = WatcherTable.Watcher(
                collection: kind.storage,
                apiVersion: resource.gvk.apiVersion,
                filter: try ObjectFilter(options, scope: kind.resource.namespaced ? scope : .all, resource: resource),
                continuation: continuation
            )
            var overflows = false
            if !resourceVersion.isEmpty {
                guard let after = Int64(resourceVersion) else {
                    throw APIError(
                        .badRequest,
                        message: "invalid resource version: resourceVersion: Invalid value: \"\(resourceVersion)\": "
                            + "strconv.ParseUint: parsing \"\(resourceVersion)\": invalid syntax"
                    )
                }
                for change in try state.storedChanges(after: after) {
                    guard let event = watcher.event(change) else { continue }
                    if case .dropped = continuation.yield(event) { overflows = true }
                }
            }
            return (state.watchers.add(watcher), overflows)
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.watchers.remove(id) } }
        if overflows {
            continuation.finish(throwing: APIError(.expired, message: "the watch fell too far behind"))
        }
        return stream
    }
}

extension EmbeddedServer: ResourceDiscovery {
    /// Every served resource.
    package func resources() async throws(APIError) -> [Resource] {
        try state.withLock { (state: inout ServerState) throws(APIError) -> [Resource] in
            try state.learnDefinitions()
            return state.kinds.resources
        }
    }

    /// The resource that serves `gvk`, or nil when the cluster serves no such kind.
    package func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Resource? in
            try state.kindIfServed(gvk)?.resource
        }
    }
}
