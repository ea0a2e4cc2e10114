// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8SQLite
internal import Kn8Value

/// One connection to the store's file: statements and nothing that decides.
struct Database: ~Copyable {
    let path: String
    private let lock: LockFile?  // none for a reader of one moment
    let connection: Connection
    private var writing: WriteStatements?
    private var rows: ReadStatements?

    /// Opens the file at `path` for writing, made with mode 0600 in a folder of mode 0700 when missing.
    init(path: String, policy: LockPolicy) throws(StoreError) {
        try Folder.make(for: path)
        let lock = try LockFile(path: path + ".lock", store: path, policy: policy)
        // A big transaction is written out at its end, and not in parts that are read again.
        let pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
        let connection = try FileMode.ownersOnly { () throws(StoreError) in try Database.opened(path, pragmas) }
        try Layout.settle(connection, path: path)
        self.init(path: path, lock: lock, connection: connection)
    }

    /// Opens the file at `path` as it is now, whatever is committed later.
    init(readingNow path: String) throws(StoreError) {
        // The moment is that of the first read.
        let connection = try Database.opened(path, "PRAGMA query_only=1; BEGIN; SELECT 1 FROM meta LIMIT 1;")
        self.init(path: path, lock: nil, connection: connection)
    }

    /// Opens the file at `path` for reading what is committed at the time, beside the connection that writes.
    init(reading path: String) throws(StoreError) {
        self.init(path: path, lock: nil, connection: try Database.opened(path, "PRAGMA query_only=1;"))
    }

    private init(path: String, lock: consuming LockFile?, connection: consuming Connection) {
        self.path = path
        self.lock = lock
        self.connection = connection
    }

    private static func opened(_ path: String, _ pragmas: String) throws(StoreError) -> Connection {
        do {
            let connection = try Connection(path: path)
            try connection.execute(pragmas)
            return connection
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// What reads single rows, compiled at their first use: most commands need few of them.
    mutating func reading() throws(StoreError) -> ReadStatements {
        if let rows { return rows }
        do {
            let made = try ReadStatements(on: connection)
            rows = made
            return made
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private mutating func statements() throws(SQLiteError) -> WriteStatements {
        if let writing { return writing }
        let made = try WriteStatements(on: connection)
        writing = made
        return made
    }

    /// Writes `changes` and the trimming of the log in one transaction; after an error nothing of it is stored.
    ///
    /// - Parameter trimmed: The revision up to which states that are no longer present go; nil for no trimming.
    mutating func commit(_ changes: [PendingChange], trimming trimmed: Int64?) throws(StoreError) {
        do throws(SQLiteError) {
            let statements = try statements()
            try connection.execute("BEGIN IMMEDIATE")
            do throws(SQLiteError) {
                for change in changes { try Database.write(change, statements) }
                if let trimmed {
                    try statements.trimPrecursors.bind(trimmed, at: 1)
                    try statements.trimPrecursors.run()
                    try statements.trimLog.bind(trimmed, at: 1)
                    try statements.trimLog.run()
                    try statements.setMeta.bind("trimmed", at: 1)
                    try statements.setMeta.bind(trimmed, at: 2)
                    try statements.setMeta.run()
                }
                try connection.execute("COMMIT")
            } catch {
                try? connection.execute("ROLLBACK")
                throw error
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func write(_ pending: PendingChange, _ statements: WriteStatements) throws(SQLiteError) {
        let change = pending.change
        let resource = change.collection.description
        let key = change.object.key
        if change.kind == .deleted {
            try bind(statements.erase, resource, key)
            try statements.erase.run()
        } else {
            try bind(statements.upsert, resource, key)
            try statements.upsert.bind(change.revision, at: 4)
            try statements.upsert.run()
        }
        try bind(statements.appendLog, resource, key)
        try statements.appendLog.bind(change.revision, at: 4)
        try statements.appendLog.bind(pending.kind.rawValue, at: 5)
        try statements.appendLog.bind(text: change.object.value.jsonBytes(), at: 6)
        try statements.appendLog.bind(pending.before, at: 7)
        try statements.appendLog.run()
        let owners = change.kind == .deleted ? [] : change.object.ownerReferences.map(\.uid)
        for uid in pending.owners where !owners.contains(uid) {
            try bind(statements.dropOwner, resource, key)
            try statements.dropOwner.bind(uid, at: 4)
            try statements.dropOwner.run()
        }
        for uid in owners where !pending.owners.contains(uid) {
            try bind(statements.addOwner, resource, key)
            try statements.addOwner.bind(uid, at: 4)
            try statements.addOwner.run()
        }
    }

    private static func bind(
        _ statement: borrowing Statement,
        _ resource: String,
        _ key: ObjectKey
    ) throws(SQLiteError) {
        try statement.bind(resource, at: 1)
        try statement.bind(key.namespace, at: 2)
        try statement.bind(key.name, at: 3)
    }

    /// Stores `value` beside the objects, in a transaction of its own.
    mutating func note(_ key: String, _ value: Int64) throws(StoreError) {
        do throws(SQLiteError) {
            let statements = try statements()
            try statements.setMeta.bind(key, at: 1)
            try statements.setMeta.bind(value, at: 2)
            try statements.setMeta.run()
        } catch {
            throw StoreError(error, path: path)
        }
    }
}

/// What a transaction leaves of the changes to one object: the last state, seen from before the first.
struct PendingChange {
    let change: StoredChange
    /// What happened to the object, all in all.
    let kind: WatchEvent.Kind
    /// The revision of the object's state before; 0 when there was none.
    let before: Int64
    /// The uids of the owners that the object had before.
    let owners: [String]
}
