// SPDX-License-Identifier: MIT

internal import CSQLite

/// Why SQLite refused: what was being done, its code and its words.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done when it failed.
    package enum Operation: String, Hashable, Sendable {
        case open = "opening the database"
        case prepare = "preparing a statement"
        case bind = "binding a parameter"
        case step = "running a statement"
    }

    /// The kinds of failure that callers tell apart.
    package enum Cause: Hashable, Sendable {
        case corrupt
        case readOnly
        case full
        /// The system refused a write for another reason than a full file system.
        case writeFailed
        case cannotOpen
        case busy
        case other
    }

    /// What was being done.
    package let operation: Operation
    /// SQLite's extended result code.
    package let code: Int32
    /// The system's error number behind it; 0 when there is none.
    package let systemCode: Int32
    /// SQLite's sentence.
    package let message: String

    init(_ operation: Operation, code: Int32, database: OpaquePointer?) {
        self.operation = operation
        self.code = code
        systemCode = database.map(sqlite3_system_errno) ?? 0
        let text = database.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        message = text.map { String(cString: $0) } ?? "unknown error"
    }

    /// The kind of failure.
    package var cause: Cause {
        switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_FULL: .full
        // SQLite calls only a full file system full, and keeps the system's reason to itself.
        case SQLITE_IOERR where code == SQLITE_IOERR | (3 << 8): .writeFailed
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        default: .other
        }
    }

    /// The operation, SQLite's words and its code.
    package var description: String { "\(operation.rawValue): \(message) (SQLite code \(code))" }
}
