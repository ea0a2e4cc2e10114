// SPDX-License-Identifier: MIT

internal import Kn8SQLite

/// The statements that writes run, compiled once.
struct Statements: ~Copyable {
    let upsert: Statement
    let erase: Statement
    let appendLog: Statement
    let trimLog: Statement
    let addOwner: Statement
    let dropOwners: Statement
    let setMeta: Statement

    init(on connection: borrowing Connection) throws(SQLiteError) {
        let upsert = try Statement(
            "INSERT INTO objects VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(resource, namespace, name) "
                + "DO UPDATE SET revision=excluded.revision, json=excluded.json",
            on: connection
        )
        let erase = try Statement("DELETE FROM objects WHERE resource=?1 AND namespace=?2 AND name=?3", on: connection)
        let appendLog = try Statement("INSERT INTO log VALUES(?1, ?2, ?3, ?4)", on: connection)
        let trimLog = try Statement("DELETE FROM log WHERE revision <= ?1", on: connection)
        let addOwner = try Statement("INSERT OR IGNORE INTO owners VALUES(?1, ?2, ?3, ?4)", on: connection)
        let dropOwners = try Statement(
            "DELETE FROM owners WHERE resource=?1 AND namespace=?2 AND name=?3",
            on: connection
        )
        let setMeta = try Statement(
            "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            on: connection
        )
        self.upsert = upsert
        self.erase = erase
        self.appendLog = appendLog
        self.trimLog = trimLog
        self.addOwner = addOwner
        self.dropOwners = dropOwners
        self.setMeta = setMeta
    }
}
