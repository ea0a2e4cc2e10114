// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The objects of one cluster with a single counter of revisions: decoded in memory, and in a SQLite file unless the
/// store is of memory alone.
///
/// Collections are read from the file at their first use. A write outside `begin`…`commit` is a transaction of its own;
/// it is in the file when the call returns.
package struct ObjectStore: ~Copyable {
    /// How many changes are kept for watches to resume from.
    package static let logLimit = 10_000

    private let database: Database?
    private var collections: [StorageKey: Collection] = [:]
    private var owned: [String: Set<StoredName>] = [:]  // by owner's uid; only without a file
    private var log: [StoredChange] = []
    private var logStart: Int64  // the revision before the log's first change
    private var durable: Int64  // the revision of the last commit
    private var inTransaction = false
    private var failed: StoreError?  // why the present transaction can only be rolled back

    /// The counter: the revision of the last write.
    package private(set) var revision: Int64
    /// Whether the store has never been written to.
    package var isNew: Bool { revision == 0 }

    /// A store of memory alone.
    package init() {
        database = nil
        revision = 0
        durable = 0
        logStart = 0
    }

    /// The store in the file at `path`; `:memory:` is one of memory alone.
    package init(path: String, lock policy: LockPolicy) throws(StoreError) {
        let opened: Database? = if path == ":memory:" { nil } else { try Database(path: path, policy: policy) }
        try opened?.settleVersion()
        let revision = try opened?.meta("revision") ?? 0
        self.revision = revision
        durable = revision
        logStart = revision
        database = opened
    }

    /// The object at `key`, or nil.
    package mutating func object(_ key: ObjectKey, in collection: StorageKey) throws(StoreError) -> Object? {
        try load(collection)
        return collections[collection]?[key]
    }

    /// The objects in `scope`, ordered by key.
    package mutating func objects(in collection: StorageKey, scope: Scope) throws(StoreError) -> [Object] {
        try load(collection)
        return collections[collection]?.objects(in: scope) ?? []
    }

    /// At most `limit` objects in `scope` after `start`, ordered by key, and how many come after those.
    package mutating func objects(
        in collection: StorageKey,
        scope: Scope,
        after start: ObjectKey?,
        limit: Int
    ) throws(StoreError) -> (objects: [Object], following: Int) {
        try load(collection)
        return collections[collection]?.objects(in: scope, after: start, limit: limit) ?? ([], 0)
    }

    private mutating func load(_ key: StorageKey) throws(StoreError) {
        guard collections[key] == nil else { return }
        collections[key] = try database?.collection(key) ?? Collection()
    }

    /// Stores `object` at its key under a new revision, which the returned object carries.
    package mutating func put(_ object: Object, in collection: StorageKey) throws(StoreError) -> Object {
        let previous = try self.object(object.key, in: collection)
        var stored = object
        stored["metadata", "resourceVersion"] = .string(String(revision + 1))
        let change = StoredChange(
            revision: revision + 1,
            collection: collection,
            kind: previous == nil ? .added : .modified,
            object: stored,
            previous: previous
        )
        try write(change)
        return stored
    }

    /// Removes the object at `key`; returns its last state under the deletion's revision, nil when there was none.
    package mutating func remove(_ key: ObjectKey, in collection: StorageKey) throws(StoreError) -> Object? {
        guard let previous = try object(key, in: collection) else { return nil }
        var last = previous
        last["metadata", "resourceVersion"] = .string(String(revision + 1))
        try write(
            StoredChange(
                revision: revision + 1,
                collection: collection,
                kind: .deleted,
                object: last,
                previous: previous
            )
        )
        return last
    }

    private mutating func write(_ change: StoredChange) throws(StoreError) {
        let alone = !inTransaction
        if alone { try begin() }
        do {
            try database?.write(
                change,
                ownersChanged: change.previous?.ownerReferences != change.object.ownerReferences
                    || change.kind == .deleted
            )
        } catch {
            failed = error
            if alone { rollback() }
            throw error
        }
        revision = change.revision
        collections[change.collection]?[change.object.key] = change.kind == .deleted ? nil : change.object
        log.append(change)
        if database == nil { trackOwners(change) }
        if alone { try commit() }
    }

    private mutating func trackOwners(_ change: StoredChange) {
        let name = StoredName(collection: change.collection, key: change.object.key)
        for owner in change.previous?.ownerReferences ?? [] {
            owned[owner.uid]?.remove(name)
            if owned[owner.uid]?.isEmpty == true { owned[owner.uid] = nil }
        }
        guard change.kind != .deleted else { return }
        for owner in change.object.ownerReferences { owned[owner.uid, default: []].insert(name) }
    }

    /// Begins a transaction: the writes up to `commit` reach the file together or not at all.
    package mutating func begin() throws(StoreError) {
        precondition(!inTransaction, "transactions do not nest")
        try database?.execute("BEGIN IMMEDIATE")
        inTransaction = true
        failed = nil
    }

    /// Ends the transaction; after an error nothing of it is stored or visible.
    package mutating func commit() throws(StoreError) {
        guard inTransaction else { return }
        do throws(StoreError) {
            if let failed { throw failed }
            if revision != durable {
                try database?.setMeta("revision", to: revision)
                if revision / 1_000 != durable / 1_000 {
                    try database?.trimLog(upTo: revision - Int64(ObjectStore.logLimit))
                }
            }
            try database?.execute("COMMIT")
        } catch {
            rollback()
            throw error
        }
        inTransaction = false
        durable = revision
        // Cut in batches, so that the cost of moving the rest is spread.
        if log.count > ObjectStore.logLimit * 2 {
            let surplus = log.count - ObjectStore.logLimit
            logStart = log[surplus - 1].revision
            log.removeFirst(surplus)
        }
    }

    /// Undoes the transaction, in memory too.
    package mutating func rollback() {
        guard inTransaction else { return }
        inTransaction = false
        failed = nil
        try? database?.execute("ROLLBACK")
        while let change = log.last, change.revision > durable {
            log.removeLast()
            collections[change.collection]?[change.object.key] = change.previous
            guard database == nil else { continue }
            let name = StoredName(collection: change.collection, key: change.object.key)
            if change.kind != .deleted {
                for owner in change.object.ownerReferences { owned[owner.uid]?.remove(name) }
            }
            for owner in change.previous?.ownerReferences ?? [] { owned[owner.uid, default: []].insert(name) }
        }
        revision = durable
    }

    /// Whether writes are being gathered for one commit.
    package var isGathering: Bool { inTransaction }

    /// The changes after `after`, oldest first; `compacted` when some are no longer kept.
    package mutating func changes(after: Int64) throws(StoreError) -> [StoredChange] {
        // Asked for what an earlier process wrote.
        if after < logStart, let older = try database?.log(after: 0), let first = older.first,
            first.revision - 1 < logStart
        {
            log = older
            logStart = first.revision - 1
        }
        guard after >= logStart else { throw .compacted(oldest: logStart) }
        var low = 0
        var high = log.count
        while low < high {
            let middle = low + (high - low) / 2
            if log[middle].revision <= after { low = middle + 1 } else { high = middle }
        }
        return Array(log[low...])
    }

    /// The objects that name `uid` as an owner, ordered.
    package mutating func dependents(of uid: String) throws(StoreError) -> [StoredName] {
        try database?.dependents(of: uid).sorted() ?? (owned[uid] ?? []).sorted()
    }

    /// The collections that have objects in `namespace`, ordered.
    package mutating func collections(in namespace: String) throws(StoreError) -> [StorageKey] {
        if let found = try database?.collections(in: namespace).sorted() { return found }
        return collections.filter { $0.value.hasObjects(in: namespace) }.keys.sorted()
    }

    /// A store of memory alone with the same objects at the same revision, for trying writes out; it shares what neither
    /// side changes. The log begins anew. Reads the collections that were not needed so far.
    package mutating func copy() throws(StoreError) -> ObjectStore {
        for key in try database?.collectionKeys() ?? [] { try load(key) }
        var copy = ObjectStore()
        copy.collections = collections
        copy.revision = revision
        copy.durable = revision
        copy.logStart = revision
        for (collection, objects) in collections {
            for object in objects.objects(in: .all) {
                let name = StoredName(collection: collection, key: object.key)
                for owner in object.ownerReferences { copy.owned[owner.uid, default: []].insert(name) }
            }
        }
        return copy
    }
}
