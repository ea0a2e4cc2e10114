// SPDX-License-Identifier: MIT

internal import CSQLite

/// An open database file: one owner, closed once.
///
/// Unchecked because the handle is an `OpaquePointer`: it has one owner at a time (`~Copyable`), SQLite may use it from
/// any thread as long as that is so, and no pointer leaves this module.
package struct Connection: ~Copyable, @unchecked Sendable {
    let raw: OpaquePointer

    /// Opens the file at `path`, created when missing.
    package init(path: String) throws(SQLiteError) {
        var raw: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &raw, flags, nil)
        guard code == SQLITE_OK, let raw else {
            let error = SQLiteError(.open, code: code, database: raw)
            sqlite3_close_v2(raw)
            throw error
        }
        self.raw = raw
        sqlite3_extended_result_codes(raw, 1)
        sqlite3_busy_timeout(raw, 5_000)
    }

    // Close version 2 waits for statements that are finalized later than their connection is closed.
    deinit { sqlite3_close_v2(raw) }

    /// Runs `sql`, one or more statements without parameters, and drops their rows.
    package borrowing func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(raw, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(.step, code: code, database: raw) }
    }
}
