// SPDX-License-Identifier: MIT

internal import CSQLite

/// A compiled statement, to be run many times: one owner, finalized once.
///
/// Unchecked for the same reason as `Connection`: an `OpaquePointer` with one owner, which never leaves this module.
/// The connection may be closed first; SQLite keeps it for the statement.
package struct Statement: ~Copyable, @unchecked Sendable {
    private let raw: OpaquePointer
    private let database: OpaquePointer

    /// Compiles `sql` on `connection`.
    package init(_ sql: String, on connection: borrowing Connection) throws(SQLiteError) {
        var raw: OpaquePointer?
        let code = sqlite3_prepare_v3(connection.raw, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &raw, nil)
        guard code == SQLITE_OK, let raw else {
            throw SQLiteError(.prepare, code: code, database: connection.raw)
        }
        self.raw = raw
        database = connection.raw
    }

    deinit { sqlite3_finalize(raw) }

    /// Binds a copy of `text` to the parameter at `index`, counted from 1 as SQLite counts.
    package borrowing func bind(_ text: String, at index: Int32) throws(SQLiteError) {
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty string has no base address, and a null pointer would bind NULL.
                guard let base = characters.baseAddress, !characters.isEmpty else {
                    return kn8_sqlite_bind_text(raw, index, "", 0)
                }
                return kn8_sqlite_bind_text(raw, index, base, Int32(clamping: characters.count))
            }
        }
        guard code == SQLITE_OK else { throw SQLiteError(.bind, code: code, database: database) }
    }

    /// Binds a copy of `bytes`, UTF-8 text, to the parameter at `index`.
    package borrowing func bind(text bytes: [UInt8], at index: Int32) throws(SQLiteError) {
        let code = bytes.withUnsafeBytes { buffer in
            let characters = buffer.bindMemory(to: CChar.self)
            guard let base = characters.baseAddress else { return kn8_sqlite_bind_text(self.raw, index, "", 0) }
            return kn8_sqlite_bind_text(self.raw, index, base, Int32(clamping: characters.count))
        }
        guard code == SQLITE_OK else { throw SQLiteError(.bind, code: code, database: database) }
    }

    /// Binds `number` to the parameter at `index`, counted from 1.
    package borrowing func bind(_ number: Int64, at index: Int32) throws(SQLiteError) {
        let code = sqlite3_bind_int64(raw, index, number)
        guard code == SQLITE_OK else { throw SQLiteError(.bind, code: code, database: database) }
    }

    /// Moves to the next row; false when there is none, and the statement is then ready to be run anew.
    package borrowing func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(raw)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            reset()
            return false
        default:
            let error = SQLiteError(.step, code: code, database: database)
            reset()
            throw error
        }
    }

    /// Runs a statement that has no rows.
    package borrowing func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Makes a statement whose rows were not all read ready to be run anew.
    package borrowing func reset() {
        sqlite3_reset(raw)
        sqlite3_clear_bindings(raw)
    }

    /// A copy of the bytes of the present row's column at `index`, counted from 0; empty for NULL.
    package borrowing func bytes(at index: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(raw, index) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(raw, index))))
    }

    /// The text of the present row's column at `index`, counted from 0; empty for NULL.
    package borrowing func text(at index: Int32) -> String {
        String(decoding: bytes(at: index), as: UTF8.self)
    }

    /// The integer of the present row's column at `index`, counted from 0; 0 for NULL.
    package borrowing func integer(at index: Int32) -> Int64 { sqlite3_column_int64(raw, index) }
}
