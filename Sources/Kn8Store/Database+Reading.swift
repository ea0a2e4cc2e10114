// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8SQLite
internal import Kn8Value

extension Database {
    /// The revision of the last write; 0 when there was none.
    func revision() throws(StoreError) -> Int64 {
        // A file of the first layout had its deletions elsewhere.
        max(try integer("SELECT MAX(revision) FROM log"), try meta("revision") ?? 0)
    }

    /// The revision up to which states that are no longer present were forgotten; 0 when none were.
    func trimmed() throws(StoreError) -> Int64 { try meta("trimmed") ?? 0 }

    func meta(_ key: String) throws(StoreError) -> Int64? {
        try rows("SELECT value FROM meta WHERE key=?1", [key]) { statement in statement.integer(at: 0) }.first
    }

    private func integer(_ sql: String) throws(StoreError) -> Int64 {
        try rows(sql, []) { statement in statement.integer(at: 0) }.first ?? 0
    }

    /// Where the objects of a collection are.
    func collection(_ key: StorageKey) throws(StoreError) -> Collection {
        var collection = Collection()
        _ = try rows(
            "SELECT namespace, name, revision FROM objects WHERE resource=?1 ORDER BY namespace, name",
            [key.description]
        ) { statement in
            collection.set(
                Collection.Entry(revision: statement.integer(at: 2), object: nil),
                at: ObjectKey(namespace: statement.text(at: 0), name: statement.text(at: 1))
            )
        }
        return collection
    }

    /// The object whose present state was written at `revision`.
    mutating func object(at revision: Int64) throws(StoreError) -> Object {
        guard let state = try state(at: revision) else {
            throw .corrupt(path: path, reason: "there is nothing at revision \(revision)")
        }
        return state
    }

    /// What was written at `revision`; nil when it is no longer kept.
    private mutating func state(at revision: Int64) throws(StoreError) -> Object? {
        let path = path
        let reading = try reading()
        let json: [UInt8]?
        do {
            try reading.state.bind(revision, at: 1)
            json = try reading.state.step() ? reading.state.bytes(at: 0) : nil
            reading.state.reset()
        } catch {
            throw StoreError(error, path: path)
        }
        return try json.map { json throws(StoreError) in try decoded(json) }
    }

    /// The changes after `revision` and up to `end`, oldest first, each with its precursor.
    mutating func log(after revision: Int64, upTo end: Int64) throws(StoreError) -> [StoredChange] {
        var changes: [StoredChange] = []
        var states: [Int64: Object] = [:]
        let kept = try rows(
            "SELECT revision, resource, kind, json, previous FROM log WHERE revision > ?1 AND revision <= ?2 "
                + "ORDER BY revision",
            [revision, end]
        ) { statement in
            (
                revision: statement.integer(at: 0), resource: statement.text(at: 1), kind: statement.text(at: 2),
                json: statement.bytes(at: 3), previous: statement.integer(at: 4)
            )
        }
        for row in kept {
            let object = try decoded(row.json)
            states[row.revision] = object
            // A state has one that follows it, at most.
            var previous = states.removeValue(forKey: row.previous)
            if previous == nil, row.previous != 0 { previous = try state(at: row.previous) }
            changes.append(
                StoredChange(
                    revision: row.revision,
                    collection: StorageKey(text: row.resource),
                    kind: WatchEvent.Kind(rawValue: row.kind) ?? .modified,
                    object: object,
                    previous: previous
                )
            )
        }
        return changes
    }

    private func decoded(_ json: [UInt8]) throws(StoreError) -> Object {
        do throws(JSONError) {
            return Object(try Value(json: json))
        } catch {
            throw .corrupt(path: path, reason: error.message)
        }
    }

    /// The collections that have objects in `namespace`.
    func collections(in namespace: String) throws(StoreError) -> [StorageKey] {
        try rows("SELECT DISTINCT resource FROM objects WHERE namespace=?1", [namespace]) { statement in
            StorageKey(text: statement.text(at: 0))
        }
    }

    /// How many objects there are of each collection.
    func counts() throws(StoreError) -> [StorageKey: Int] {
        let found = try rows("SELECT resource, COUNT(*) FROM objects GROUP BY resource", []) { statement in
            (StorageKey(text: statement.text(at: 0)), Int(statement.integer(at: 1)))
        }
        return Dictionary(found) { $1 }
    }

    /// The objects that name `uid` as an owner.
    mutating func dependents(of uid: String) throws(StoreError) -> [StoredName] {
        let path = path
        let reading = try reading()
        var names: [StoredName] = []
        do {
            try reading.dependents.bind(uid, at: 1)
            while try reading.dependents.step() {
                names.append(
                    StoredName(
                        collection: StorageKey(text: reading.dependents.text(at: 0)),
                        key: ObjectKey(namespace: reading.dependents.text(at: 1), name: reading.dependents.text(at: 2))
                    )
                )
            }
        } catch {
            throw StoreError(error, path: path)
        }
        return names
    }

    /// What `row` makes of each row.
    private func rows<Row>(
        _ sql: String,
        _ parameters: [any Parameter],
        _ row: (borrowing Statement) -> Row
    ) throws(StoreError) -> [Row] {
        var result: [Row] = []
        do {
            let statement = try Statement(sql, on: connection)
            for (index, parameter) in parameters.enumerated() {
                try parameter.bind(to: statement, at: Int32(index + 1))
            }
            while try statement.step() { result.append(row(statement)) }
        } catch {
            throw StoreError(error, path: path)
        }
        return result
    }
}

/// What stands for a `?` of a statement.
private protocol Parameter {
    func bind(to statement: borrowing Statement, at index: Int32) throws(SQLiteError)
}

extension String: Parameter {
    fileprivate func bind(to statement: borrowing Statement, at index: Int32) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}

extension Int64: Parameter {
    fileprivate func bind(to statement: borrowing Statement, at index: Int32) throws(SQLiteError) {
        try statement.bind(self, at: index)
    }
}
