// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8SQLite
internal import Kn8Value

/// The store's file: tables, statements and nothing that decides.
struct Database: ~Copyable {
    static let version: Int64 = 1

    let path: String
    private let lock: LockFile
    private let connection: Connection
    private let statements: Statements

    /// Opens the file at `path`, made with mode 0600 in a folder of mode 0700 when missing.
    init(path: String, policy: LockPolicy) throws(StoreError) {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            Database.makeFolder(String(path[..<slash]))
        }
        let lock = try LockFile(path: path + ".lock", store: path, policy: policy)
        let connection = try Database.opened(path)
        let statements = try Database.prepared(connection, path: path)
        self.path = path
        self.lock = lock
        self.connection = connection
        self.statements = statements
    }

    /// Writes the layout's version into a new file; refuses a file of another version.
    borrowing func settleVersion() throws(StoreError) {
        let found = try meta("version")
        guard found == nil || found == Database.version else {
            throw .corrupt(path: path, reason: "its version is \(found ?? 0), this kn8 reads \(Database.version)")
        }
        if found == nil { try setMeta("version", to: Database.version) }
    }

    private static func opened(_ path: String) throws(StoreError) -> Connection {
        let mask = umask(0o077)
        defer { umask(mask) }
        do {
            let connection = try Connection(path: path)
            try connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS objects(resource TEXT, namespace TEXT, name TEXT, revision INTEGER NOT NULL,
                  json BLOB NOT NULL, PRIMARY KEY(resource, namespace, name));
                CREATE INDEX IF NOT EXISTS byNamespace ON objects(namespace, resource);
                CREATE TABLE IF NOT EXISTS log(revision INTEGER PRIMARY KEY, resource TEXT NOT NULL,
                  kind TEXT NOT NULL, json BLOB NOT NULL);
                CREATE TABLE IF NOT EXISTS owners(uid TEXT, resource TEXT, namespace TEXT, name TEXT,
                  PRIMARY KEY(uid, resource, namespace, name)) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS byDependent ON owners(resource, namespace, name);
                """
            )
            return connection
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func prepared(
        _ connection: borrowing Connection,
        path: String
    ) throws(StoreError) -> Statements {
        do { return try Statements(on: connection) } catch { throw StoreError(error, path: path) }
    }

    // The last folder only gets its own mode; those above follow the mask.
    private static func makeFolder(_ path: String) {
        var parent = ""
        let parts = path.split(separator: "/")
        if path.hasPrefix("/") { parent = "/" }
        for (index, part) in parts.enumerated() {
            parent += parent.isEmpty || parent.hasSuffix("/") ? String(part) : "/\(part)"
            mkdir(parent, index == parts.count - 1 ? 0o700 : 0o755)
        }
    }

    borrowing func execute(_ sql: String) throws(StoreError) {
        do { try connection.execute(sql) } catch { throw StoreError(error, path: path) }
    }

    borrowing func meta(_ key: String) throws(StoreError) -> Int64? {
        do {
            let statement = try Statement("SELECT value FROM meta WHERE key=?1", on: connection)
            try statement.bind(key, at: 1)
            return try statement.step() ? statement.integer(at: 0) : nil
        } catch {
            throw StoreError(error, path: path)
        }
    }

    borrowing func setMeta(_ key: String, to value: Int64) throws(StoreError) {
        do {
            try statements.setMeta.bind(key, at: 1)
            try statements.setMeta.bind(value, at: 2)
            try statements.setMeta.run()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    borrowing func write(_ change: StoredChange, ownersChanged: Bool) throws(StoreError) {
        let resource = change.collection.description
        let key = change.object.key
        let json = change.object.value.json()
        do {
            if change.kind == .deleted {
                try bind(statements.erase, resource, key)
                try statements.erase.run()
            } else {
                try bind(statements.upsert, resource, key)
                try statements.upsert.bind(change.revision, at: 4)
                try statements.upsert.bind(json, at: 5)
                try statements.upsert.run()
            }
            try statements.appendLog.bind(change.revision, at: 1)
            try statements.appendLog.bind(resource, at: 2)
            try statements.appendLog.bind(change.kind.rawValue, at: 3)
            try statements.appendLog.bind(json, at: 4)
            try statements.appendLog.run()
            guard ownersChanged else { return }
            try bind(statements.dropOwners, resource, key)
            try statements.dropOwners.run()
            guard change.kind != .deleted else { return }
            for owner in change.object.ownerReferences {
                try statements.addOwner.bind(owner.uid, at: 1)
                try statements.addOwner.bind(resource, at: 2)
                try statements.addOwner.bind(key.namespace, at: 3)
                try statements.addOwner.bind(key.name, at: 4)
                try statements.addOwner.run()
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private borrowing func bind(
        _ statement: borrowing Statement,
        _ resource: String,
        _ key: ObjectKey
    ) throws(SQLiteError) {
        try statement.bind(resource, at: 1)
        try statement.bind(key.namespace, at: 2)
        try statement.bind(key.name, at: 3)
    }

    borrowing func trimLog(upTo revision: Int64) throws(StoreError) {
        do {
            try statements.trimLog.bind(revision, at: 1)
            try statements.trimLog.run()
        } catch {
            throw StoreError(error, path: path)
        }
    }

    borrowing func collection(_ key: StorageKey) throws(StoreError) -> Collection {
        var collection = Collection()
        do {
            let statement = try Statement(
                "SELECT json FROM objects WHERE resource=?1 ORDER BY namespace, name",
                on: connection
            )
            try statement.bind(key.description, at: 1)
            while try statement.step() {
                let object = try decoded(statement.bytes(at: 0))
                collection[object.key] = object
            }
        } catch let error as SQLiteError {
            throw StoreError(error, path: path)
        } catch {
            throw .corrupt(path: path, reason: "\(error)")
        }
        return collection
    }

    /// The changes after `revision`, oldest first, each with its precursor when that is in the log too.
    borrowing func log(after revision: Int64) throws(StoreError) -> [StoredChange] {
        var changes: [StoredChange] = []
        var last: [StorageKey: [ObjectKey: Object]] = [:]
        do {
            let statement = try Statement(
                "SELECT revision, resource, kind, json FROM log ORDER BY revision",
                on: connection
            )
            while try statement.step() {
                let collection = StorageKey(text: statement.text(at: 1))
                let object = try decoded(statement.bytes(at: 3))
                let kind = WatchEvent.Kind(rawValue: statement.text(at: 2)) ?? .modified
                let previous = last[collection]?[object.key]
                last[collection, default: [:]][object.key] = kind == .deleted ? nil : object
                guard statement.integer(at: 0) > revision else { continue }
                changes.append(
                    StoredChange(
                        revision: statement.integer(at: 0),
                        collection: collection,
                        kind: kind,
                        object: object,
                        previous: previous
                    )
                )
            }
        } catch let error as SQLiteError {
            throw StoreError(error, path: path)
        } catch {
            throw .corrupt(path: path, reason: "\(error)")
        }
        return changes
    }

    private borrowing func decoded(_ json: [UInt8]) throws(JSONError) -> Object {
        Object(try Value(json: json))
    }

    borrowing func collections(in namespace: String) throws(StoreError) -> [StorageKey] {
        try keys("SELECT DISTINCT resource FROM objects WHERE namespace=?1 ORDER BY resource", namespace)
            .map(\.collection)
    }

    /// The collections that have objects.
    borrowing func collectionKeys() throws(StoreError) -> [StorageKey] {
        var keys: [StorageKey] = []
        do {
            let statement = try Statement("SELECT DISTINCT resource FROM objects ORDER BY resource", on: connection)
            while try statement.step() { keys.append(StorageKey(text: statement.text(at: 0))) }
        } catch {
            throw StoreError(error, path: path)
        }
        return keys
    }

    borrowing func dependents(of uid: String) throws(StoreError) -> [StoredName] {
        try keys("SELECT resource, namespace, name FROM owners WHERE uid=?1", uid)
    }

    private borrowing func keys(_ sql: String, _ parameter: String) throws(StoreError) -> [StoredName] {
        var names: [StoredName] = []
        do {
            let statement = try Statement(sql, on: connection)
            try statement.bind(parameter, at: 1)
            while try statement.step() {
                names.append(
                    StoredName(
                        collection: StorageKey(text: statement.text(at: 0)),
                        key: ObjectKey(namespace: statement.text(at: 1), name: statement.text(at: 2))
                    )
                )
            }
        } catch {
            throw StoreError(error, path: path)
        }
        return names
    }
}
