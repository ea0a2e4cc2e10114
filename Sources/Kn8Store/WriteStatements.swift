// SPDX-License-Identifier: MIT

internal import Kn8SQLite

/// The statements that commits run, compiled once.
final class WriteStatements: Sendable {
    let upsert: Statement
    let erase: Statement
    let appendLog: Statement
    let trimLog: Statement
    let trimPrecursors: Statement
    let addOwner: Statement
    let dropOwner: Statement
    let setMeta: Statement

    init(on connection: borrowing Connection) throws(SQLiteError) {
        upsert = try Statement(
            "INSERT INTO objects VALUES(?1, ?2, ?3, ?4) ON CONFLICT(resource, namespace, name) "
                + "DO UPDATE SET revision=excluded.revision",
            on: connection
        )
        erase = try Statement("DELETE FROM objects WHERE resource=?1 AND namespace=?2 AND name=?3", on: connection)
        appendLog = try Statement(
            "INSERT INTO log(resource, namespace, name, revision, kind, json, previous) "
                + "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            on: connection
        )
        // What is present stays, however old.
        trimLog = try Statement(
            "DELETE FROM log WHERE revision > (SELECT COALESCE(MAX(value), 0) FROM meta WHERE key='trimmed') "
                + "AND revision <= ?1 AND NOT EXISTS (SELECT 1 FROM objects o WHERE o.resource=log.resource "
                + "AND o.namespace=log.namespace AND o.name=log.name AND o.revision=log.revision)",
            on: connection
        )
        trimPrecursors = try Statement(
            "DELETE FROM log WHERE revision IN (SELECT previous FROM log WHERE revision <= ?1 "
                + "AND revision > (SELECT COALESCE(MAX(value), 0) FROM meta WHERE key='trimmed'))",
            on: connection
        )
        addOwner = try Statement(
            "INSERT OR IGNORE INTO owners(resource, namespace, name, uid) VALUES(?1, ?2, ?3, ?4)",
            on: connection
        )
        dropOwner = try Statement(
            "DELETE FROM owners WHERE resource=?1 AND namespace=?2 AND name=?3 AND uid=?4",
            on: connection
        )
        setMeta = try Statement(
            "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            on: connection
        )
    }
}
