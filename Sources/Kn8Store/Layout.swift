// SPDX-License-Identifier: MIT

internal import Kn8SQLite

/// The tables of the file.
///
/// The JSON of every state stands once, in `log`, at the revision it was written at; `objects` says which of them are present.
/// What is no longer present goes when the log is trimmed, but for the precursors of what stays in it: whoever watches hears
/// of a change by what the object was before.
enum Layout {
    static let version: Int64 = 3

    private static let tables = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE log(revision INTEGER PRIMARY KEY, resource TEXT NOT NULL, namespace TEXT NOT NULL,
          name TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL, previous INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE objects(resource TEXT, namespace TEXT, name TEXT, revision INTEGER NOT NULL,
          PRIMARY KEY(resource, namespace, name)) WITHOUT ROWID;
        CREATE TABLE owners(uid TEXT, resource TEXT, namespace TEXT, name TEXT,
          PRIMARY KEY(uid, resource, namespace, name)) WITHOUT ROWID;
        """

    // Version 2 did not say which state came before a change, and may have forgotten it: its history is let go of.
    private static let upgrade2 = """
        ALTER TABLE log ADD COLUMN previous INTEGER NOT NULL DEFAULT 0;
        INSERT OR REPLACE INTO meta SELECT 'revision', COALESCE(MAX(revision), 0) FROM log;
        INSERT OR REPLACE INTO meta SELECT 'trimmed', value FROM meta WHERE key='revision';
        DELETE FROM log WHERE NOT EXISTS (SELECT 1 FROM objects o WHERE o.resource=log.resource
          AND o.namespace=log.namespace AND o.name=log.name AND o.revision=log.revision);
        """

    // Version 1 had the JSON of a present object twice, and its history cannot be told apart by object.
    private static let upgrade1 = """
        DROP INDEX byNamespace; DROP INDEX byDependent;
        ALTER TABLE meta RENAME TO meta1; ALTER TABLE objects RENAME TO objects1; ALTER TABLE owners RENAME TO owners1;
        DROP TABLE log;
        \(tables)
        INSERT INTO log SELECT revision, resource, namespace, name, 'MODIFIED', json, 0 FROM objects1 ORDER BY revision;
        INSERT INTO objects SELECT resource, namespace, name, revision FROM objects1 ORDER BY 1, 2, 3;
        INSERT INTO owners SELECT uid, resource, namespace, name FROM owners1;
        INSERT INTO meta SELECT 'trimmed', value FROM meta1 WHERE key='revision';
        INSERT INTO meta SELECT key, value FROM meta1 WHERE key='revision';
        DROP TABLE objects1; DROP TABLE owners1; DROP TABLE meta1;
        """

    /// Makes the tables of a new file, and today's out of an older one's; refuses the file of a later kn8.
    static func settle(_ connection: borrowing Connection, path: String) throws(StoreError) {
        do {
            if try integer("PRAGMA user_version", connection) == version { return }
            let isNew = try integer("SELECT COUNT(*) FROM sqlite_schema WHERE name='meta'", connection) == 0
            let found = isNew ? 0 : try integer("SELECT value FROM meta WHERE key='version'", connection) ?? 1
            guard found < version else {
                throw StoreError.corrupt(path: path, reason: "its version is \(found), this kn8 reads \(version)")
            }
            // The entry in `meta` is for version 1, which does not look at the other.
            try connection.execute(
                """
                BEGIN IMMEDIATE; \(isNew ? tables : found == 1 ? upgrade1 : upgrade2)
                INSERT OR REPLACE INTO meta VALUES('version', \(version)); PRAGMA user_version=\(version); COMMIT
                """
            )
        } catch let error as SQLiteError {
            throw StoreError(error, path: path)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .corrupt(path: path, reason: "\(error)")
        }
    }

    private static func integer(_ sql: String, _ connection: borrowing Connection) throws(SQLiteError) -> Int64? {
        let statement = try Statement(sql, on: connection)
        return try statement.step() ? statement.integer(at: 0) : nil
    }
}
