// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The objects of one cluster with a single counter of revisions: in a SQLite file, and the recently used ones decoded in
/// memory; or in memory alone.
///
/// Of a collection in the file, the keys are read at its first use, and objects when they are asked for. A write outside
/// `begin`…`commit` is a transaction of its own; it is in the file when the call returns. Writes of a transaction are seen
/// at once and reach the file at its end, where only the last state of each object counts.
///
/// A transaction can also be stored while the next one gathers: `seal` hands out what is to be written, which needs the
/// store no more, and `settle` hears that it is in the file.
package struct ObjectStore: ~Copyable {
    /// How many changes are kept for watches to resume from.
    package static let logLimit = 10_000
    /// How many of them are kept in memory when the file has them, too.
    static let recentLimit = 4_000
    /// How many decoded objects that are in the file too are kept in memory, more or less.
    static let decodedLimit = 20_000

    private let path: String
    private let file: StoreFile?  // what is written to
    private var source: StoreFile?  // where objects are that are not decoded
    private var collections: [StorageKey: Collection] = [:]
    private var decoded = 0  // how many are, that could be read again
    private var owners = OwnerOverlay()
    private var log: [StoredChange] = []
    private var logStart: Int64  // the revision before the log's first change
    private var inTransaction = false

    /// The counter: the revision of the last write.
    package private(set) var revision: Int64
    /// The revision of the last commit: every write up to here is in the file.
    package private(set) var durable: Int64
    /// Whether the store has never been written to.
    package var isNew: Bool { revision == 0 }

    /// A store of memory alone.
    package init() { self.init(path: ":memory:", file: nil, source: nil, revision: 0) }

    /// The store in the file at `path`; `:memory:` is one of memory alone.
    package init(path: String, lock policy: LockPolicy) throws(StoreError) {
        guard path != ":memory:" else {
            self.init()
            return
        }
        let database = try Database(path: path, policy: policy)
        let revision = try database.revision()
        let file = StoreFile(database)
        self.init(path: path, file: file, source: file, revision: revision)
    }

    private init(path: String, file: StoreFile?, source: StoreFile?, revision: Int64) {
        self.path = path
        self.file = file
        self.source = source
        self.revision = revision
        durable = revision
        logStart = revision
    }

    // MARK: Reading

    /// The object at `key`, or nil.
    package mutating func object(_ key: ObjectKey, in collection: StorageKey) throws(StoreError) -> Object? {
        try load(collection)
        guard let entry = collections[collection]?[key] else { return nil }
        return try object(entry, key, collection)
    }

    /// The objects in `scope`, ordered by key.
    package mutating func objects(in collection: StorageKey, scope: Scope) throws(StoreError) -> [Object] {
        try objects(in: collection, scope: scope, after: nil, limit: .max).objects
    }

    /// At most `limit` objects in `scope` after `start`, ordered by key, and how many come after those.
    package mutating func objects(
        in collection: StorageKey,
        scope: Scope,
        after start: ObjectKey?,
        limit: Int
    ) throws(StoreError) -> (objects: [Object], following: Int) {
        try load(collection)
        var objects: [Object] = []
        let (entries, following) = collections[collection]?.entries(in: scope, after: start, limit: limit) ?? ([], 0)
        objects.reserveCapacity(entries.count)
        for (key, entry) in entries { objects.append(try object(entry, key, collection)) }
        return (objects, following)
    }

    private mutating func object(
        _ entry: Collection.Entry,
        _ key: ObjectKey,
        _ collection: StorageKey
    ) throws(StoreError) -> Object {
        if let object = entry.object { return object }
        guard let source else {
            throw .corrupt(path: path, reason: "\(collection) \(key) is neither in memory nor in the file")
        }
        let object = try source.use { (database: inout Database) throws(StoreError) in
            try database.object(at: entry.revision)
        }
        if decoded < ObjectStore.decodedLimit {
            decoded += 1
            collections[collection]?.keep(object, at: key)
        }
        return object
    }

    private mutating func load(_ key: StorageKey) throws(StoreError) {
        guard collections[key] == nil else { return }
        let loaded = try source?.use { (database: inout Database) throws(StoreError) in try database.collection(key) }
        collections[key] = loaded ?? Collection()
    }

    /// How many objects there are of each collection that has any.
    package mutating func counts() throws(StoreError) -> [StorageKey: Int] {
        let stored = try source?.use { (database: inout Database) throws(StoreError) in try database.counts() }
        // Of what is loaded, memory knows better.
        let counts = (stored ?? [:]).merging(collections.mapValues(\.count)) { $1 }
        return counts.filter { $0.value > 0 }
    }

    /// The objects that name `uid` as an owner, ordered.
    package mutating func dependents(of uid: String) throws(StoreError) -> [StoredName] {
        let stored = try source?.use { (database: inout Database) throws(StoreError) in
            try database.dependents(of: uid)
        }
        return owners.dependents(of: uid, stored: stored ?? []).sorted()
    }

    /// The collections that have objects in `namespace`, ordered.
    package mutating func collections(in namespace: String) throws(StoreError) -> [StorageKey] {
        let stored = try source?.use { (database: inout Database) throws(StoreError) in
            try database.collections(in: namespace)
        }
        // Of what is loaded, memory knows better.
        let unloaded = (stored ?? []).filter { collections[$0] == nil }
        return (unloaded + collections.filter { $0.value.hasObjects(in: namespace) }.keys).sorted()
    }

    // MARK: Writing

    /// Stores `object` at its key under a new revision, which the returned object carries.
    package mutating func put(_ object: Object, in collection: StorageKey) throws(StoreError) -> Object {
        let previous = try self.object(object.key, in: collection)
        var stored = object
        stored.resourceVersion = String(revision + 1)
        try write(
            StoredChange(
                revision: revision + 1,
                collection: collection,
                kind: previous == nil ? .added : .modified,
                object: stored,
                previous: previous
            )
        )
        return stored
    }

    /// Removes the object at `key`; returns its last state under the deletion's revision, nil when there was none.
    package mutating func remove(_ key: ObjectKey, in collection: StorageKey) throws(StoreError) -> Object? {
        guard let previous = try object(key, in: collection) else { return nil }
        var last = previous
        last.resourceVersion = String(revision + 1)
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
        revision = change.revision
        let key = change.object.key
        if collections[change.collection]?[key]?.object == nil { decoded += 1 }
        let entry = Collection.Entry(revision: change.revision, object: change.object)
        collections[change.collection]?.set(change.kind == .deleted ? nil : entry, at: key)
        if change.kind == .deleted { decoded -= 1 }
        log.append(change)
        owners.note(change)
        if alone { try commit() }
    }

    /// Begins a transaction: the writes up to `commit` reach the file together or not at all.
    package mutating func begin() throws(StoreError) {
        precondition(!inTransaction, "transactions do not nest")
        inTransaction = true
    }

    /// Ends the transaction; after an error nothing of it is stored or visible. A transaction without a write does nothing.
    package mutating func commit() throws(StoreError) {
        guard inTransaction else { return }
        if let writes = seal() {
            do throws(StoreError) {
                try writes.store()
            } catch {
                rollback()
                throw error
            }
            settle(writes)
        }
        inTransaction = false
        durable = revision
        cutLog()
    }

    /// The transaction's writes so far, to be stored while further ones are made; nil when the file has everything. No other
    /// may be sealed before these are settled or taken back.
    package func seal() -> SealedWrites? {
        guard revision != durable, let file else { return nil }
        let limit = revision - Int64(ObjectStore.logLimit)
        let trims = revision / 1_000 != durable / 1_000 && limit > 0
        return SealedWrites(
            changes: pendingChanges,
            revision: revision,
            trimming: trims ? limit : nil,
            file: file
        )
    }

    /// Takes note that `writes` are in the file.
    package mutating func settle(_ writes: SealedWrites) {
        durable = writes.revision
        inTransaction = revision > durable
        forgetDecoded(writes.changes)
        owners.clear()
        for change in log[firstPending...] { owners.note(change) }
        cutLog()
    }

    /// Undoes every write that is not in the file. Their revisions are not given out again: whoever saw one of them can tell.
    package mutating func takeBack() {
        let reached = revision
        undo(to: durable)
        revision = reached + 1
        durable = revision
        inTransaction = false
    }

    /// From now on, what is not in memory is read beside the writes that are being stored.
    package mutating func readBesideWrites() throws(StoreError) {
        if file != nil { source = StoreFile(try Database(reading: path)) }
    }

    // Cut in batches, so that the cost of moving the rest is spread.
    private mutating func cutLog() {
        let limit = isKept ? ObjectStore.recentLimit : ObjectStore.logLimit
        guard log.count >= limit + limit / 4 else { return }
        let surplus = min(log.count - limit, firstPending)
        guard surplus > 0 else { return }
        logStart = log[surplus - 1].revision
        log.removeFirst(surplus)
    }

    // Where in the log the writes begin that are not in the file.
    private var firstPending: Int {
        var first = log.count
        while first > 0, log[first - 1].revision > durable { first -= 1 }
        return first
    }

    /// What the present transaction does to each object, in the order of the last changes. Deletions all stand: a watch
    /// that saw the object must hear of its end.
    private var pendingChanges: [PendingChange] {
        let first = firstPending
        func pending(_ change: StoredChange, after previous: Object?) -> PendingChange {
            PendingChange(
                change: change,
                kind: change.kind == .deleted ? .deleted : previous == nil ? .added : .modified,
                before: previous.flatMap { Int64($0.resourceVersion) } ?? 0,
                owners: previous?.ownerReferences.map(\.uid) ?? []
            )
        }
        if first == log.count - 1 { return [pending(log[first], after: log[first].previous)] }
        var last: [StoredName: Int] = [:]
        var before: [StoredName: Object?] = [:]
        for index in log[first...].indices {
            let change = log[index]
            let name = StoredName(collection: change.collection, key: change.object.key)
            if last.updateValue(index, forKey: name) == nil { before[name] = change.previous }
        }
        var result: [PendingChange] = []
        for index in log[first...].indices {
            let change = log[index]
            let name = StoredName(collection: change.collection, key: change.object.key)
            guard change.kind == .deleted || last[name] == index else { continue }
            result.append(pending(change, after: before[name] ?? nil))
            if change.kind == .deleted { before[name] = .some(nil) }
        }
        return result
    }

    private mutating func forgetDecoded(_ written: [PendingChange]) {
        guard decoded > ObjectStore.decodedLimit else { return }
        for change in written.lazy.map(\.change) where decoded > ObjectStore.decodedLimit {
            // A later state is not in the file yet.
            let key = change.object.key
            guard collections[change.collection]?[key]?.revision == change.revision else { continue }
            collections[change.collection]?.keep(nil, at: key)
            decoded -= 1
        }
    }

    /// Undoes the transaction.
    package mutating func rollback() {
        guard inTransaction else { return }
        inTransaction = false
        undo(to: durable)
    }

    /// Undoes the present transaction's writes after `mark`, which was the store's revision within it.
    package mutating func undo(to mark: Int64) {
        guard mark < revision else { return }
        while let change = log.last, change.revision > mark {
            log.removeLast()
            let entry = change.previous.map {
                Collection.Entry(revision: Int64($0.resourceVersion) ?? 0, object: $0)
            }
            collections[change.collection]?.set(entry, at: change.object.key)
            owners.note(undone: change)
        }
        revision = mark
    }

    /// Whether there is a file.
    package var isKept: Bool { file != nil }

    /// Whether writes are being gathered for one commit.
    package var isGathering: Bool { inTransaction }

    /// Whether the present transaction has so many writes that keeping them for its end costs more than it saves.
    package var isFull: Bool { inTransaction && file != nil && revision - durable >= Int64(ObjectStore.logLimit) }

    /// The changes after `after`, oldest first; `compacted` when some are no longer kept.
    package mutating func changes(after: Int64) throws(StoreError) -> [StoredChange] {
        if after < logStart, let file {
            // Asked for what an earlier process wrote, or for what is long ago.
            let end = logStart
            let (start, older) = try file.use { (database: inout Database) throws(StoreError) in
                let start = try database.trimmed()
                return (start, after < start ? [] : try database.log(after: after, upTo: end))
            }
            guard after >= start else { throw .compacted(oldest: start) }
            return older + log
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

    /// What was noted under `key`; nil when nothing was.
    package func noted(_ key: String) throws(StoreError) -> Int64? {
        try source?.use { (database: inout Database) throws(StoreError) in try database.meta(key) }
    }

    /// Notes `value` under `key` beside the objects: no write that anybody sees. A store of memory alone forgets it.
    package mutating func note(_ key: String, _ value: Int64) throws(StoreError) {
        try file?.use { (database: inout Database) throws(StoreError) in try database.note(key, value) }
    }

    /// A store of memory alone with the same objects at the same revision, for trying writes out; it shares what neither
    /// side changes, and reads from the file as it is now what is not in memory. The log begins anew.
    package mutating func copy() throws(StoreError) -> ObjectStore {
        var source = source
        if file != nil { source = StoreFile(try Database(readingNow: path)) }
        var copy = ObjectStore(path: path, file: nil, source: source, revision: revision)
        copy.collections = collections
        copy.decoded = decoded
        copy.owners = owners
        return copy
    }
}
